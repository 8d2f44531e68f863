import { expect, test } from "vitest";
import { createMetrics } from "../../src/operations/metrics.js";
import {
	commandBody,
	freePort,
	payloadBody,
	post,
	runningBot,
	slack,
} from "../support/running-bot.js";

/** The page's numbers of ours, without those of the process and of time. */
const numbersOn = (page: string) =>
	page
		.split("\n")
		.filter((line) =>
			/^lead_or_manage_(requests|slack|acknowledge_seconds_count)/.test(line),
		);

test("requests by door and outcome, and calls of Slack by what it said; none names anybody", async () => {
	const opsPort = await freePort();
	const { url, said } = await runningBot(await slack(), {
		OPS_PORT: String(opsPort),
	});
	await post(url, commandBody("nobody owns the releases"));
	await post(url, commandBody("", { command: "/elsewhere" }));
	await post(url, "command=/lead-or-manage");
	await post(url, "null", "application/json");
	await post(
		url,
		payloadBody({
			type: "block_actions",
			user: { id: "U1" },
			team: { id: "T1" },
			actions: [{ type: "button", action_id: "nothing of ours" }],
		}),
	);
	const ask = (at: string) => fetch(`http://127.0.0.1:${opsPort}${at}`);
	const page = await (await ask("/metrics")).text();
	expect(numbersOn(page)).toEqual([
		'lead_or_manage_requests_total{door="command",outcome="answered"} 1',
		'lead_or_manage_requests_total{door="command",outcome="ignored"} 1',
		'lead_or_manage_requests_total{door="command",outcome="refused"} 1',
		'lead_or_manage_requests_total{door="unknown",outcome="refused"} 1',
		'lead_or_manage_requests_total{door="action",outcome="answered"} 1',
		'lead_or_manage_acknowledge_seconds_count{door="command"} 1',
		'lead_or_manage_acknowledge_seconds_count{door="action"} 1',
		'lead_or_manage_slack_calls_total{method="auth.test",outcome="ok"} 1',
	]);
	expect((await ask("/healthz")).status).toBe(200);
	expect((await ask("/slack/events")).status).toBe(404);
	await expect(fetch(`http://127.0.0.2:${opsPort}/metrics`)).rejects.toThrow();
	expect((await fetch(`${url}/metrics`)).status).toBe(404);
	const [line = ""] = said.out
		.split("\n")
		.filter((one) => one.includes('"answered"'));
	expect(JSON.parse(line)).toEqual({
		level: 30,
		time: expect.any(Number),
		door: "command",
		request: expect.stringMatching(/^[0-9a-f]{8}$/),
		ms: expect.any(Number),
		msg: "answered",
	});
});

test("what other parts know is looked up when the page is asked for, and left out while it cannot be", async () => {
	const metrics = createMetrics();
	let broken = false;
	metrics.read({
		nudgesByState: async () => {
			if (broken) throw new Error("the database is away");
			return { sent: 3, unknown: 1 };
		},
		oldestDueSeconds: async () => 42,
		queueLengths: () => ({ posting: 2 }),
	});
	const ours = async () =>
		(await metrics.page())
			.split("\n")
			.filter((line) => /^lead_or_manage_(nudge|queue)/.test(line));
	const others = [
		"lead_or_manage_nudge_oldest_due_seconds 42",
		'lead_or_manage_queue_length{queue="posting"} 2',
	];
	expect(await ours()).toEqual([
		'lead_or_manage_nudges{state="sent"} 3',
		'lead_or_manage_nudges{state="unknown"} 1',
		...others,
	]);
	broken = true;
	expect(await ours()).toEqual(others);
});
