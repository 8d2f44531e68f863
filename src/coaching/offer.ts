import type { Judged, Reason } from "../guidance/guidance.js";
import type { Guide } from "../guidance/guide.js";
import type { Tip } from "../tips/tip.js";
import type { Conversation } from "./conversation.js";
import type { BankName } from "./phrases.js";

const mostTips = 3;

/** What the guide says to a conversation so far: its verdict, or that the matter belongs to others, or nothing. */
export function guidanceOn(
	{ answers, leadShare, themes, offered }: Conversation,
	guide: Guide,
): ReturnType<Guide["judge"]> {
	const words = wordsOn(answers);
	const whole = guide.judge(words);
	// Answers to questions can read as nothing in particular; then what was told first decides.
	const judged =
		whole.scope === "out" ? guide.judge(answers.situation ?? "") : whole;
	if (judged.scope === "sensitive" || leadShare === undefined) return judged;
	return guide.resume({ words, cut: false, leadShare, themes, shown: offered });
}

/** What the verdict is judged on: the situation, what happened and what would be better. */
export function wordsOn(answers: Conversation["answers"]): string {
	return [answers.situation, answers.instance, answers.goal]
		.filter(Boolean)
		.join("\n");
}

/** Which phrases offer a verdict. */
export function offerBank({ verdict, first, unsure }: Judged): BankName {
	if (unsure) return "offer-unsure";
	if (verdict === "both")
		return first === "manage" ? "offer-both-manage" : "offer-both-lead";
	return verdict === "manage" ? "offer-manage" : "offer-lead";
}

/** The tips to choose from: two or three, of both kinds where both are called for. */
export function tipsToOffer({ tips, verdict, first }: Judged): Tip[] {
	if (verdict !== "both") return tips.slice(0, mostTips);
	const mine = tips.filter(({ stance }) => stance === first).slice(0, 2);
	const others = tips.filter(({ stance }) => stance !== first).slice(0, 1);
	return [...mine, ...others];
}

/** The reasons that are told: one, or one for each half. */
export function reasonsToTell({ reasons, verdict }: Judged): Reason[] {
	if (verdict !== "both") return reasons.slice(0, 1);
	return (["manage", "lead"] as const).flatMap((stance) =>
		reasons.filter(({ toward }) => toward === stance).slice(0, 1),
	);
}

/** The tip that somebody chose of those that stand open: by its number, its place or its title. */
export function chosenTip(
	text: string,
	choices: readonly Tip[],
): Tip | undefined {
	const said = text
		.toLowerCase()
		.replace(/[^\p{L}\p{N}\s]/gu, "")
		.trim();
	const exact = choices.find(({ title }) => plain(title) === said);
	if (exact) return exact;
	const place =
		/^(?:ok |lets? |i |ill |id |would |try |take |do |go with |start with |with |maybe |probably |the |number |no |nr |option |tip |idea )*(\d|one|two|three|first|second|third|last|1st|2nd|3rd)(?: (?:one|tip|idea|option|please|i think|i guess|sounds good|sounds right|seems right))*$/.exec(
			said,
		)?.[1];
	if (place) return choices[placeOf(place, choices.length)];
	const inside =
		/\b(?:the )?(first|second|third|last) (?:one|idea|tip|option)\b/.exec(
			said,
		)?.[1];
	if (inside) return choices[placeOf(inside, choices.length)];
	const words = new Set(said.split(/\s+/).filter((word) => word.length > 3));
	if (words.size < 2) return undefined;
	return choices.find(({ title }) => {
		const needed = plain(title)
			.split(" ")
			.filter((word) => word.length > 3);
		return (
			needed.filter((word) => words.has(word)).length >=
			Math.max(2, needed.length * 0.7)
		);
	});
}

function placeOf(word: string, count: number): number {
	if (word === "last") return count - 1;
	const number = Number.parseInt(word, 10);
	if (number > 0) return number - 1;
	return (
		{ one: 0, first: 0, two: 1, second: 1, three: 2, third: 2 }[word] ?? -1
	);
}

function plain(title: string): string {
	return title
		.toLowerCase()
		.replace(/[^\p{L}\p{N}\s]/gu, "")
		.trim();
}
