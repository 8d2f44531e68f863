import {
	createServer,
	type IncomingMessage,
	type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";
import { onTestFinished } from "vitest";

/** What happens to a call of `chat.postMessage`; those with "taken" are in the channel all the same. */
export const mishaps = [
	"taken, and the reply dropped",
	"taken, and no reply",
	"taken, and 500",
	"taken, and internal_error",
	"dropped",
	"no reply",
	"500",
	"fatal_error",
	"no JSON",
	"429",
] as const;
/** One of those. */
export type Mishap = (typeof mishaps)[number];

/** A message that a channel got. */
type Post = {
	workspace: string;
	channel: string;
	delivery: string;
	ts: string;
	at: number;
};

/** What a stand-in is made of: `now` is the time in milliseconds that the bots go by. */
export type StandInOptions = {
	now: () => number;
	/** Which mishap the next call meets. */
	mishap?: () => Mishap | undefined;
	/** Slack's refusal of a channel. */
	refusalOf?: (channel: string) => string | undefined;
	/** Whether the bots may read what was posted. */
	history?: boolean;
	/** Whether a workspace's limit is reached: then for how many seconds. */
	limit?: (workspace: string) => number | undefined;
	retryAfter?: number;
	/** How long a call is under way, in real milliseconds. */
	latency?: () => number;
};

/** Slack over HTTP, as far as posting goes. A token is `xoxb-` and the workspace's id. */
export async function standInSlack({
	now,
	mishap = () => undefined,
	refusalOf = () => undefined,
	history = false,
	limit = () => undefined,
	retryAfter = 2,
	latency = () => 5 + Math.random() * 40,
}: StandInOptions) {
	const posts: Post[] = [];
	/** The deliveries of which the bot never got a clear reply. */
	const unclear = new Set<string>();
	const told: Record<string, string>[] = [];
	const calls = { posts: 0, limited: 0, histories: 0 };
	let count = 0;

	const post = (workspace: string, given: URLSearchParams) => {
		count += 1;
		const at = now();
		const ts = `${(at / 1000).toFixed(3)}${String(count % 1000).padStart(3, "0")}`;
		const delivery = deliveryIn(given);
		const channel = given.get("channel") ?? "";
		posts.push({ workspace, channel, delivery, ts, at });
		return { ok: true, channel, ts };
	};
	const postMessage = async (
		workspace: string,
		given: URLSearchParams,
		response: ServerResponse,
	) => {
		calls.posts += 1;
		const delivery = deliveryIn(given);
		const refused = refusalOf(given.get("channel") ?? "");
		const seconds = limit(workspace);
		if (seconds !== undefined) {
			calls.limited += 1;
			return tooFast(response, seconds);
		}
		const what = mishap();
		if (what && what !== "429") unclear.add(delivery);
		if (!what) {
			// A bot that ends, or gives up, before it has read the reply never got it.
			response.once("close", () => {
				if (!response.writableFinished) unclear.add(delivery);
			});
			if (refused) return say(response, { ok: false, error: refused });
			return say(response, post(workspace, given));
		}
		if (what.startsWith("taken") && !refused) post(workspace, given);
		if (what.endsWith("dropped")) return response.socket?.destroy();
		if (what.endsWith("no reply")) return undefined;
		if (what.endsWith("500")) return response.writeHead(500).end("oh no");
		if (what === "no JSON")
			return response.writeHead(200).end("<html>be right back</html>");
		if (what === "429") return tooFast(response, retryAfter);
		const error = what.replace("taken, and ", "");
		return say(response, { ok: false, error });
	};
	const messagesOf = (given: URLSearchParams) => {
		const [oldest, latest] = ["oldest", "latest"].map((name) =>
			Number(given.get(name)),
		) as [number, number];
		return posts
			.filter(
				({ channel, ts }) =>
					channel === given.get("channel") &&
					Number(ts) >= oldest &&
					Number(ts) <= latest,
			)
			.map(({ ts, delivery }) => ({
				ts,
				metadata: {
					event_type: "lead_or_manage_delivery",
					event_payload: { delivery },
				},
			}))
			.reverse();
	};

	const answer = async (request: IncomingMessage, response: ServerResponse) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const body = Buffer.concat(chunks).toString();
		if (request.url === "/told") {
			told.push(JSON.parse(body) as Record<string, string>);
			return say(response, { ok: true });
		}
		const given = new URLSearchParams(body);
		const workspace = (request.headers.authorization ?? "").replace(
			"Bearer xoxb-",
			"",
		);
		const scopes = ["chat:write", ...(history ? ["channels:history"] : [])];
		response.setHeader("x-oauth-scopes", scopes.join(","));
		await setTimeout(latency());
		if (request.url === "/api/chat.postMessage")
			return postMessage(workspace, given, response);
		if (request.url === "/api/conversations.history") {
			calls.histories += 1;
			if (!history) return say(response, { ok: false, error: "missing_scope" });
			const messages = messagesOf(given);
			return say(response, { ok: true, messages, has_more: false });
		}
		return say(response, { ok: false, error: "unknown_method" });
	};
	const server = createServer(
		(request, response) => void answer(request, response),
	);
	await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
	const { port } = server.address() as AddressInfo;
	onTestFinished(() => {
		server.closeAllConnections();
		server.close();
	});
	return {
		apiUrl: `http://127.0.0.1:${port}/api/`,
		toldUrl: `http://127.0.0.1:${port}/told`,
		posts,
		unclear,
		told,
		calls,
	};
}

function deliveryIn(given: URLSearchParams): string {
	const metadata = JSON.parse(given.get("metadata") ?? "{}") as {
		event_payload?: { delivery?: string };
	};
	return metadata.event_payload?.delivery ?? "";
}

function say(response: ServerResponse, answer: object) {
	return response
		.writeHead(200, { "content-type": "application/json" })
		.end(JSON.stringify(answer));
}

function tooFast(response: ServerResponse, seconds: number) {
	return response
		.writeHead(429, { "retry-after": String(seconds) })
		.end(JSON.stringify({ ok: false, error: "ratelimited" }));
}
