import type { WebClientOptions } from "@slack/web-api";
import type { Meter } from "./meter.js";

/** How the bot's calls leave the machine. */
export type SlackFetch = NonNullable<WebClientOptions["fetch"]>;

/** The same calls, counted by method and by what Slack said. */
export function countedFetch(fetch: SlackFetch, meter: Meter): SlackFetch {
	return async (input, init) => {
		const method = methodIn(String(input));
		let response: Awaited<ReturnType<SlackFetch>>;
		try {
			response = await fetch(input, init);
		} catch (error) {
			meter.slackCall(method, "no_answer");
			throw error;
		}
		meter.slackCall(method, await outcomeOf(response as Response, method));
		return response;
	};
}

const elsewhere = "response_url";

function methodIn(url: string): string {
	return /\/api\/([a-z]+(?:\.[A-Za-z]+)+)(?:$|\?)/.exec(url)?.[1] ?? elsewhere;
}

/** `ok`, Slack's error code, or the HTTP status. */
async function outcomeOf(response: Response, method: string): Promise<string> {
	if (response.status === 429) return "ratelimited";
	if (!response.ok) return `http_${response.status}`;
	if (method === elsewhere) return "ok";
	try {
		const { ok, error } = (await response.clone().json()) as {
			ok?: unknown;
			error?: unknown;
		};
		if (ok === true) return "ok";
		return typeof error === "string" && /^[a-z_]{1,60}$/.test(error)
			? error
			: "unknown_error";
	} catch {
		return "no_json";
	}
}
