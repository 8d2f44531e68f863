import type { Learned } from "../nudges/pace.js";
import type { Database } from "./tables.js";

/** The pace of every workspace, and which instance of the bot sends there just now. */
export type PaceStore = {
	learned(workspaceId: string): Promise<Learned | undefined>;
	/** The last to remember wins. */
	remember(workspaceId: string, learned: Learned, now: Date): Promise<void>;
	/** Lets one holder at a time send to a workspace, until a moment: true for that one, as often as it asks. */
	hold(
		workspaceId: string,
		holder: string,
		now: Date,
		until: Date,
	): Promise<boolean>;
	/** Lets others send there. */
	release(workspaceId: string, holder: string): Promise<void>;
};

/** The paces in a database. */
export function createPaceStore({ rows }: Database): PaceStore {
	return {
		async learned(workspaceId) {
			const row = await rows
				.selectFrom("pace")
				.select(["per_second", "burst"])
				.where("workspace_id", "=", workspaceId)
				.executeTakeFirst();
			return row && row.burst !== null
				? { perSecond: row.per_second, burst: row.burst }
				: undefined;
		},

		async remember(workspaceId, { perSecond, burst }, now) {
			const learned = {
				per_second: perSecond,
				burst,
				learned_at: now.getTime(),
			};
			await rows
				.insertInto("pace")
				.values({ workspace_id: workspaceId, ...learned })
				.onConflict((clash) =>
					clash.column("workspace_id").doUpdateSet(learned),
				)
				.execute();
		},

		async hold(workspaceId, holder, now, until) {
			const held = { held_by: holder, held_until: until.getTime() };
			const mine = await rows
				.insertInto("sending")
				.values({ workspace_id: workspaceId, ...held })
				.onConflict((clash) =>
					clash
						.column("workspace_id")
						.doUpdateSet(held)
						.where(({ or, eb }) =>
							or([
								eb("sending.held_by", "=", holder),
								eb("sending.held_until", "<=", now.getTime()),
							]),
						),
				)
				.returning("held_by")
				.executeTakeFirst();
			return mine !== undefined;
		},

		async release(workspaceId, holder) {
			await rows
				.deleteFrom("sending")
				.where("workspace_id", "=", workspaceId)
				.where("held_by", "=", holder)
				.execute();
		},
	};
}
