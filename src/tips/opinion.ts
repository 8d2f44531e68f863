/** What somebody can say of a tip or a nudge. */
export type Opinion = "helpful" | "not for me";

/** How many people said what. */
type OpinionCount = { helpful: number; notForMe: number };

/** What a workspace says of tips, by their ids, and what the one who asks says. */
export type TipOpinions = {
	everyone: ReadonlyMap<string, OpinionCount>;
	own: ReadonlyMap<string, Opinion>;
};

/** Nobody has said anything. */
export const noOpinions: TipOpinions = { everyone: new Map(), own: new Map() };

/** Next to a fit of up to about 2: enough to settle what is close, never to bring up what does not fit. */
const everyoneCounts = 0.08;
const ownHelpful = 0.04;
const ownNotForMe = -0.25;
/** How many opinions it takes until they count for half. */
const doubt = 4;

/** How far opinions move a tip up or down, beside how well it fits. */
export function leaningOf(
	tipId: string,
	{ everyone, own }: TipOpinions,
): number {
	const { helpful, notForMe } = everyone.get(tipId) ?? {
		helpful: 0,
		notForMe: 0,
	};
	const byEveryone =
		(everyoneCounts * (helpful - notForMe)) / (helpful + notForMe + doubt);
	const opinion = own.get(tipId);
	if (opinion === undefined) return byEveryone;
	return byEveryone + (opinion === "helpful" ? ownHelpful : ownNotForMe);
}
