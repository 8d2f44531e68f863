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
