import { refusals } from "./refusal.js";

/**
 * Where a delivery stands. `claimed`: nothing has been sent, so it may be sent. `posting`: it may have been sent, so it
 * is not sent again until that is known. `unknown`: that will never be known. The other three are the end.
 */
export type DeliveryStatus =
	| "claimed"
	| "posting"
	| "sent"
	| "skipped"
	| "failed"
	| "unknown";

/** Why a slot was let pass: kept with its row and shown to those who ask. */
export type SkipReason =
	| { kind: "off" }
	/** Slack refuses the channel or the bot, by its code, until somebody acts. */
	| { kind: "broken"; error: string }
	| { kind: "paused"; until: string }
	| { kind: "skip-date" }
	| { kind: "holiday"; name: string }
	/** Moved off a holiday it would have run into the next one. */
	| { kind: "no-day-left"; name: string }
	/** The bot was not running. */
	| { kind: "missed" }
	/** It could not be sent within the grace window. */
	| { kind: "too-late" }
	/** Every nudge of its series has come within 26 weeks, or is held back in a hard week. */
	| { kind: "nothing-left" };

/** What one call of `chat.postMessage` came to. */
export type Reply =
	| { kind: "posted"; ts: string }
	| { kind: "rate-limited"; retryAfterMs: number }
	/** Slack said no, with its code. */
	| { kind: "refused"; error: string }
	/** The request certainly never reached Slack. */
	| { kind: "unreached"; code: string }
	/** It may have reached Slack: a timeout, a connection lost, a 5xx. */
	| { kind: "lost"; code: string };

/** What the channel's history shows of a posting whose outcome is open. */
export type Trace =
	| { kind: "found"; ts: string }
	| { kind: "absent" }
	/** No scope, a rate limit, or more messages than could be read. */
	| { kind: "unreadable" };

/** What becomes of a delivery. */
export type Decision =
	| { to: "sent"; ts: string }
	| { to: "claimed"; sendAfter: Date }
	| { to: "posting" }
	| { to: "skipped"; reason: SkipReason }
	/** `pauses`: the schedule cannot work until somebody acts. */
	| { to: "failed"; error: string; pauses: boolean }
	| { to: "unknown" };

/** For how long whoever claimed a delivery may work on it alone. */
export const leaseMs = 60_000;
/** After this long a call of Slack's Web API is given up. */
export const callMs = 10_000;
/** For how long after a call its message may still appear in the channel. */
export const settleMs = 15_000;

/** Slack may lose one several times on a bad day; each time the channel's history has shown that it isn't there. */
const mostTries = 5;
const pauseAfterUnreachedMs = 30_000;
const pauseAfterBusyMs = 60_000;

/** What becomes of a posting when Slack's reply, or none, is there. */
export function afterReply(reply: Reply, now: Date): Decision {
	switch (reply.kind) {
		case "posted":
			return { to: "sent", ts: reply.ts };
		case "rate-limited":
			return { to: "claimed", sendAfter: later(now, reply.retryAfterMs) };
		case "unreached":
			return { to: "claimed", sendAfter: later(now, pauseAfterUnreachedMs) };
		case "lost":
			return { to: "posting" };
		case "refused":
			return afterRefusal(reply.error, now);
	}
}

/**
 * What becomes of a posting whose lease ended before its outcome was written down. `tries` counts the postings so far,
 * this one included. It is posted again only when the channel's history shows that it isn't there.
 */
export function afterLease(trace: Trace, tries: number, now: Date): Decision {
	if (trace.kind === "found") return { to: "sent", ts: trace.ts };
	return trace.kind === "absent" && tries < mostTries
		? { to: "claimed", sendAfter: now }
		: { to: "unknown" };
}

/** What is to be done with a claimed delivery: post it, let it pass because it would be too late, or leave it for now. */
export function beforePosting(
	delivery: { at: Date; sendAfter: Date; leaseUntil: Date },
	graceMs: number,
	now: Date,
): "post" | "wait" | Extract<Decision, { to: "skipped" }> {
	if (now.getTime() - delivery.at.getTime() > graceMs)
		return { to: "skipped", reason: { kind: "too-late" } };
	// A message that comes late enough to miss its own reconciliation would come twice.
	const enough =
		delivery.leaseUntil.getTime() - now.getTime() >= callMs + settleMs;
	return delivery.sendAfter <= now && enough ? "post" : "wait";
}

/** Where in a channel's history the message of a posting must be, if it is there. */
export function traceWindow(postingAt: Date): { oldest: Date; latest: Date } {
	return {
		oldest: later(postingAt, -5_000),
		latest: later(postingAt, callMs + settleMs + 5_000),
	};
}

/** What a stretch of history shows of a delivery, by the id that its message carries; `whole` when it is all of it. */
export function traceIn(
	messages: readonly { ts: string; deliveryId: string | undefined }[],
	whole: boolean,
	deliveryId: string,
): Trace {
	const found = messages.find((message) => message.deliveryId === deliveryId);
	if (found) return { kind: "found", ts: found.ts };
	return { kind: whole ? "absent" : "unreadable" };
}

function afterRefusal(error: string, now: Date): Decision {
	switch (refusals[error]) {
		case "channel":
		case "access":
			return { to: "failed", error, pauses: true };
		case "message":
			return { to: "failed", error, pauses: false };
		case "passing":
			return { to: "claimed", sendAfter: later(now, pauseAfterBusyMs) };
		default:
			// Slack says of its own failures that part of the work may be done; of a code nobody knows, nothing is sure.
			return { to: "posting" };
	}
}

function later(from: Date, ms: number): Date {
	return new Date(from.getTime() + ms);
}
