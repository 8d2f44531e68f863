import { type ChildProcess, spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished, vi } from "vitest";
import { startPlayground } from "../../src/playground/playground.js";

const main = fileURLToPath(new URL("../../dist/main.js", import.meta.url));
const manifest = readFileSync(
	new URL("../../manifest.yml", import.meta.url),
	"utf8",
);
const signingSecret = "a secret that nobody else has";

type AtEnd = (undo: () => void | Promise<void>) => void;

/** A stand-in for Slack that goes with the test. */
export async function slack(atEnd: AtEnd = onTestFinished) {
	const playground = await startPlayground({
		port: 0,
		host: "127.0.0.1",
		manifest,
	});
	atEnd(() => playground.close());
	return playground;
}

/** A port that nobody uses. */
export async function freePort(): Promise<number> {
	const server = createServer().listen(0, "127.0.0.1");
	await once(server, "listening");
	const { port } = server.address() as { port: number };
	server.close();
	await once(server, "close");
	return port;
}

/** The bot as a process of its own, listening for Slack over HTTP unless `settings` say otherwise. Ready when given. */
export async function runningBot(
	{ botToken, slackApiUrl }: { botToken: string; slackApiUrl: string },
	settings: Record<string, string> = {},
	atEnd: AtEnd = onTestFinished,
) {
	const folder = mkdtempSync(join(tmpdir(), "lead-or-manage-"));
	atEnd(() => rmSync(folder, { recursive: true }));
	const port = await freePort();
	const child: ChildProcess = spawn(process.execPath, [main], {
		cwd: folder,
		env: {
			PATH: process.env.PATH,
			DATA_DIR: join(folder, "data"),
			SLACK_BOT_TOKEN: botToken,
			...(settings.SLACK_APP_TOKEN
				? {}
				: { SLACK_SIGNING_SECRET: signingSecret }),
			SLACK_API_URL: slackApiUrl,
			HOST: "127.0.0.1",
			PORT: String(port),
			...settings,
		},
	});
	atEnd(() => void child.kill("SIGKILL"));
	const said = { out: "", err: "" };
	child.stdout?.on("data", (text) => {
		said.out += text;
	});
	child.stderr?.on("data", (text) => {
		said.err += text;
	});
	const ended = once(child, "exit").then(([code]) => code as number | null);
	const url = `http://127.0.0.1:${port}`;
	await vi.waitFor(async () => {
		const { status } = await fetch(`${url}/readyz`);
		if (status !== 200) throw new Error(`not ready: ${status}`);
	}, 15_000);
	return { child, said, ended, port, url };
}

/** The headers of a request as Slack signs it. */
export function signed(
	body: string,
	type = "application/x-www-form-urlencoded",
): Record<string, string> {
	const timestamp = String(Math.floor(Date.now() / 1000));
	const signature = createHmac("sha256", signingSecret)
		.update(`v0:${timestamp}:${body}`)
		.digest("hex");
	return {
		"content-type": type,
		"x-slack-request-timestamp": timestamp,
		"x-slack-signature": `v0=${signature}`,
	};
}

/** The body of a slash command. */
export function commandBody(text: string, more: object = {}): string {
	return String(
		new URLSearchParams({
			command: "/lead-or-manage",
			text,
			team_id: "T1",
			user_id: "U1",
			channel_id: "C1",
			trigger_id: "1.2.3",
			response_url: "https://hooks.slack.test/1",
			...more,
		}),
	);
}

/** Sends what Slack would send, signed. */
export async function post(
	url: string,
	body: string,
	type?: string,
): Promise<{ status: number; body: string; ms: number }> {
	const from = performance.now();
	const response = await fetch(`${url}/slack/events`, {
		method: "POST",
		headers: signed(body, type),
		body,
	});
	const text = await response.text();
	return { status: response.status, body: text, ms: performance.now() - from };
}

/** A press or a submission as Slack sends it. */
export function payloadBody(payload: object): string {
	return String(new URLSearchParams({ payload: JSON.stringify(payload) }));
}
