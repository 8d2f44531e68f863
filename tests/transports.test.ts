import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, onTestFinished, test } from "vitest";
import { createApp } from "../src/app.js";
import { startPlayground } from "../src/playground/playground.js";
import { httpConnection, socketConnection } from "../src/slack/connection.js";
import { makeKeyRing } from "../src/slack/key-files.js";
import { createSeal } from "../src/slack/seal.js";
import { builtContent } from "./support/built-content.js";
import { silent, testStore } from "./support/test-store.js";

const manifest = readFileSync(
	new URL("../manifest.yml", import.meta.url),
	"utf8",
);
const signingSecret = "a secret that nobody else has";
const situation = "the plan is clear, they just don't see the point any more";

async function world() {
	const { store } = await testStore("SQLite");
	return {
		...builtContent(),
		seal: createSeal(makeKeyRing()),
		store,
		nudgesManagedBy: "everyone" as const,
		now: () => new Date(),
	};
}

/** Seals differ from one answer to the next, and Slack names blocks that have no name. */
const withoutValues = (answer: unknown) =>
	JSON.parse(
		JSON.stringify(answer).replace(/,?"(value|block_id)":"[^"]*"/g, ""),
	) as unknown;

async function slack() {
	const playground = await startPlayground({
		port: 0,
		host: "127.0.0.1",
		manifest,
	});
	onTestFinished(() => playground.close());
	return playground;
}

async function httpApp(apiUrl: string, botToken: string) {
	const connection = httpConnection({
		signingSecret,
		port: 0,
		host: "127.0.0.1",
		health: { ready: () => true, storeAnswers: async () => true },
		log: silent,
	});
	const { app } = createApp(
		{ receiver: connection.receiver, botToken, apiUrl },
		await world(),
		silent,
	);
	await app.init();
	await connection.start(app);
	onTestFinished(() => connection.stop(100));
	const base = `http://127.0.0.1:${connection.port()}`;
	const send = (
		body: string,
		{
			age = 0,
			secret = signingSecret,
			type = "application/x-www-form-urlencoded",
		} = {},
	) => {
		const timestamp = String(Math.floor(Date.now() / 1000) - age);
		const signature = createHmac("sha256", secret)
			.update(`v0:${timestamp}:${body}`)
			.digest("hex");
		return fetch(`${base}/slack/events`, {
			method: "POST",
			headers: {
				"content-type": type,
				"x-slack-request-timestamp": timestamp,
				"x-slack-signature": `v0=${signature}`,
			},
			body,
		});
	};
	return { base, send };
}

function commandBody(text: string): string {
	return String(
		new URLSearchParams({
			command: "/lead-or-manage",
			text,
			team_id: "T1",
			user_id: "U1",
			channel_id: "C1",
			trigger_id: "1.2.3",
			response_url: "https://hooks.slack.test/1",
		}),
	);
}

test("a signed HTTP request and a Socket Mode envelope get the same answer", async () => {
	const { slackApiUrl, botToken, appToken, deeds, workspace } = await slack();
	const { send } = await httpApp(slackApiUrl, botToken);
	const overHttp = (await (await send(commandBody(situation))).json()) as {
		blocks: unknown;
	};

	const connection = socketConnection({
		appToken,
		apiUrl: slackApiUrl,
		log: silent,
	});
	const { app } = createApp(
		{ receiver: connection.receiver, botToken, apiUrl: slackApiUrl },
		await world(),
		silent,
	);
	await app.init();
	await connection.start(app);
	onTestFinished(() => connection.stop(100));
	expect(connection.open()).toBe(true);
	await deeds.type("robin", "leads", `/lead-or-manage ${situation}`);
	const shown = workspace.messages("leads").at(-1);
	expect(JSON.stringify(overHttp.blocks)).toContain(situation);
	expect(withoutValues(shown?.blocks)).toEqual(withoutValues(overHttp.blocks));
});

test.each([
	["forged", { secret: "another secret" }],
	["ten minutes old", { age: 601 }],
])("a request that is %s gets 401", async (_what, how) => {
	const { slackApiUrl, botToken } = await slack();
	const { send } = await httpApp(slackApiUrl, botToken);
	expect((await send(commandBody(situation), how)).status).toBe(401);
});

test("broken bodies are refused and the next request is answered", async () => {
	const { slackApiUrl, botToken } = await slack();
	const { send, base } = await httpApp(slackApiUrl, botToken);
	const json = { type: "application/json" };
	for (const body of ["null", "7", '"text"', "[]", "{", ""])
		expect((await send(body, json)).status).toBe(400);
	expect((await send("payload=null")).status).toBe(400);
	expect((await send(`text=${"a".repeat(1_100_000)}`)).status).toBe(413);
	expect((await fetch(`${base}/slack/events`)).status).toBe(404);
	expect((await fetch(`${base}/elsewhere`, { method: "POST" })).status).toBe(
		404,
	);
	expect((await send(commandBody("help"))).status).toBe(200);
});

test("the health questions are answered beside Slack's requests", async () => {
	const { slackApiUrl, botToken } = await slack();
	const { base } = await httpApp(slackApiUrl, botToken);
	expect(await (await fetch(`${base}/healthz`)).text()).toBe("ok\n");
	expect(await (await fetch(`${base}/readyz`)).text()).toBe("ready\n");
});
