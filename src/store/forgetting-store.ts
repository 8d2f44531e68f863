import type { Owner } from "../slack/seal.js";
import type { Database } from "./tables.js";

/** What was removed of a person, by count, and where a schedule stays without their name. */
export type Forgotten = {
	conversations: number;
	plans: number;
	opinions: number;
	/** The channels whose schedules the person set up or changed. */
	channelIds: string[];
};

/** What went in a day's cleaning. */
type Cleaned = {
	conversations: number;
	plans: number;
	messages: number;
};

/** Removing: what a person wants gone, and what is due to go. */
export type ForgettingStore = {
	/** Removes every row of a person's, and their name from the schedules they set up. */
	forget(owner: Owner): Promise<Forgotten>;
	/** How often a person's name stands in schedules of their workspace. */
	schedulesNaming(owner: Owner): Promise<{ channelId: string }[]>;
	/**
	 * Removes what may not be kept any longer, once on each day, and writes down that it ran. `undefined` where it did
	 * already.
	 */
	cleanUp(now: Date): Promise<Cleaned | undefined>;
	/** The last day's cleaning. */
	lastCleaning(): Promise<(Cleaned & { day: string; at: Date }) | undefined>;
};

const dayMs = 86_400_000;
/** With a cleaning a day, none is older than thirty days. */
const conversationDays = 29;
/** For how long a conversation that is over stays, so that a thank-you is understood. */
const overDays = 1;
const planDays = 90;
const messageDays = 3;

/** Forgetting in a database. */
export function createForgettingStore({ rows }: Database): ForgettingStore {
	return {
		forget: (owner) =>
			rows.transaction().execute(async (deed) => {
				const { workspaceId, personId } = owner;
				const opinions = await deed
					.deleteFrom("feedback")
					.where("workspace_id", "=", workspaceId)
					.where("person_id", "=", personId)
					.returning(["kind", "channel_id", "subject_id", "opinion"])
					.execute();
				for (const { kind, channel_id, subject_id, opinion } of opinions)
					await deed
						.updateTable("feedback_count")
						.set((row) =>
							opinion === "helpful"
								? { helpful: row("helpful", "-", 1) }
								: { not_for_me: row("not_for_me", "-", 1) },
						)
						.where("workspace_id", "=", workspaceId)
						.where("kind", "=", kind)
						.where("channel_id", "=", channel_id)
						.where("subject_id", "=", subject_id)
						.execute();
				await deed
					.deleteFrom("feedback_count")
					.where("workspace_id", "=", workspaceId)
					.where("helpful", "<=", 0)
					.where("not_for_me", "<=", 0)
					.execute();
				const conversations = await deed
					.deleteFrom("conversation")
					.where("workspace_id", "=", workspaceId)
					.where("person_id", "=", personId)
					.returning("thread")
					.execute();
				const plans = await deed
					.deleteFrom("plan")
					.where("workspace_id", "=", workspaceId)
					.where("person_id", "=", personId)
					.returning("id")
					.execute();
				for (const { id } of plans)
					await deed
						.deleteFrom("delivery")
						.where("schedule_id", "=", `plan:${id}`)
						.execute();
				for (const table of ["incoming", "person"] as const)
					await deed
						.deleteFrom(table)
						.where("workspace_id", "=", workspaceId)
						.where("person_id", "=", personId)
						.execute();
				const named: string[] = [];
				for (const column of ["set_up_by", "changed_by"] as const) {
					const found = await deed
						.updateTable("schedule")
						.set((row) => ({
							[column]: "",
							version: row("version", "+", 1),
						}))
						.where("workspace_id", "=", workspaceId)
						.where(column, "=", personId)
						.returning("channel_id")
						.execute();
					named.push(...found.map(({ channel_id }) => channel_id));
				}
				return {
					conversations: conversations.length,
					plans: plans.length,
					opinions: opinions.length,
					channelIds: [...new Set(named)],
				};
			}),

		async schedulesNaming({ workspaceId, personId }) {
			const found = await rows
				.selectFrom("schedule")
				.select("channel_id")
				.distinct()
				.where("workspace_id", "=", workspaceId)
				.where(({ or, eb }) =>
					or([eb("set_up_by", "=", personId), eb("changed_by", "=", personId)]),
				)
				.execute();
			return found.map(({ channel_id }) => ({ channelId: channel_id }));
		},

		cleanUp: (now) =>
			rows.transaction().execute(async (deed) => {
				const day = now.toISOString().slice(0, 10);
				const mine = await deed
					.insertInto("cleaning")
					.values({
						day,
						at: now.getTime(),
						conversations: 0,
						plans: 0,
						messages: 0,
					})
					.onConflict((clash) => clash.doNothing())
					.returning("day")
					.executeTakeFirst();
				if (!mine) return undefined;
				const ago = (days: number) => now.getTime() - days * dayMs;
				const conversations = await deed
					.deleteFrom("conversation")
					.where(({ or, and, eb }) =>
						or([
							eb("begun_at", "<=", ago(conversationDays)),
							and([eb("is_over", "=", 1), eb("at", "<=", ago(overDays))]),
						]),
					)
					.returning("thread")
					.execute();
				const plans = await deed
					.deleteFrom("plan")
					.where("done_at", "<=", ago(planDays))
					.returning("id")
					.execute();
				for (const { id } of plans)
					await deed
						.deleteFrom("delivery")
						.where("schedule_id", "=", `plan:${id}`)
						.execute();
				const messages = await deed
					.deleteFrom("incoming")
					.where("at", "<=", ago(messageDays))
					.returning("event_id")
					.execute();
				const cleaned = {
					conversations: conversations.length,
					plans: plans.length,
					messages: messages.length,
				};
				await deed
					.updateTable("cleaning")
					.set(cleaned)
					.where("day", "=", day)
					.execute();
				return cleaned;
			}),

		async lastCleaning() {
			const row = await rows
				.selectFrom("cleaning")
				.selectAll()
				.orderBy("day", "desc")
				.executeTakeFirst();
			return row && { ...row, at: new Date(row.at) };
		},
	};
}
