import type { Theme } from "../guidance/theme.js";
import type { Hearing } from "./ear.js";

/** What may stand in braces in a phrase. */
export type Slot =
	| "theirWords"
	| "plan"
	| "day"
	| "meaning"
	| "because"
	| "stance";

/** What a bank of phrases is for: `asks` where each is a question, `needs` the slots that each must have, `may` those that it can have. */
export type Bank = {
	asks?: true;
	needs?: readonly Slot[];
	may?: readonly Slot[];
};

/** The files of `prompts/coaching/` and the banks that each of them holds. */
export const bankFiles = {
	"questions.yml": {
		"ask-situation": { asks: true },
		"ask-goal": { asks: true },
		"ask-instance": { asks: true },
		"ask-role": { asks: true },
		"ask-needs": { asks: true },
		"ask-strengths": { asks: true },
		"ask-choice": { asks: true },
		"ask-act": { asks: true },
		"ask-cue": { asks: true },
		"ask-confirm": { asks: true },
		"ask-date": { asks: true },
		"ask-care": { asks: true },
		"ask-resume": { asks: true },
		"ask-further": { asks: true },
		"ask-their-guess": { asks: true },
	},
	"smaller-questions.yml": {
		"smaller-situation": { asks: true },
		"smaller-goal": { asks: true },
		"smaller-instance": { asks: true },
		"smaller-role": { asks: true },
		"smaller-needs": { asks: true },
		"smaller-strengths": { asks: true },
		"smaller-choice": { asks: true },
		"smaller-act": { asks: true },
		"smaller-cue": { asks: true },
		"smaller-date": { asks: true },
	},
	"reflections.yml": {
		"heard-situation": { may: ["theirWords"] },
		"heard-goal": { may: ["theirWords"] },
		"heard-instance": { may: ["theirWords"] },
		"heard-role": { may: ["theirWords"] },
		"heard-needs": { may: ["theirWords"] },
		"heard-strengths": { may: ["theirWords"] },
		"heard-long": { may: ["theirWords"] },
		"heard-question": { needs: ["theirWords"] },
		noted: {},
		brief: { needs: ["theirWords"] },
	},
	"detours.yml": {
		greeting: {},
		"greeting-back": {},
		"dont-know": {},
		yes: {},
		no: {},
		thanks: {},
		silence: {},
		angry: {},
		sceptic: {},
		play: {},
		"move-on": {},
		"why-ask": {},
		"who-is-right": {},
		unclear: {},
		"advice-soon": {},
		"your-call": {},
		"off-topic": {},
		language: {},
		gibberish: {},
		"new-subject": {},
		"start-over": {},
		stop: {},
		"after-stop": {},
		rest: {},
		"welcome-back": { may: ["theirWords"] },
		"picked-up": {},
		cut: {},
	},
	"offers.yml": {
		"offer-manage": {},
		"offer-lead": {},
		"offer-both-manage": {},
		"offer-both-lead": {},
		"offer-unsure": { needs: ["stance"] },
		"offer-blank": {},
		reason: { needs: ["theirWords", "meaning", "because"] },
		reasonless: {},
		doubt: {},
		"more-ideas": {},
		"no-more-ideas": {},
		"one-first": {},
		"took-tip": {},
		"took-own": { may: ["theirWords"] },
	},
	"plans.yml": {
		"say-back": { needs: ["plan"] },
		corrected: { needs: ["plan"] },
		rewrite: {},
		agreed: {},
		"day-unread": {},
		"day-past": {},
		"day-far": {},
		done: { needs: ["day"] },
		"done-without-day": {},
		"day-changed": { needs: ["day"] },
		"after-plan": {},
	},
	"about-me.yml": {
		introduction: {},
		help: {},
		"what-i-am": {},
		"what-i-keep": {},
		"who-reads": {},
		"know-me": {},
		"forget-me": {},
		"my-plans": {},
		quiet: {},
		"quiet-until": { needs: ["day"] },
	},
	"care.yml": {
		care: {},
		"care-again": {},
		"care-on": {},
		"handed-over": {},
		"after-hand-over": {},
	},
} as const satisfies Record<string, Record<string, Bank>>;

type Files = typeof bankFiles;

/** The name of a bank. */
export type BankName = { [F in keyof Files]: keyof Files[F] }[keyof Files] &
	string;

/** One way to say something; `themes` where it is only for some matters. */
export type Phrase = { say: string; themes: readonly Theme[] };

/** Every word of the coach, and what it listens for. */
export type Phrases = {
	banks: Record<BankName, readonly Phrase[]>;
	hears: readonly Hearing[];
};

/** How many phrases a bank needs that fit any theme, so that the coach does not sound like a record. */
export const leastPhrases = 8;
