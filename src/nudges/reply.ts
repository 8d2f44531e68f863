import {
	type ChatPostMessageResponse,
	WebAPIHTTPError,
	WebAPIPlatformError,
	WebAPIRateLimitedError,
} from "@slack/web-api";
import type { Reply } from "./delivery.js";

const leastWaitMs = 1_000;
/** How long to wait where Slack asks for patience and doesn't say how much. */
const usualWaitMs = 30_000;

/** What a call of `chat.postMessage` that went through came to. */
export function replyOf({ ts }: Pick<ChatPostMessageResponse, "ts">): Reply {
	return ts === undefined
		? { kind: "lost", code: "no_ts" }
		: { kind: "posted", ts };
}

/** What a call of `chat.postMessage` that failed came to, by what the web client threw. */
export function replyFrom(error: unknown): Reply {
	if (error instanceof WebAPIRateLimitedError)
		return {
			kind: "rate-limited",
			retryAfterMs: Math.max(leastWaitMs, error.retryAfter * 1000),
		};
	// Where the body is no JSON, web-api 8.2 hands on all of it as the code.
	if (error instanceof WebAPIPlatformError)
		return /^\w{1,80}$/.test(error.data.error)
			? { kind: "refused", error: error.data.error }
			: { kind: "lost", code: "no_json" };
	if (error instanceof WebAPIHTTPError)
		return { kind: "lost", code: `http_${error.statusCode}` };
	// What web-api 8.2 throws for a 429 without a number in Retry-After has no class and no code.
	if (
		error instanceof Error &&
		error.message.startsWith("Retry header did not contain a valid timeout")
	)
		return { kind: "rate-limited", retryAfterMs: usualWaitMs };
	const failure = innermost(error);
	return {
		kind: beforeAnythingWasSent(failure) ? "unreached" : "lost",
		code: failure.code ?? "unknown",
	};
}

type Failure = { code?: string; syscall?: string; errors?: Failure[] };

/** Whether a connection failed before it stood, so that nothing can have reached Slack. */
function beforeAnythingWasSent({ code, syscall, errors }: Failure): boolean {
	if (errors && errors.length > 0) return errors.every(beforeAnythingWasSent);
	return (
		syscall === "connect" ||
		syscall === "getaddrinfo" ||
		code === "UND_ERR_CONNECT_TIMEOUT"
	);
}

function innermost(error: unknown): Failure {
	let at: unknown = error;
	while (at instanceof Error && at.cause instanceof Error) at = at.cause;
	return at instanceof Error ? (at as Failure) : {};
}
