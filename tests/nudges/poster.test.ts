import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { createPoster } from "../../src/nudges/poster.js";
import { postingClient } from "../../src/slack/web-client.js";
import {
	type StandInOptions,
	standInSlack,
} from "../support/stand-in-slack.js";
import { silent } from "../support/test-store.js";

const nine = new Date("2026-11-23T08:00:00Z");
const leads = { workspaceId: "T-HARBOUR", channelId: "C-LEADS" };
const monday = { ...leads, deliveryId: "monday-leads.2026-11-23" };
const message = { text: "Try this", blocks: [] };

/** A poster before a stand-in for Slack, by real HTTP. */
async function testPoster(options: Partial<StandInOptions> = {}) {
	const slack = await standInSlack({
		now: () => nine.getTime(),
		latency: () => 0,
		...options,
	});
	return { slack, poster: posterAt(slack.apiUrl) };
}

function posterAt(apiUrl: string) {
	return createPoster(async (workspaceId) =>
		postingClient(`xoxb-${workspaceId}`, {
			apiUrl,
			timeout: 200,
			log: silent,
		}),
	);
}

/** A poster before a Slack that answers everything alike. */
async function posterBefore(answer: (given: URLSearchParams) => object) {
	const server = createServer((request, response) => {
		let body = "";
		request.on("data", (chunk) => {
			body += String(chunk);
		});
		request.on("end", () =>
			response
				.writeHead(200, { "content-type": "application/json" })
				.end(JSON.stringify(answer(new URLSearchParams(body)))),
		);
	});
	await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
	onTestFinished(() => {
		server.close();
	});
	const { port } = server.address() as AddressInfo;
	return posterAt(`http://127.0.0.1:${port}/api/`);
}

test("a post carries its delivery's id, and says how Slack named it", async () => {
	const { slack, poster } = await testPoster();
	const reply = await poster.post({ ...monday, message });
	expect(slack.posts).toMatchObject([
		{ workspace: "T-HARBOUR", channel: "C-LEADS", delivery: monday.deliveryId },
	]);
	expect(reply).toEqual({ kind: "posted", ts: slack.posts[0]?.ts });
});

describe("whatever becomes of a call, it is made once", () => {
	test.each([
		["429", { kind: "rate-limited", retryAfterMs: 2000 }],
		["500", { kind: "lost", code: "http_500" }],
		["dropped", { kind: "lost", code: "UND_ERR_SOCKET" }],
		["no reply", { kind: "lost" }],
		["fatal_error", { kind: "refused", error: "fatal_error" }],
		["no JSON", { kind: "lost", code: "no_json" }],
	] as const)("%s", async (mishap, expected) => {
		const { slack, poster } = await testPoster({ mishap: () => mishap });
		expect(await poster.post({ ...monday, message })).toMatchObject(expected);
		expect(slack.calls.posts).toBe(1);
	});
});

test("where the workspace's token can't be had, nothing was sent", async () => {
	const poster = createPoster(async () => {
		throw new Error("gone");
	});
	expect(await poster.post({ ...monday, message })).toEqual({
		kind: "unreached",
		code: "no_client",
	});
});

describe("looking for a posting", () => {
	const posting = { ...monday, postingAt: nine };

	test("finds it by the delivery's id, or sees that it isn't there", async () => {
		const { slack, poster } = await testPoster({ history: true });
		expect(await poster.trace(posting)).toEqual({ kind: "absent" });
		await poster.post({
			...monday,
			deliveryId: "another.2026-11-23",
			message,
		});
		expect(await poster.trace(posting)).toEqual({ kind: "absent" });
		await poster.post({ ...monday, message });
		expect(await poster.trace(posting)).toEqual({
			kind: "found",
			ts: slack.posts[1]?.ts,
		});
	});

	test("it asks Slack once whether it may, and remembers that it may not", async () => {
		const { slack, poster } = await testPoster();
		expect(await poster.trace(posting)).toEqual({ kind: "unreadable" });
		expect(await poster.trace(posting)).toEqual({ kind: "unreadable" });
		expect(slack.calls.histories).toBe(1);
	});

	test("it doesn't even ask where an earlier answer of Slack's named its scopes", async () => {
		const { slack, poster } = await testPoster();
		await poster.post({ ...monday, message });
		expect(await poster.trace(posting)).toEqual({ kind: "unreadable" });
		expect(slack.calls.histories).toBe(0);
	});

	test.each([
		["too fast", 429, "later"],
		["broken", 503, "later"],
	])(
		"where Slack is %s it says so, to be asked again",
		async (_, status, kind) => {
			const server = createServer((_request, response) => {
				response.writeHead(status, { "retry-after": "30" }).end("{}");
			});
			await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
			onTestFinished(() => {
				server.close();
			});
			const { port } = server.address() as AddressInfo;
			const poster = posterAt(`http://127.0.0.1:${port}/api/`);
			expect(await poster.trace(posting)).toEqual({ kind });
		},
	);

	test.each([
		["further pages are read", 2, "found"],
		["but not for ever", 9, "unreadable"],
	])("in a busy channel %s", async (_, pages, kind) => {
		const poster = await posterBefore((given) => {
			const page = Number(given.get("cursor") ?? "1");
			const delivery = page === pages ? monday.deliveryId : "another";
			return {
				ok: true,
				messages: [
					{
						ts: "1.1",
						metadata: {
							event_type: "lead_or_manage_delivery",
							event_payload: { delivery },
						},
					},
				],
				has_more: page < pages,
				response_metadata: { next_cursor: String(page + 1) },
			};
		});
		expect(await poster.trace(posting)).toMatchObject({ kind });
	});
});
