/** The series that a channel can have, each a file in prompts/nudges/. */
export const seriesNames = [
	"positive-mindset",
	"vision",
	"lead",
	"manage",
] as const;

/** A run of nudges with one subject. */
export type Series = (typeof seriesNames)[number];

/** One nudge of a series, as it stands in prompts/nudges/. */
export type Nudge = {
	id: string;
	series: Series;
	/** What the channel reads: one small act. */
	text: string;
	/** What *Why this?* answers. */
	why: string;
	/** The codes of the claims that it stands on. */
	claims: readonly string[];
	/** Held back while a team has a hard week. */
	cheerful: boolean;
};
