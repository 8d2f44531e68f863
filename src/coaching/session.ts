import {
	type Ask,
	type Conversation,
	cleared,
	withAnswer,
} from "./conversation.js";

/** A conversation as it is kept, with what it takes to take messages back. */
export type Session = {
	conversation: Conversation;
	/** As it stood before the last message; nothing when that began it. */
	before: Conversation | undefined;
	/** Slack's name of the last message that was answered. */
	lastTs: string | undefined;
	/** Which messages went into which answers. */
	trail: readonly { ts: string; asks: readonly Ask[] }[];
	/** The plan that was agreed on, by id. */
	planId: string | undefined;
	/** Whether the coach wrote first, and nobody has answered. */
	waitsForFirst: boolean;
};

const mostTrail = 60;
/** Without these nothing that follows stands. */
const supporting: readonly Ask[] = ["situation", "choice", "act", "cue"];

/** A conversation after a message was answered. */
export function sessionAfter(
	before: Session | undefined,
	ts: string,
	conversation: Conversation,
): Session {
	// What was said before a hand-over, or before all was cleared, is not kept for taking it back.
	const handedOver = conversation.standing === "handed-over";
	const isNew = before?.conversation.seed !== conversation.seed;
	const asks = changedAsks(before?.conversation, conversation);
	return {
		conversation,
		before: handedOver ? undefined : before?.conversation,
		lastTs: ts,
		trail: handedOver
			? []
			: [...(isNew ? [] : (before?.trail ?? [])), { ts, asks }].slice(
					-mostTrail,
				),
		planId: isNew ? undefined : before?.planId,
		waitsForFirst: false,
	};
}

/**
 * A conversation without one of its messages: as it stood before where that was the last one, else with its words
 * blanked. `undefined` when nothing is left of it.
 */
export function withoutMessage(
	session: Session,
	ts: string,
): Session | undefined {
	if (session.lastTs === ts)
		return (
			session.before && {
				...session,
				conversation: session.before,
				before: undefined,
				lastTs: undefined,
				trail: session.trail.filter((step) => step.ts !== ts),
			}
		);
	const asks = session.trail.find((step) => step.ts === ts)?.asks ?? [];
	if (asks.length === 0) return session;
	const rest = {
		...session,
		before: undefined,
		trail: session.trail.filter((step) => step.ts !== ts),
	};
	const { conversation } = session;
	if (asks.some((ask) => supporting.includes(ask)))
		return { ...rest, conversation: cleared(conversation), trail: [] };
	const answers = { ...conversation.answers };
	for (const ask of asks) answers[ask] = "";
	const { held } = conversation;
	return {
		...rest,
		conversation: {
			...conversation,
			answers,
			held: held && asks.includes(held.ask) ? { ...held, words: "" } : held,
		},
	};
}

/** A conversation in which a message that is not the last one says something else, or nothing that is kept. */
export function withEdit(
	session: Session,
	ts: string,
	words: string | undefined,
): Session | undefined {
	if (words === undefined) return withoutMessage(session, ts);
	const asks = session.trail.find((step) => step.ts === ts)?.asks ?? [];
	const { conversation } = session;
	const edited = asks
		.filter((ask) => conversation.answers[ask] !== undefined)
		.reduce((now, ask) => withAnswer(now, ask, words), conversation);
	return {
		...session,
		before: undefined,
		conversation: { ...edited, detours: conversation.detours },
	};
}

/** Which conversation something belongs to, and Slack's name of its thread. */
export function placeOf<Kept extends Session & { thread: string }>(
	/** The latest first. */
	sessions: readonly Kept[],
	{ ts, threadTs }: { ts: string; threadTs: string | undefined },
	hasThreads: boolean,
): { session: Kept | undefined; thread: string } {
	const latest = sessions[0];
	const mine = threadTs
		? (sessions.find(({ thread }) => thread === threadTs) ??
			(hasThreads ? undefined : latest))
		: hasThreads
			? sessions.find(
					(session) => session.waitsForFirst || isQuick(session, ts),
				)
			: latest;
	return { session: mine, thread: mine?.thread ?? threadTs ?? ts };
}

const quickSeconds = 60;

/** Two messages in quick succession belong together, also where each begins a thread. */
function isQuick({ lastTs }: Session, ts: string): boolean {
	return lastTs !== undefined && Number(ts) - Number(lastTs) < quickSeconds;
}

/** Whether a message went into what is kept. */
export function hasMessage({ lastTs, trail }: Session, ts: string): boolean {
	return lastTs === ts || trail.some((step) => step.ts === ts);
}

/** Whether nothing more is to come of it, but for thanks. */
export function isOver({ conversation: { standing } }: Session): boolean {
	return (
		standing === "planned" ||
		standing === "rested" ||
		standing === "handed-over"
	);
}

function changedAsks(
	before: Conversation | undefined,
	after: Conversation,
): Ask[] {
	const asks = Object.keys(after.answers) as Ask[];
	const held = after.held?.words && after.held.words !== before?.held?.words;
	return [
		...asks.filter(
			(ask) =>
				after.answers[ask] &&
				after.answers[ask] !==
					(before?.seed === after.seed ? before.answers[ask] : undefined),
		),
		...(held ? [after.held?.ask ?? "situation"] : []),
	];
}
