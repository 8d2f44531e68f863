import { expect, test } from "vitest";
import { createLog } from "../../src/slack/log.js";
import { noMeter } from "../../src/slack/meter.js";
import { countedFetch } from "../../src/slack/slack-fetch.js";
import { postingClient } from "../../src/slack/web-client.js";

async function counted(url: string, answer: () => Response) {
	const calls: string[] = [];
	const slackCall = (method: string, outcome: string) =>
		void calls.push(`${method} ${outcome}`);
	const fetch = countedFetch(async () => answer(), { ...noMeter, slackCall });
	const response = await fetch(url).catch(() => undefined);
	return { calls, text: response && (await (response as Response).text()) };
}

const post = "https://slack.com/api/chat.postMessage";

test.each([
	["a call that went well", () => Response.json({ ok: true }), "ok"],
	[
		"one that Slack refused",
		() => Response.json({ ok: false, error: "channel_not_found" }),
		"channel_not_found",
	],
	[
		"an error that is no code of Slack's",
		() => Response.json({ ok: false, error: "Ahab told nobody" }),
		"unknown_error",
	],
	["too many at once", () => new Response("", { status: 429 }), "ratelimited"],
	["a broken Slack", () => new Response("", { status: 503 }), "http_503"],
	["something else in Slack's place", () => new Response("<html>"), "no_json"],
	[
		"silence",
		() => {
			throw new TypeError("fetch failed");
		},
		"no_answer",
	],
])("%s is counted", async (_what, answer, outcome) => {
	const { calls } = await counted(post, answer);
	expect(calls).toEqual([`chat.postMessage ${outcome}`]);
});

test("the answer is still there to be read, and a person's response_url is not named", async () => {
	const answer = () => Response.json({ ok: true, ts: "1.1" });
	expect((await counted(post, answer)).text).toBe('{"ok":true,"ts":"1.1"}');
	expect(
		(await counted("https://hooks.slack.com/commands/T1/2/secret", answer))
			.calls,
	).toEqual(["response_url ok"]);
});

test("what must not come twice leaves by the way that it is given", async () => {
	const asked: string[] = [];
	const client = postingClient("xoxb-test", {
		fetch: async (input) => {
			asked.push(String(input));
			return Response.json({ ok: true, ts: "1.2" });
		},
		log: createLog("silent"),
	});
	await client.chat.postMessage({ channel: "C-TEAM", text: "hello" });
	expect(asked).toEqual(["https://slack.com/api/chat.postMessage"]);
});
