import type { AppOptions } from "@slack/bolt";
import { WebClient, type WebClientOptions } from "@slack/web-api";
import { boltLog, type Log } from "./log.js";

const timeoutMs = 10_000;
const mostCallsAtOnce = 200;

/**
 * How the bot's own calls to Slack behave: they end after ten seconds and are tried twice more.
 * No shared headers: the web client would write one workspace's token into them for all.
 */
export function webClientOptions({
	apiUrl,
	fetch,
}: {
	apiUrl?: string | undefined;
	fetch?: NonNullable<AppOptions["clientOptions"]>["fetch"];
}): WebClientOptions {
	return {
		...(apiUrl && { slackApiUrl: apiUrl }),
		...(fetch && { fetch }),
		timeout: timeoutMs,
		retryConfig: { retries: 2 },
		allowAbsoluteUrls: false,
	};
}

/**
 * A client for what must not come twice: it gives up after `timeout` milliseconds, never tries again by itself and
 * doesn't wait when Slack says it is too fast.
 */
export function postingClient(
	token: string,
	{
		apiUrl,
		fetch,
		timeout = timeoutMs,
		log,
	}: {
		apiUrl?: string | undefined;
		fetch?: WebClientOptions["fetch"] | undefined;
		timeout?: number;
		log: Log;
	},
): WebClient {
	return new WebClient(token, {
		...(apiUrl && { slackApiUrl: apiUrl }),
		...(fetch && { fetch }),
		timeout,
		retryConfig: { retries: 0 },
		rejectRateLimitedCalls: true,
		maxRequestConcurrency: mostCallsAtOnce,
		allowAbsoluteUrls: false,
		logger: boltLog(log),
	});
}
