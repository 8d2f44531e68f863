import type { Theme } from "./theme.js";

/** The two things that a moment may call for; neither is better. */
export type Stance = "lead" | "manage";

/** What people mean, and the many ways they say it: evidence for leading or for managing. */
export type Signal = {
	id: string;
	/** A noun phrase: "*nobody owns them* reads as work that nobody owns". */
	means: string;
	toward: Stance;
	/** How strongly, by the author's judgment, before anything is learned: 1 a hint to 3 nearly alone. */
	pull: number;
	because: string;
	themes: readonly Theme[];
	claims: readonly string[];
	says: readonly string[];
};

export const sensitiveKinds = [
	"self-harm",
	"harassment",
	"discrimination",
	"violence",
	"threats",
	"abuse",
	"medical",
	"legal",
	"substance",
	"whistle-blowing",
] as const;

/** Why a matter belongs to people who are qualified for it. */
export type SensitiveKind = (typeof sensitiveKinds)[number];

/** What people say of a sensitive matter, bluntly or between the lines. */
export type SensitiveSignal = {
	id: string;
	kind: SensitiveKind;
	means: string;
	strength: number;
	says: readonly string[];
};
