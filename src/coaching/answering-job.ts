import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import type { WebClient } from "@slack/web-api";
import { forgetMeMessage } from "../people/forget-me-message.js";
import type { Known } from "../people/know-me-message.js";
import { knowMeMessages } from "../people/know-me-message.js";
import { quietMessage } from "../people/quiet-message.js";
import { type KeptPlan, newPlan } from "../plans/kept-plan.js";
import { myPlansMessage } from "../plans/my-plans-message.js";
import type { AgentView } from "../slack/agent-view.js";
import type { Answer } from "../slack/answer.js";
import { describeError, type Log } from "../slack/log.js";
import type { Owner, Seal } from "../slack/seal.js";
import type {
	KeptSession,
	OpenIncoming,
	Outcome,
	Reply,
} from "../store/conversation-store.js";
import type { Store } from "../store/store.js";
import { broughtAngle } from "./brought.js";
import { isForOthers, nextTurn } from "./coach.js";
import type { Conversation } from "./conversation.js";
import type { Incoming } from "./incoming.js";
import { findReply, postReply } from "./reply-job.js";
import {
	hasMessage,
	placeOf,
	type Session,
	sessionAfter,
	withEdit,
	withoutMessage,
} from "./session.js";
import type { Coaching } from "./talk.js";
import type { Turn } from "./turn.js";
import { turnMessage } from "./turn-message.js";

/** What it takes to answer what people write to the coach. */
export type AnsweringWorld = Pick<Coaching, "guide" | "content"> & {
	store: Pick<Store, "people" | "conversations" | "plans" | "forgetting">;
	seal: Seal;
	now: () => Date;
	/** A person's time zone, as far as it is known. */
	zoneOf: (owner: Owner) => Promise<string>;
	/** All that is kept of somebody. */
	knownOf: (owner: Owner) => Promise<Known>;
	/** Slack, as a workspace's bot sees it: a client that never sends anything twice. */
	clientOf: (workspaceId: string) => Promise<WebClient>;
	agentView: Pick<AgentView, "think" | "isThere">;
	log: Log;
};

/** The coach at work: everything that comes is answered once, in its order, by one instance. */
export type Answering = {
	/** Takes what came, and resolves once it is answered. What came before does nothing. */
	hear(incoming: Incoming): Promise<void>;
	/** Answers what was left behind by an instance that ended. */
	catchUp(): Promise<void>;
};

const holdMs = 60_000;
const waitMs = 50;
const mostTries = 400;
const strandedMs = 30_000;
/** For how long Slack is tried before an answer is given up. */
const patienceMs = 3_600_000;

/** The coach at work. */
export function createAnswering(world: AnsweringWorld): Answering {
	const { store, now, log } = world;
	const me = randomUUID();
	/** Words that are kept nowhere, while they are answered. */
	const unkept = new Map<string, string>();
	const queues = new Map<string, Promise<void>>();

	/** Answers all that is open of a person's. False where another instance does. */
	const answerOpen = async (owner: Owner): Promise<boolean> => {
		const held = await store.people.hold(
			owner,
			me,
			now(),
			new Date(now().getTime() + holdMs),
		);
		if (!held) return false;
		try {
			for (const incoming of await store.conversations.open(owner))
				await answerOne(incoming);
		} finally {
			await store.people.release(owner, me);
		}
		return true;
	};

	const answerOne = async (incoming: OpenIncoming) => {
		if (incoming.reply) return answerAgain(incoming, incoming.reply);
		const words = incoming.words ?? unkept.get(incoming.eventId);
		let outcome: Outcome;
		try {
			outcome = await outcomeOf({ ...incoming, words }, world);
		} catch (error) {
			// Tried again it would break again, and hold up all that follows.
			await store.conversations.done(incoming, undefined);
			throw error;
		}
		if (!(await store.conversations.answer(incoming, outcome, now()))) return;
		await send(incoming, outcome.reply);
	};

	const send = async (incoming: OpenIncoming, reply: Reply | undefined) => {
		let posted: Awaited<ReturnType<typeof postReply>>;
		try {
			posted = reply && (await postReply(reply, incoming, world));
		} catch (error) {
			// It stays written down, and is looked for, and tried, again.
			log.warn({ error: describeError(error) }, "an answer waits for Slack");
			return;
		}
		await store.conversations.done(incoming, posted?.ts);
		if (posted && incoming.kind === "brought")
			await store.conversations.rename(incoming.owner, incoming.ts, posted);
	};

	/** Whoever wrote this answer down ended before it was known to be posted. */
	const answerAgain = async (incoming: OpenIncoming, reply: Reply) => {
		if (now().getTime() - incoming.at.getTime() > patienceMs)
			return store.conversations.done(incoming, undefined);
		const found = await findReply(reply, incoming, world);
		if (found === "unreadable") return;
		if (found === "absent") return send(incoming, reply);
		await store.conversations.done(incoming, found.ts);
	};

	/** One after the other in this instance. */
	const inTurn = (owner: Owner, deed: () => Promise<void>): Promise<void> => {
		const key = JSON.stringify([owner.workspaceId, owner.personId]);
		const before = queues.get(key) ?? Promise.resolve();
		const done = before.then(deed, deed);
		queues.set(key, done);
		const forget = () => {
			if (queues.get(key) === done) queues.delete(key);
		};
		done.then(forget, forget);
		return done;
	};

	const isOpen = async ({ owner, eventId }: Incoming) =>
		(await store.conversations.open(owner)).some(
			(open) => open.eventId === eventId,
		);

	return {
		async hear(incoming) {
			const { owner, eventId, words } = incoming;
			const isUnkept =
				incoming.kind !== "deleted" &&
				words !== undefined &&
				isForOthers(wordsIn(incoming), world);
			const isNew = await store.conversations.receive(
				isUnkept ? { ...incoming, words: undefined } : incoming,
				now(),
			);
			if (!isNew) return;
			if (isUnkept) unkept.set(eventId, words);
			try {
				await inTurn(owner, async () => {
					// Another instance may be at it, and have looked before this came.
					for (let tries = 0; tries < mostTries; tries++) {
						if (await answerOpen(owner)) return;
						await setTimeout(waitMs);
						if (!(await isOpen(incoming))) return;
					}
				});
			} finally {
				unkept.delete(eventId);
			}
		},

		async catchUp() {
			const before = new Date(now().getTime() - strandedMs);
			for (const owner of await store.conversations.stranded(before, 100))
				try {
					await inTurn(owner, async () => {
						await answerOpen(owner);
					});
				} catch (error) {
					log.error(
						{ error: describeError(error) },
						"something that was left behind could not be answered",
					);
				}
		},
	};
}

function wordsIn({ kind, words = "" }: Incoming): string {
	return kind === "brought" ? (broughtAngle(words)?.words ?? "") : words;
}

/** What something that came changes, and the reply to it. */
async function outcomeOf(
	incoming: Incoming,
	world: AnsweringWorld,
): Promise<Outcome> {
	const { owner, ts, kind } = incoming;
	const sessions = await world.store.conversations.ofPerson(owner);
	if (kind === "said") return answerSaid(incoming, sessions, world);
	if (kind === "brought") return answerBrought(incoming, sessions, world);
	const session = sessions.find((kept) => hasMessage(kept, ts));
	if (!session) return { reply: undefined };
	if (kind === "deleted") return takeBack(incoming, session, world);
	if (session.lastTs !== ts)
		return {
			reply: undefined,
			session: {
				...placed(session),
				now: withEdit(session, ts, keepable(incoming.words, world)),
			},
		};
	return answerEdited(incoming, session, world);
}

function keepable(
	words: string | undefined,
	world: AnsweringWorld,
): string | undefined {
	return words === undefined || isForOthers(words, world) ? undefined : words;
}

async function answerSaid(
	incoming: Incoming,
	sessions: readonly KeptSession[],
	world: AnsweringWorld,
): Promise<Outcome> {
	const { owner, channelId, ts, threadTs } = incoming;
	const client = await world.clientOf(owner.workspaceId);
	const hasThreads = await world.agentView.think(
		client,
		{ workspaceId: owner.workspaceId, channelId },
		threadTs ?? ts,
	);
	const { session, thread } = placeOf(sessions, incoming, hasThreads);
	const before = session?.conversation ?? afterOthers(sessions);
	return answerWith(incoming, before, session, world, {
		thread,
		threadTs: threadTs ?? (hasThreads ? thread : undefined),
		replaces: undefined,
	});
}

/** A person who was here before is known to have been told what the coach is. */
function afterOthers(
	sessions: readonly KeptSession[],
): Conversation | undefined {
	const latest = sessions[0]?.conversation;
	return latest && { ...latest, standing: "rested" };
}

async function answerEdited(
	incoming: Incoming,
	session: KeptSession,
	world: AnsweringWorld,
): Promise<Outcome> {
	const { owner, ts } = incoming;
	const replaces = await world.store.conversations.replyTo(owner, ts);
	const earlier = { ...session, conversation: session.before };
	const outcome = await answerWith(
		incoming,
		session.before,
		earlier.conversation && { ...session, conversation: earlier.conversation },
		world,
		{ thread: session.thread, threadTs: incoming.threadTs, replaces },
	);
	const planned = agreedIn(session);
	return {
		...outcome,
		...(planned && !outcome.plan && { withoutPlan: planned }),
	};
}

/** Forgets a message, and takes the answer to it back. */
async function takeBack(
	incoming: Incoming,
	session: KeptSession,
	{ store, clientOf, log }: AnsweringWorld,
): Promise<Outcome> {
	const { owner, ts, channelId } = incoming;
	const reply =
		session.lastTs === ts
			? await store.conversations.replyTo(owner, ts)
			: undefined;
	if (reply)
		try {
			const client = await clientOf(owner.workspaceId);
			await client.chat.delete({ channel: channelId, ts: reply });
		} catch (error) {
			log.warn(
				{ error: describeError(error) },
				"the answer to a deleted message stays",
			);
		}
	return {
		reply: undefined,
		session: { ...placed(session), now: withoutMessage(session, ts) },
		withoutPlan: session.lastTs === ts ? agreedIn(session) : undefined,
	};
}

/** The plan that the last message agreed on. */
function agreedIn({
	conversation,
	before,
	planId,
}: Session): string | undefined {
	return conversation.standing === "planned" && before?.standing !== "planned"
		? planId
		: undefined;
}

function placed({ thread, channelId }: KeptSession) {
	return { thread, channelId };
}

async function answerBrought(
	incoming: Incoming,
	sessions: readonly KeptSession[],
	world: AnsweringWorld,
): Promise<Outcome> {
	const outcome = await answerWith(
		incoming,
		sessions[0]?.conversation,
		undefined,
		world,
		{ thread: incoming.ts, threadTs: undefined, replaces: undefined },
	);
	const { session } = outcome;
	return session?.now
		? {
				...outcome,
				session: {
					...session,
					now: { ...session.now, before: undefined, waitsForFirst: true },
				},
			}
		: outcome;
}

async function answerWith(
	incoming: Incoming,
	before: Conversation | undefined,
	session: Session | undefined,
	world: AnsweringWorld,
	place: Pick<Reply, "threadTs" | "replaces"> & { thread: string },
): Promise<Outcome> {
	const { owner, channelId, ts } = incoming;
	const now = world.now();
	const timeZone = await world.zoneOf(owner);
	const angle =
		incoming.kind === "brought" && incoming.words !== undefined
			? broughtAngle(incoming.words)
			: undefined;
	const next =
		incoming.words === undefined
			? handedOver(before, world, now, timeZone)
			: nextTurn(before, angle ?? incoming.words, { ...world, now, timeZone });
	const { turn } = next;
	const conversation = isForOthers(wordsIn(incoming), world)
		? withoutHeldWords(next.conversation)
		: next.conversation;
	const after = sessionAfter(session, ts, conversation);
	const plan =
		turn.deed?.kind === "plan"
			? newPlan(turn.deed.plan, {
					id: after.planId ?? randomUUID(),
					owner,
					channelId,
					threadTs: place.threadTs,
					timeZone,
					now,
				})
			: undefined;
	const { thread, ...where } = place;
	return {
		reply: {
			channelId,
			...where,
			answers: await answersTo(turn, conversation, owner, plan, world),
		},
		session: {
			thread,
			channelId,
			now: plan ? { ...after, planId: plan.id } : after,
		},
		...(plan && { plan }),
	};
}

/** After care for words that are kept nowhere, what stood open is asked again. */
function withoutHeldWords(conversation: Conversation): Conversation {
	const { held } = conversation;
	return { ...conversation, held: held && { ...held, words: "" } };
}

/** What is said where the words of a message that is for others are gone with the instance that read them. */
function handedOver(
	before: Conversation | undefined,
	world: AnsweringWorld,
	now: Date,
	timeZone: string,
): ReturnType<typeof nextTurn> {
	const next = nextTurn(before, "start over", { ...world, now, timeZone });
	const { contacts, messages } = world.content.contacts;
	return {
		conversation: { ...next.conversation, standing: "handed-over" },
		turn: {
			paragraphs: [messages.unnamed],
			choices: [],
			tip: undefined,
			contacts,
			deed: { kind: "hand-over", about: "unnamed" },
		},
	};
}

/** The coach's words, and what was asked for beside them. */
async function answersTo(
	turn: Turn,
	{ seed, turns }: Conversation,
	owner: Owner,
	plan: KeptPlan | undefined,
	{ content, seal, store, knownOf, now }: AnsweringWorld,
): Promise<Answer[]> {
	const said = turnMessage(turn, {
		tipOf: content.tip,
		row: `coach-${seed}-${turns}`,
		value: (says) => seal.close(says, owner),
	});
	if (plan || turn.deed?.kind !== "command") return [said];
	const { command } = turn.deed;
	switch (command.name) {
		case "quiet":
			await store.people.beQuiet(owner, command.until ?? "forever");
			return [quietMessage(said, (await knownOf(owner)).heldBack)];
		case "my-plans": {
			const { quietUntil } = (await store.people.one(owner)) ?? {};
			const plans = await store.plans.ofPerson(owner);
			return [said, myPlansMessage(plans, { quietUntil, now: now() })];
		}
		case "know-me":
			return [said, ...knowMeMessages(await knownOf(owner))];
		case "forget-me":
			return [forgetMeMessage(said, seal.close("forget me", owner))];
	}
}
