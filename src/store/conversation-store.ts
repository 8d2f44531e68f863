import type { Kysely } from "kysely";
import type { Incoming } from "../coaching/incoming.js";
import { isOver, type Session } from "../coaching/session.js";
import type { KeptPlan } from "../plans/kept-plan.js";
import type { Answer } from "../slack/answer.js";
import type { Lock } from "../slack/lock.js";
import type { Owner } from "../slack/seal.js";
import { insertPlan } from "./plan-store.js";
import type {
	ConversationRow,
	Database,
	IncomingRow,
	Tables,
} from "./tables.js";

/** A conversation and where it is held: `thread` is Slack's name of its first message. */
export type KeptSession = Session & {
	thread: string;
	channelId: string;
	begunAt: Date;
	at: Date;
};

/** A reply that is to be posted, or that takes the place of `replaces`. */
export type Reply = {
	channelId: string;
	threadTs: string | undefined;
	replaces: string | undefined;
	/** Several where one is not enough. */
	answers: readonly Answer[];
};

/** Something that came and is not done: `reply` where it was answered, and nobody knows whether that was posted. */
export type OpenIncoming = Incoming & { at: Date; reply: Reply | undefined };

/** What a message changes. */
export type Outcome = {
	reply: Reply | undefined;
	/** The conversation as it stands now, or that none is left in this thread. */
	session?: { thread: string; channelId: string; now: Session | undefined };
	/** A plan that was agreed on, new or in place of the one with its id. */
	plan?: KeptPlan;
	/** The id of a plan that was taken back. */
	withoutPlan?: string | undefined;
};

/** What came, each thing once, and the conversations that it makes. */
export type ConversationStore = {
	/** True the first time that this came, false ever after. */
	receive(incoming: Incoming, now: Date): Promise<boolean>;
	/** What is not done of a person's, in its order. Nothing of it is kept in words once it is done. */
	open(owner: Owner): Promise<OpenIncoming[]>;
	/** Writes down all that a message changes, at once. False where somebody else has answered it: nothing is written. */
	answer(incoming: Incoming, outcome: Outcome, now: Date): Promise<boolean>;
	/** It is done; `replyTs` is Slack's name of the reply. */
	done(incoming: Incoming, replyTs: string | undefined): Promise<void>;
	/** How many messages of a person's are remembered by Slack's name, so that none is answered twice. */
	remembered(owner: Owner): Promise<number>;
	/** What was answered to a message, where that is still known. */
	replyTo(owner: Owner, ts: string): Promise<string | undefined>;
	/** A person's conversations, the latest first. */
	ofPerson(owner: Owner): Promise<KeptSession[]>;
	/** Files a conversation that the coach opened under the message that did, and where that stands. */
	rename(
		owner: Owner,
		from: string,
		to: { ts: string; channelId: string },
	): Promise<void>;
	/** People of whom something has been open since before a moment. */
	stranded(before: Date, limit: number): Promise<Owner[]>;
};

/** The conversations in a database; `lock` keeps the words. */
export function createConversationStore(
	{ rows }: Database,
	lock: Lock,
): ConversationStore {
	return {
		async receive(incoming, now) {
			const { owner } = incoming;
			const row = await rows
				.insertInto("incoming")
				.values({
					workspace_id: owner.workspaceId,
					event_id: incoming.eventId,
					person_id: owner.personId,
					channel_id: incoming.channelId,
					kind: incoming.kind,
					event_ts: incoming.eventTs,
					ts: incoming.ts,
					thread_ts: incoming.threadTs ?? null,
					words:
						incoming.words === undefined
							? null
							: lock.close(incoming.words, namesOf("incoming.words", owner)),
					status: "waiting",
					replies: null,
					reply_ts: null,
					at: now.getTime(),
				})
				.onConflict((clash) => clash.doNothing())
				.returning("event_id")
				.executeTakeFirst();
			return row !== undefined;
		},

		async open({ workspaceId, personId }) {
			const found = await rows
				.selectFrom("incoming")
				.selectAll()
				.where("workspace_id", "=", workspaceId)
				.where("person_id", "=", personId)
				.where("status", "<>", "done")
				.orderBy("event_ts")
				.orderBy("event_id")
				.execute();
			return found.map((row) => incomingOf(row, lock));
		},

		answer: (incoming, outcome, now) =>
			rows.transaction().execute(async (deed) => {
				const { owner, eventId } = incoming;
				const mine = await deed
					.updateTable("incoming")
					.set({
						status: "answering",
						words: null,
						at: now.getTime(),
						replies:
							outcome.reply === undefined
								? null
								: lock.close(
										JSON.stringify(outcome.reply),
										namesOf("incoming.replies", owner),
									),
					})
					.where("workspace_id", "=", owner.workspaceId)
					.where("event_id", "=", eventId)
					.where("status", "=", "waiting")
					.returning("event_id")
					.executeTakeFirst();
				if (!mine) return false;
				if (outcome.session) {
					const { thread, channelId, now: session } = outcome.session;
					if (session)
						await writeSession(
							deed,
							{ owner, thread, channelId, session, now },
							lock,
						);
					else
						await deed
							.deleteFrom("conversation")
							.where("workspace_id", "=", owner.workspaceId)
							.where("person_id", "=", owner.personId)
							.where("thread", "=", thread)
							.execute();
				}
				if (outcome.withoutPlan)
					await deed
						.deleteFrom("plan")
						.where("id", "=", outcome.withoutPlan)
						.where("workspace_id", "=", owner.workspaceId)
						.where("person_id", "=", owner.personId)
						.execute();
				if (outcome.plan) await insertPlan(deed, outcome.plan, lock);
				return true;
			}),

		async done({ owner, eventId }, replyTs) {
			await rows
				.updateTable("incoming")
				.set({
					status: "done",
					words: null,
					replies: null,
					reply_ts: replyTs ?? null,
				})
				.where("workspace_id", "=", owner.workspaceId)
				.where("event_id", "=", eventId)
				.execute();
		},

		async remembered({ workspaceId, personId }) {
			const { count } = await rows
				.selectFrom("incoming")
				.select((row) => row.fn.countAll().as("count"))
				.where("workspace_id", "=", workspaceId)
				.where("person_id", "=", personId)
				.executeTakeFirstOrThrow();
			return Number(count);
		},

		async replyTo({ workspaceId, personId }, ts) {
			const row = await rows
				.selectFrom("incoming")
				.select("reply_ts")
				.where("workspace_id", "=", workspaceId)
				.where("person_id", "=", personId)
				.where("ts", "=", ts)
				.where("reply_ts", "is not", null)
				.orderBy("event_ts", "desc")
				.executeTakeFirst();
			return row?.reply_ts ?? undefined;
		},

		async ofPerson({ workspaceId, personId }) {
			const found = await rows
				.selectFrom("conversation")
				.selectAll()
				.where("workspace_id", "=", workspaceId)
				.where("person_id", "=", personId)
				.orderBy("at", "desc")
				.execute();
			return found.flatMap((row) => sessionOf(row, lock) ?? []);
		},

		async rename({ workspaceId, personId }, from, to) {
			await rows
				.updateTable("conversation")
				.set({ thread: to.ts, channel_id: to.channelId })
				.where("workspace_id", "=", workspaceId)
				.where("person_id", "=", personId)
				.where("thread", "=", from)
				.execute();
		},

		async stranded(before, limit) {
			const found = await rows
				.selectFrom("incoming")
				.select(["workspace_id", "person_id"])
				.distinct()
				.where("status", "<>", "done")
				.where("at", "<=", before.getTime())
				.limit(limit)
				.execute();
			return found.map((row) => ({
				workspaceId: row.workspace_id,
				personId: row.person_id,
			}));
		},
	};
}

async function writeSession(
	deed: Kysely<Tables>,
	{
		owner,
		thread,
		channelId,
		session,
		now,
	}: {
		owner: Owner;
		thread: string;
		channelId: string;
		session: Session;
		now: Date;
	},
	lock: Lock,
) {
	const changes = {
		channel_id: channelId,
		words: lock.close(
			JSON.stringify(session),
			namesOf("conversation.words", owner),
		),
		is_over: Number(isOver(session)),
		at: now.getTime(),
	};
	// A new matter in the same thread is a new conversation, and its thirty days begin anew.
	const begins = session.before?.seed !== session.conversation.seed;
	await deed
		.insertInto("conversation")
		.values({
			workspace_id: owner.workspaceId,
			person_id: owner.personId,
			thread,
			version: 1,
			begun_at: now.getTime(),
			...changes,
		})
		.onConflict((clash) =>
			clash
				.columns(["workspace_id", "person_id", "thread"])
				.doUpdateSet((row) => ({
					...changes,
					...(begins && { begun_at: now.getTime() }),
					version: row("conversation.version", "+", 1),
				})),
		)
		.execute();
}

function incomingOf(row: IncomingRow, lock: Lock): OpenIncoming {
	const owner = { workspaceId: row.workspace_id, personId: row.person_id };
	const open = (value: string | null, of: string) =>
		value === null ? undefined : lock.open(value, namesOf(of, owner));
	const reply = open(row.replies, "incoming.replies");
	return {
		owner,
		eventId: row.event_id,
		eventTs: row.event_ts,
		channelId: row.channel_id,
		ts: row.ts,
		threadTs: row.thread_ts ?? undefined,
		kind: row.kind as Incoming["kind"],
		words: open(row.words, "incoming.words"),
		at: new Date(row.at),
		reply: reply === undefined ? undefined : (JSON.parse(reply) as Reply),
	};
}

/** What cannot be opened any more, as its key is gone, is as good as forgotten. */
function sessionOf(row: ConversationRow, lock: Lock): KeptSession | undefined {
	const owner = { workspaceId: row.workspace_id, personId: row.person_id };
	const words = lock.open(row.words, namesOf("conversation.words", owner));
	if (words === undefined) return undefined;
	const session = JSON.parse(words) as Session;
	if (session.conversation.version !== 1) return undefined;
	return {
		...session,
		thread: row.thread,
		channelId: row.channel_id,
		begunAt: new Date(row.begun_at),
		at: new Date(row.at),
	};
}

/** What locked words belong to, so that they open for nobody else. */
function namesOf(of: string, { workspaceId, personId }: Owner): string[] {
	return [of, workspaceId, personId];
}
