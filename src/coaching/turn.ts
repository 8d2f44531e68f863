import type { Contact } from "../guidance/safety.js";
import type { SensitiveKind } from "../guidance/signal.js";
import type { Plan } from "./plan.js";

/** Something to tap instead of typing it: tapping says `says`. `tip` is the id of the tip it stands for. */
export type Choice = { label: string; says: string; tip?: string };

/** A wish that others carry out; `until` is a local date. */
type Command =
	| { name: "know-me" | "forget-me" | "my-plans" }
	| { name: "quiet"; until: string | undefined };

/** What is to be done beside saying the words. */
export type Deed =
	/** The matter is for qualified people: nothing of it may be kept. */
	| { kind: "hand-over"; about: SensitiveKind | "unnamed" }
	| { kind: "command"; command: Command }
	/** A plan was agreed on; a later one in the same conversation replaces it. */
	| { kind: "plan"; plan: Plan };

/** What the coach says next. */
export type Turn = {
	/** In this order, as plain text; the last ends in the question where there is one. */
	paragraphs: readonly string[];
	choices: readonly Choice[];
	/** The tip that was just taken, by id, to be shown in full beside the words. */
	tip: string | undefined;
	/** Whom to turn to, to be shown under the words. */
	contacts: readonly Contact[];
	deed: Deed | undefined;
};
