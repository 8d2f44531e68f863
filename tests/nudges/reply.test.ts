import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { WebClient } from "@slack/web-api";
import { expect, onTestFinished, test } from "vitest";
import type { Reply } from "../../src/nudges/delivery.js";
import { replyFrom, replyOf } from "../../src/nudges/reply.js";

const json = { "content-type": "application/json" };

/** What one real call over a real socket comes to, by what answers it. */
async function replyWhen(answer: RequestListener): Promise<Reply> {
	const server = createServer((request, response) => {
		request.resume();
		answer(request, response);
	});
	await new Promise<void>((listening) =>
		server.listen(0, "127.0.0.1", listening),
	);
	onTestFinished(() => {
		server.closeAllConnections();
		server.close();
	});
	const { port } = server.address() as AddressInfo;
	return post(`http://127.0.0.1:${port}/`);
}

async function post(slackApiUrl: string): Promise<Reply> {
	const client = new WebClient("xoxb-test", {
		slackApiUrl,
		timeout: 300,
		retryConfig: { retries: 0 },
		rejectRateLimitedCalls: true,
		logger: {
			debug() {},
			info() {},
			warn() {},
			error() {},
			setLevel() {},
			getLevel: () => "error" as never,
			setName() {},
		},
	});
	try {
		return replyOf(
			await client.chat.postMessage({ channel: "C-LEADS", text: "…" }),
		);
	} catch (error) {
		return replyFrom(error);
	}
}

test("a message that Slack took is posted", async () => {
	expect(
		await replyWhen((_, response) =>
			response.writeHead(200, json).end('{"ok":true,"ts":"1.2"}'),
		),
	).toEqual({ kind: "posted", ts: "1.2" });
});

test("a yes without the message's place is no proof", async () => {
	expect(
		await replyWhen((_, response) =>
			response.writeHead(200, json).end('{"ok":true}'),
		),
	).toEqual({ kind: "lost", code: "no_ts" });
});

test.each(["is_archived", "internal_error"])(
	"a refusal is told by its code: %s",
	async (error) => {
		expect(
			await replyWhen((_, response) =>
				response.writeHead(200, json).end(JSON.stringify({ ok: false, error })),
			),
		).toEqual({ kind: "refused", error });
	},
);

test.each([
	["7", 7_000],
	["0", 1_000],
	["soon", 30_000],
])(
	"a 429 with Retry-After %s asks for %i milliseconds of patience",
	async (retryAfter, retryAfterMs) => {
		expect(
			await replyWhen((_, response) =>
				response
					.writeHead(429, { ...json, "retry-after": retryAfter })
					.end('{"ok":false,"error":"ratelimited"}'),
			),
		).toEqual({ kind: "rate-limited", retryAfterMs });
	},
);

test.each([500, 503, 504])(
	"a %i may have come after the deed",
	async (status) => {
		expect(
			await replyWhen((_, response) => response.writeHead(status).end("oops")),
		).toEqual({ kind: "lost", code: `http_${status}` });
	},
);

test("a reply that never comes is lost", async () => {
	expect(await replyWhen(() => {})).toMatchObject({ kind: "lost" });
});

test("a connection that breaks after the request is lost", async () => {
	expect(
		await replyWhen((request) => request.socket.resetAndDestroy()),
	).toMatchObject({ kind: "lost" });
});

test("an answer that is no JSON is lost", async () => {
	expect(
		await replyWhen((_, response) =>
			response.writeHead(200, json).end("<html>"),
		),
	).toEqual({ kind: "lost", code: "no_json" });
});

test("a refused connection never reached Slack", async () => {
	const server = createServer();
	await new Promise<void>((listening) =>
		server.listen(0, "127.0.0.1", listening),
	);
	const { port } = server.address() as AddressInfo;
	await new Promise((closed) => server.close(closed));
	expect(await post(`http://127.0.0.1:${port}/`)).toEqual({
		kind: "unreached",
		code: "ECONNREFUSED",
	});
	expect(await post(`http://localhost:${port}/`)).toMatchObject({
		kind: "unreached",
	});
});

test("a name that nobody knows was never reached", async () => {
	expect(await post("http://slack.invalid/")).toMatchObject({
		kind: "unreached",
	});
});

test("what is thrown for no reason of the network is lost, never sent again", () => {
	expect(replyFrom(new Error("a bug"))).toEqual({
		kind: "lost",
		code: "unknown",
	});
	expect(replyFrom(undefined)).toEqual({ kind: "lost", code: "unknown" });
});
