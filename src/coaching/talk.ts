import type { Guide } from "../guidance/guide.js";
import type { Contacts } from "../guidance/safety.js";
import type { Tip } from "../tips/tip.js";
import { type Ask, type Conversation, withAnswer } from "./conversation.js";
import type { Ear } from "./ear.js";
import type { BankName, Phrases, Slot } from "./phrases.js";
import { quoteOf } from "./quote.js";
import type { Choice, Deed, Turn } from "./turn.js";
import { nextPhrase } from "./voice.js";

/** What a coach needs to answer. */
export type Coaching = {
	guide: Guide;
	content: {
		phrases: Phrases;
		ear: Ear;
		contacts: Contacts;
		tip(id: string): Tip | undefined;
	};
	now: Date;
	/** IANA, the person's. */
	timeZone: string;
};

/** A turn while it is put together, and the conversation that it leaves behind. */
export class Talk {
	paragraphs: string[] = [];
	choices: Choice[] = [];
	tip: string | undefined;
	contacts: Turn["contacts"] = [];
	deed: Deed | undefined;
	/** True once there was nothing new to say where something had to be said. */
	speechless = false;
	#lead: string[] = [];
	#question: string | undefined;

	constructor(
		public conversation: Conversation,
		readonly world: Coaching,
	) {}

	/** Says a phrase of a bank; nothing where all were said. */
	say(bank: BankName, slots: Partial<Record<Slot, string>> = {}): boolean {
		const said = nextPhrase(
			bank,
			this.world.content.phrases,
			this.conversation,
			slots,
		);
		if (!said) return false;
		this.#lead.push(said.text);
		this.remember(said.name);
		return true;
	}

	/** Says a phrase that the turn cannot do without. */
	mustSay(bank: BankName, slots: Partial<Record<Slot, string>> = {}) {
		if (!this.say(bank, slots)) this.speechless = true;
	}

	/** Ends the paragraph. */
	break() {
		if (this.#lead.length > 0) this.paragraphs.push(this.#lead.join(" "));
		this.#lead = [];
	}

	/** Asks a question of the first bank that has one left, so that it stands open as `ask`. */
	ask(ask: Ask, ...banks: readonly BankName[]) {
		for (const bank of banks) {
			const said = nextPhrase(
				bank,
				this.world.content.phrases,
				this.conversation,
			);
			if (!said) continue;
			this.remember(said.name);
			this.askInWords(ask, said.text);
			return;
		}
		this.speechless = true;
	}

	/** Asks a question that stands in no bank. */
	askInWords(ask: Ask, question: string) {
		this.#question = question;
		this.change({ ask, standing: "open" });
	}

	/** Whether a question is asked. */
	get asks(): boolean {
		return this.#question !== undefined;
	}

	remember(...names: readonly string[]) {
		this.change({ said: [...this.conversation.said, ...names] });
	}

	/** Whether this is new in the conversation; from now on it is not. */
	firstTime(name: string): boolean {
		if (this.conversation.said.includes(name)) return false;
		this.remember(name);
		return true;
	}

	change(change: Partial<Conversation>) {
		this.conversation = { ...this.conversation, ...change };
	}

	note(ask: Ask, words: string) {
		this.conversation = withAnswer(this.conversation, ask, words);
	}

	/** A few of somebody's words for a phrase, where they can be quoted. */
	quote(text: string, prefer?: string): { theirWords?: string } {
		const theirWords = quoteOf(text, prefer);
		return theirWords === undefined ? {} : { theirWords };
	}

	/** The turn as it stands. */
	turn(): Turn {
		this.break();
		return {
			paragraphs: this.#question
				? [...this.paragraphs, this.#question]
				: this.paragraphs,
			choices: this.choices,
			tip: this.tip,
			contacts: this.contacts,
			deed: this.deed,
		};
	}
}
