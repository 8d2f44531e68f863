import type { Database } from "./tables.js";

/** What has been learned about how fast a workspace takes messages. */
type LearnedPace = { perSecond: number; learnedAt: Date };

/** The pace of every workspace. */
export type PaceStore = {
	learned(workspaceId: string): Promise<LearnedPace | undefined>;
	/** The last to remember wins. */
	remember(workspaceId: string, pace: LearnedPace): Promise<void>;
};

/** The paces in a database. */
export function createPaceStore({ rows }: Database): PaceStore {
	return {
		async learned(workspaceId) {
			const row = await rows
				.selectFrom("pace")
				.select(["per_second", "learned_at"])
				.where("workspace_id", "=", workspaceId)
				.executeTakeFirst();
			return (
				row && {
					perSecond: row.per_second,
					learnedAt: new Date(row.learned_at),
				}
			);
		},

		async remember(workspaceId, { perSecond, learnedAt }) {
			const learned = {
				per_second: perSecond,
				learned_at: learnedAt.getTime(),
			};
			await rows
				.insertInto("pace")
				.values({ workspace_id: workspaceId, ...learned })
				.onConflict((clash) =>
					clash.column("workspace_id").doUpdateSet(learned),
				)
				.execute();
		},
	};
}
