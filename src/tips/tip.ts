import type { Stance } from "../guidance/signal.js";
import type { Theme } from "../guidance/theme.js";

export const roles = [
	"entrepreneur",
	"team-leader",
	"middle-manager",
	"executive",
] as const;

/** The place from which somebody leads and manages. */
type Role = (typeof roles)[number];

export const evidenceGrades = ["research", "practice", "belief"] as const;

/** How well a tip is founded. */
export type Evidence = (typeof evidenceGrades)[number];

/** One act for this week, the words for it, and when it would be wrong. */
export type Tip = {
	id: string;
	title: string;
	stance: Stance;
	/** The first is the theme that the tip counts for. */
	themes: readonly Theme[];
	roles: readonly Role[];
	do: string;
	say: string;
	why: string;
	wrongWhen: string;
	claims: readonly string[];
	evidence: Evidence;
	source: string;
};
