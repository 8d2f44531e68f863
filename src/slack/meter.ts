import type { Door } from "./payload.js";

/** What came of a request of Slack's. */
export type Outcome =
	| "answered"
	| "apologised"
	/** No listener took it. */
	| "ignored"
	/** It has not the shape that Slack's requests have. */
	| "refused";

/** What is counted, without a word of who or what. */
export type Meter = {
	request(door: Door, outcome: Outcome): void;
	/** A request was acknowledged `ms` milliseconds after it came. */
	acknowledged(door: Door, ms: number): void;
	/** Slack answered a call of its Web API with `ok`, an error code of its own, or not at all. */
	slackCall(method: string, outcome: string): void;
};

/** A meter that nobody reads. */
export const noMeter: Meter = {
	request() {},
	acknowledged() {},
	slackCall() {},
};
