import type { Tip } from "../tips/tip.js";
import type { SensitiveKind, Stance } from "./signal.js";
import type { Theme } from "./theme.js";

/** What a moment calls for. */
export type Verdict = Stance | "both";

/** Words of the person, what they read as, and which way that pulls. `words` stand in the text as they are. */
export type Reason = {
	words: string;
	meaning: string;
	toward: Stance;
	because: string;
	claims: readonly string[];
};

/** The one question that would settle a doubt, and what each answer would mean. */
export type Doubt = {
	id: string;
	question: string;
	options: readonly { answer: string; leadShare: number }[];
};

/** An answer to somebody who leads or manages. */
export type Judged = {
	scope: "in";
	english: boolean;
	/** Always the best guess, also when `unsure`. */
	verdict: Verdict;
	/** Which half comes first, or is all there is. */
	first: Stance;
	/** From 0, all managing, to 100, all leading. */
	leadShare: number;
	/** How likely the verdict is right, from 0 to 1. */
	confidence: number;
	unsure: boolean;
	question: Doubt | undefined;
	themes: readonly Theme[];
	reasons: readonly Reason[];
	tips: readonly Tip[];
	otherSide: string;
};

/** No verdict: there is nothing to lead or manage, or the matter belongs to people who are qualified for it. */
type Unjudged =
	| { scope: "out"; english: boolean }
	| { scope: "sensitive"; english: boolean; kind: SensitiveKind | "unnamed" };

/** What the guide says to a situation. */
export type Guidance = Judged | Unjudged;
