import type { Theme } from "./theme.js";

/** A labelled example situation: what the guide learns from, and is measured on. */
export type Situation = {
	id: string;
	text: string;
	scope: "in" | "out" | "sensitive";
	/** What each labeller gave, 0 to 100; empty where the scope is not `in`. */
	shares: readonly number[];
	/** What each labeller gave, the most telling first. */
	themes: readonly (readonly Theme[])[];
	/** Who wrote it: whole pens are held back together when figures are measured. */
	pen: string;
};

/** The mean of what the labellers gave. */
export function shareOf({ shares }: Situation): number {
	return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}
