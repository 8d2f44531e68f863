import type { Theme } from "../guidance/theme.js";
import type { Conversation } from "./conversation.js";
import type { BankName, Phrase, Phrases, Slot } from "./phrases.js";

type Slots = Partial<Record<Slot, string>>;

/** A phrase with its slots filled, and its name, which is not to be said again. */
export type Said = { text: string; name: string };

/**
 * The next phrase of a bank in a conversation: none that was said, those on its themes first, and otherwise by the
 * conversation's seed and what was said before. `undefined` when every phrase was said, or none has its slots filled.
 */
export function nextPhrase(
	bank: BankName,
	{ banks }: Phrases,
	conversation: Pick<Conversation, "seed" | "said" | "themes">,
	slots: Slots = {},
): Said | undefined {
	const free = banks[bank]
		.map((phrase, number) => ({ phrase, name: `${bank}.${number}` }))
		.filter(
			({ phrase, name }) =>
				!conversation.said.includes(name) && filled(phrase.say, slots),
		);
	const place = hash(
		`${conversation.seed} ${bank} ${conversation.said.length}`,
	);
	const onTheme = free.filter(({ phrase }) =>
		fits(phrase, conversation.themes.slice(0, 1)),
	);
	const general = free.filter(({ phrase }) => phrase.themes.length === 0);
	const using = preferUsing(onTheme.length > 0 ? onTheme : general, slots);
	const chosen = using[place % using.length];
	return chosen && { text: fill(chosen.phrase.say, slots), name: chosen.name };
}

/** A whole number from a text, the same on every machine. */
export function hash(text: string): number {
	let sum = 2166136261;
	for (let i = 0; i < text.length; i++)
		sum = Math.imul(sum ^ text.charCodeAt(i), 16777619);
	sum ^= sum >>> 15;
	return Math.imul(sum, 2246822519) >>> 8;
}

function fits({ themes }: Phrase, about: readonly Theme[]): boolean {
	return themes.some((theme) => about.includes(theme));
}

/** Phrases that use the person's words come first where there are words to use. */
function preferUsing<T extends { phrase: Phrase }>(
	free: readonly T[],
	{ theirWords }: Slots,
): readonly T[] {
	if (theirWords === undefined) return free;
	const using = free.filter(({ phrase }) =>
		phrase.say.includes("{theirWords}"),
	);
	return using.length > 0 ? using : free;
}

function filled(say: string, slots: Slots): boolean {
	return [...say.matchAll(/\{(\w+)\}/g)].every(
		([, slot]) => slots[slot as Slot] !== undefined,
	);
}

function fill(say: string, slots: Slots): string {
	return say.replace(/\{(\w+)\}/g, (_all, slot: Slot) => slots[slot] ?? "");
}
