import type { Transaction } from "kysely";
import type { Owner } from "../slack/seal.js";
import type { Opinion, TipOpinions } from "../tips/opinion.js";
import type { Database, FeedbackRow, Tables } from "./tables.js";

/** What people said was helpful. Somebody's later opinion replaces the earlier one. */
export type FeedbackStore = {
	rateTips(
		speaker: Owner,
		tipIds: readonly string[],
		opinion: Opinion,
	): Promise<void>;
	rateNudge(
		speaker: Owner,
		channelId: string,
		nudgeId: string,
		opinion: Opinion,
	): Promise<void>;
	/** All that one person said, by the ids of tips and nudges. */
	ofPerson(
		speaker: Owner,
	): Promise<{ kind: "tip" | "nudge"; id: string; opinion: Opinion }[]>;
	/** What a workspace says of tips, and one person there. */
	tipOpinions(speaker: Owner): Promise<TipOpinions>;
	/** How many in a channel said of each nudge, by its id, that it was helpful. */
	helpfulNudges(
		workspaceId: string,
		channelId: string,
	): Promise<Map<string, number>>;
};

const noChannel = "";

/** The opinions in a database. */
export function createFeedbackStore({ rows }: Database): FeedbackStore {
	const rate = async (opinions: readonly FeedbackRow[]) => {
		for (const opinion of opinions)
			await rows.transaction().execute((deed) => replace(deed, opinion));
	};
	return {
		rateTips: ({ workspaceId, personId }, tipIds, opinion) =>
			rate(
				[...new Set(tipIds)].map((tipId) => ({
					workspace_id: workspaceId,
					person_id: personId,
					kind: "tip",
					channel_id: noChannel,
					subject_id: tipId,
					opinion,
				})),
			),

		rateNudge: ({ workspaceId, personId }, channelId, nudgeId, opinion) =>
			rate([
				{
					workspace_id: workspaceId,
					person_id: personId,
					kind: "nudge",
					channel_id: channelId,
					subject_id: nudgeId,
					opinion,
				},
			]),

		async ofPerson({ workspaceId, personId }) {
			const found = await rows
				.selectFrom("feedback")
				.select(["kind", "subject_id", "opinion"])
				.where("workspace_id", "=", workspaceId)
				.where("person_id", "=", personId)
				.orderBy("subject_id")
				.execute();
			return found.map(({ kind, subject_id, opinion }) => ({
				kind: kind as "tip" | "nudge",
				id: subject_id,
				opinion: opinion as Opinion,
			}));
		},

		async tipOpinions({ workspaceId, personId }) {
			const counts = await rows
				.selectFrom("feedback_count")
				.select(["subject_id", "helpful", "not_for_me"])
				.where("workspace_id", "=", workspaceId)
				.where("kind", "=", "tip")
				.execute();
			const own = await rows
				.selectFrom("feedback")
				.select(["subject_id", "opinion"])
				.where("workspace_id", "=", workspaceId)
				.where("person_id", "=", personId)
				.where("kind", "=", "tip")
				.execute();
			return {
				everyone: new Map(
					counts.map(({ subject_id, helpful, not_for_me: notForMe }) => [
						subject_id,
						{ helpful, notForMe },
					]),
				),
				own: new Map(
					own.map(({ subject_id, opinion }) => [
						subject_id,
						opinion as Opinion,
					]),
				),
			};
		},

		async helpfulNudges(workspaceId, channelId) {
			const counts = await rows
				.selectFrom("feedback_count")
				.select(["subject_id", "helpful"])
				.where("workspace_id", "=", workspaceId)
				.where("kind", "=", "nudge")
				.where("channel_id", "=", channelId)
				.where("helpful", ">", 0)
				.execute();
			return new Map(
				counts.map(({ subject_id, helpful }) => [subject_id, helpful]),
			);
		},
	};
}

/** Of two opinions of one person at the same moment, either is the later one, and both are counted as one. */
async function replace(
	deed: Transaction<Tables>,
	said: FeedbackRow,
): Promise<void> {
	const { person_id, opinion, ...subject } = said;
	const before = await deed
		.deleteFrom("feedback")
		.where("workspace_id", "=", said.workspace_id)
		.where("person_id", "=", person_id)
		.where("kind", "=", said.kind)
		.where("channel_id", "=", said.channel_id)
		.where("subject_id", "=", said.subject_id)
		.returning("opinion")
		.executeTakeFirst();
	const now = await deed
		.insertInto("feedback")
		.values(said)
		.onConflict((clash) => clash.doNothing())
		.returning("opinion")
		.executeTakeFirst();
	if (!now) return;
	const change = (what: Opinion) =>
		Number(opinion === what) - Number(before?.opinion === what);
	const counted = {
		helpful: change("helpful"),
		not_for_me: change("not for me"),
	};
	await deed
		.insertInto("feedback_count")
		.values({ ...subject, ...counted })
		.onConflict((clash) =>
			clash
				.columns(["workspace_id", "kind", "channel_id", "subject_id"])
				.doUpdateSet((row) => ({
					helpful: row("feedback_count.helpful", "+", counted.helpful),
					not_for_me: row("feedback_count.not_for_me", "+", counted.not_for_me),
				})),
		)
		.execute();
}
