import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { startPlayground } from "../src/playground/playground.js";
import { makeKeyRing } from "../src/slack/key-files.js";
import { doorTo } from "./support/door-to.js";
import { databases, emptyPlace } from "./support/test-store.js";

const main = fileURLToPath(new URL("../dist/main.js", import.meta.url));
const manifest = readFileSync(
	new URL("../manifest.yml", import.meta.url),
	"utf8",
);

function emptyFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), "lead-or-manage-"));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	return folder;
}

/** The bot as a service manager starts it, in a folder with no `.env`. */
function start(environment: Record<string, string>, ...args: string[]) {
	const folder = emptyFolder();
	const child: ChildProcess = spawn(process.execPath, [main, ...args], {
		cwd: folder,
		env: {
			PATH: process.env.PATH,
			DATA_DIR: join(folder, "data"),
			...environment,
		},
	});
	onTestFinished(() => void child.kill("SIGKILL"));
	const said = { out: "", err: "" };
	child.stdout?.on("data", (text) => {
		said.out += text;
	});
	child.stderr?.on("data", (text) => {
		said.err += text;
	});
	const ended = once(child, "exit").then(([code]) => code as number | null);
	return { child, said, ended, folder };
}

async function freePort(): Promise<number> {
	const server = createServer().listen(0, "127.0.0.1");
	await once(server, "listening");
	const { port } = server.address() as { port: number };
	server.close();
	await once(server, "close");
	return port;
}

const answers = async (url: string) => {
	const response = await fetch(url);
	return `${response.status} ${(await response.text()).trim()}`;
};

describe("without what it needs, it says so in sentences and exits with 2", () => {
	test("no Slack setting at all", async () => {
		const { said, ended } = start({});
		expect(await ended).toBe(2);
		expect(said.err).toMatch(
			/^No Slack setting is there: set SLACK_BOT_TOKEN .*\n$/,
		);
		expect(said.out).toBe("");
	});

	test("every mistake in the settings at once", async () => {
		const { said, ended } = start({
			SLACK_BOT_TOKEN: "xoxb-secret",
			PORT: "x",
			LOG_LEVEL: "loud",
		});
		expect(await ended).toBe(2);
		expect(said.err.trim().split("\n")).toHaveLength(3);
		expect(said.err).not.toMatch(/secret|at .*\.js/);
	});

	test("a file of contacts with a mistake, named with its line", async () => {
		const folder = emptyFolder();
		writeFileSync(
			join(folder, "contacts.yml"),
			"- name: Personnel\n- name: Works council\n  how: room 3\n",
		);
		const { said, ended } = start(
			{ CONTACTS_FILE: join(folder, "contacts.yml") },
			"--or-playground",
		);
		expect(await ended).toBe(2);
		expect(said.err).toMatch(/contacts\.yml:1 how: /);
	});

	const tokens = {
		SLACK_BOT_TOKEN: "xoxb-1",
		SLACK_APP_TOKEN: "xapp-1",
		PORT: "0",
	};

	test("a database that is none", async () => {
		const folder = emptyFolder();
		writeFileSync(join(folder, "lead-or-manage.db"), "words ".repeat(1000));
		const { said, ended } = start({ ...tokens, DATA_DIR: folder });
		expect(await ended).toBe(2);
		expect(said.err).toMatch(
			/^The file lead-or-manage\.db in DATA_DIR is no database[^\n]*\n$/,
		);
	});

	test("a data folder that is a file", async () => {
		const file = join(emptyFolder(), "file");
		writeFileSync(file, "");
		const { said, ended } = start({ ...tokens, DATA_DIR: file });
		expect(await ended).toBe(2);
		expect(said.err).toMatch(/^DATA_DIR cannot be made a folder[^\n]*\n$/);
	});

	test("a PostgreSQL server that is not there, without its address", async () => {
		const { said, ended } = start({
			...tokens,
			DATABASE_URL: `postgres://bot:hush@127.0.0.1:${await freePort()}/bot`,
			DATA_KEY: makeKeyRing(),
		});
		expect(await ended).toBe(2);
		expect(said.err).toBe(
			"PostgreSQL cannot be reached: check DATABASE_URL and whether the server runs.\n",
		);
		expect(said.out).not.toMatch(/hush|127\.0\.0\.1/);
	});

	test("a port that is taken", async () => {
		const server = createServer().listen(0, "127.0.0.1");
		await once(server, "listening");
		onTestFinished(() => void server.close());
		const { port } = server.address() as { port: number };
		const { said, ended } = start({ PORT: String(port) }, "--or-playground");
		expect(await ended).toBe(2);
		expect(said.err).toContain(String(port));
	});
});

test("a token that Slack refuses ends the start with one sentence", async () => {
	const playground = await startPlayground({
		port: 0,
		host: "127.0.0.1",
		manifest,
	});
	onTestFinished(() => playground.close());
	const { said, ended } = start({
		SLACK_BOT_TOKEN: "xoxb-wrong",
		SLACK_APP_TOKEN: playground.appToken,
		SLACK_API_URL: playground.slackApiUrl,
		PORT: String(await freePort()),
	});
	expect(await ended).toBe(1);
	expect(said.err).toBe(
		"Slack refused to let the bot in (invalid_auth): check the tokens in the settings.\n",
	);
});

describe("it answers the health questions and ends cleanly on SIGTERM", () => {
	test("in the playground, which says where it is", async () => {
		const { child, said, ended } = start({ PORT: "0" }, "--or-playground");
		const url = await vi.waitFor(() => {
			const [, found] =
				/open for trying out at (http:\S+)\n/.exec(said.out) ?? [];
			if (!found) throw new Error("not yet");
			return found;
		}, 10_000);
		expect(await answers(`${url}/healthz`)).toBe("200 ok");
		expect(await answers(`${url}/readyz`)).toBe("200 ready");
		child.kill("SIGTERM");
		expect(await ended).toBe(0);
	});

	test.each([["socket"], ["http"]])("by %s", async (mode) => {
		const playground = await startPlayground({
			port: 0,
			host: "127.0.0.1",
			manifest,
		});
		onTestFinished(() => playground.close());
		const port = await freePort();
		const { child, said, ended } = start({
			SLACK_BOT_TOKEN: playground.botToken,
			...(mode === "socket"
				? { SLACK_APP_TOKEN: playground.appToken }
				: { SLACK_SIGNING_SECRET: "0123456789" }),
			SLACK_API_URL: playground.slackApiUrl,
			HOST: "127.0.0.1",
			PORT: String(port),
		});
		await vi.waitFor(
			async () =>
				expect(await answers(`http://127.0.0.1:${port}/readyz`)).toBe(
					"200 ready",
				),
			10_000,
		);
		expect(await answers(`http://127.0.0.1:${port}/healthz`)).toBe("200 ok");
		child.kill("SIGTERM");
		expect(await ended).toBe(0);
		expect(said.out).toContain('"stopped"');
		expect(said.err).toBe("");
	});
});

test.runIf(databases.length > 1)(
	"while PostgreSQL is away it is not ready, and then goes on by itself",
	async () => {
		const playground = await startPlayground({
			port: 0,
			host: "127.0.0.1",
			manifest,
		});
		onTestFinished(() => playground.close());
		const place = await emptyPlace("PostgreSQL");
		const address = new URL((place as { url: string }).url);
		const door = await doorTo(address.hostname, Number(address.port || 5432));
		address.hostname = "127.0.0.1";
		address.port = String(door.port);
		const port = await freePort();
		const { child, said, ended } = start({
			SLACK_BOT_TOKEN: playground.botToken,
			SLACK_APP_TOKEN: playground.appToken,
			SLACK_API_URL: playground.slackApiUrl,
			PORT: String(port),
			DATABASE_URL: address.href,
			DATA_KEY: makeKeyRing(),
		});
		const isReady = (answer: string) =>
			vi.waitFor(
				async () =>
					expect(await answers(`http://127.0.0.1:${port}/readyz`)).toBe(answer),
				10_000,
			);
		await isReady("200 ready");
		await door.shut();
		await isReady("503 the database does not answer");
		expect(await answers(`http://127.0.0.1:${port}/healthz`)).toBe("200 ok");
		await door.open();
		await isReady("200 ready");
		child.kill("SIGTERM");
		expect(await ended).toBe(0);
		expect(said.err).toBe("");
		expect(said.out).toContain("PostgreSQL cannot be reached");
		expect(said.out).toContain("the database answers again");
		expect(said.out).not.toContain(address.host);
		expect(said.out).not.toContain("search_path");
	},
	40_000,
);
