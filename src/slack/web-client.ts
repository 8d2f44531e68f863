import type { AppOptions } from "@slack/bolt";
import type { WebClientOptions } from "@slack/web-api";

const timeoutMs = 10_000;

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
