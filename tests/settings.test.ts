import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import {
	environmentSchema,
	readSettings,
	SettingsError,
} from "../src/settings.js";

const twoTokens = { SLACK_BOT_TOKEN: "xoxb-1", SLACK_APP_TOKEN: "xapp-1" };

function mistakesIn(
	environment: Record<string, string>,
	playgroundAllowed = false,
): readonly string[] {
	try {
		readSettings(environment, { playgroundAllowed });
		return [];
	} catch (error) {
		if (error instanceof SettingsError) return error.mistakes;
		throw error;
	}
}

test("two tokens give Socket Mode, heard by this machine alone", () => {
	const settings = readSettings(twoTokens, { playgroundAllowed: true });
	expect(settings.connection).toEqual({
		mode: "socket",
		botToken: "xoxb-1",
		appToken: "xapp-1",
	});
	expect([settings.port, settings.host, settings.logLevel]).toEqual([
		3000,
		"127.0.0.1",
		"info",
	]);
});

test("a token and a signing secret give HTTP, heard by every network", () => {
	const settings = readSettings(
		{
			SLACK_BOT_TOKEN: "xoxb-1",
			SLACK_SIGNING_SECRET: "0123456789",
			PORT: "8080",
		},
		{ playgroundAllowed: false },
	);
	expect(settings.connection).toEqual({
		mode: "http",
		botToken: "xoxb-1",
		signingSecret: "0123456789",
	});
	expect([settings.port, settings.host]).toEqual([8080, "0.0.0.0"]);
});

test("nothing at all gives the playground where that is allowed, and a reason where it is not", () => {
	expect(
		readSettings({ SLACK_BOT_TOKEN: " " }, { playgroundAllowed: true })
			.connection,
	).toEqual({
		mode: "playground",
	});
	expect(mistakesIn({})).toEqual([
		"No Slack setting is there: set SLACK_BOT_TOKEN with SLACK_APP_TOKEN (Socket Mode) or with SLACK_SIGNING_SECRET (HTTP), or run npm start to open the playground.",
	]);
});

test("every mistake is told at once, and no secret with it", () => {
	const mistakes = mistakesIn({
		SLACK_BOT_TOKEN: "secret-token",
		SLACK_API_URL: "slack",
		PORT: "seventy",
		LOG_LEVEL: "chatty",
		DATA_KEY: "first:short",
	});
	expect(mistakes).toEqual([
		"SLACK_BOT_TOKEN starts with xoxb- in Slack's settings; this one does not.",
		"SLACK_API_URL must be an address that starts with https:// or http://.",
		"PORT must be a port: a whole number from 0 to 65535.",
		"DATA_KEY must be id:key with a key of 32 bytes in base64, several with commas (openssl rand -base64 32 makes one).",
		"LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent.",
		"SLACK_BOT_TOKEN alone is half a setting: add SLACK_APP_TOKEN for Socket Mode or SLACK_SIGNING_SECRET for HTTP.",
	]);
	expect(mistakes.join()).not.toContain("secret-token");
});

test.each([
	["SLACK_APP_TOKEN", "xapp-1"],
	["SLACK_SIGNING_SECRET", "0123456789"],
])("%s alone is half a setting, in the playground too", (name, value) => {
	expect(mistakesIn({ [name]: value }, true)).toEqual([
		`SLACK_BOT_TOKEN is missing beside ${name}: copy it from "OAuth & Permissions" of the Slack app.`,
	]);
});

test("OAuth is refused with a sentence until it comes", () => {
	expect(
		mistakesIn({
			...twoTokens,
			SLACK_CLIENT_ID: "1",
			SLACK_CLIENT_SECRET: "2",
		}),
	).toEqual([
		"SLACK_CLIENT_ID, SLACK_CLIENT_SECRET are set, but installing into many workspaces (OAuth) comes with a later edition: unset them and set SLACK_BOT_TOKEN with SLACK_APP_TOKEN or SLACK_SIGNING_SECRET.",
	]);
});

test("a setting of a later edition is named, as it does nothing yet", () => {
	const { warnings } = readSettings(
		{ ...twoTokens, CONTENT_DIR: "words" },
		{ playgroundAllowed: false },
	);
	expect(warnings).toEqual([
		"CONTENT_DIR is set, but this edition does not use it yet.",
	]);
});

test("numbers are given on a port that is set, and the proxies are known in both spellings", () => {
	const read = (more: Record<string, string>) => {
		const { opsPort, proxy } = readSettings(
			{ ...twoTokens, ...more },
			{ playgroundAllowed: false },
		);
		return { opsPort, proxy };
	};
	expect(read({})).toEqual({ opsPort: undefined, proxy: undefined });
	expect(
		read({
			OPS_PORT: "9090",
			https_proxy: "http://proxy.example:3128",
			NO_PROXY: "localhost",
		}),
	).toEqual({
		opsPort: 9090,
		proxy: { httpsProxy: "http://proxy.example:3128", noProxy: "localhost" },
	});
	expect(mistakesIn({ ...twoTokens, HTTPS_PROXY: "proxy.example" })).toEqual([
		"HTTPS_PROXY must be an address that starts with https:// or http://.",
	]);
});

test("PostgreSQL needs a key of its own, as several bots share what is in it", () => {
	const DATABASE_URL = "postgres://bot:secret@db.example/bot";
	const [mistake, ...more] = mistakesIn({ ...twoTokens, DATABASE_URL });
	expect(mistake).toMatch(/^DATA_KEY is missing beside DATABASE_URL: /);
	expect(more).toEqual([]);
	expect(mistake).not.toContain("secret");
	expect(
		mistakesIn({ ...twoTokens, DATABASE_URL: "mysql://bot:secret@db/bot" }),
	).toEqual([
		"DATABASE_URL must be an address that starts with postgres:// or postgresql://.",
		expect.stringContaining("DATA_KEY is missing"),
	]);
	expect(mistakesIn({ DATABASE_URL }, true)).toEqual([]);
	const DATA_KEY = `a:${Buffer.alloc(32).toString("base64")}`;
	const { databaseUrl } = readSettings(
		{ ...twoTokens, DATABASE_URL, DATA_KEY },
		{ playgroundAllowed: false },
	);
	expect(databaseUrl).toBe(DATABASE_URL);
});

test("everyone manages nudges, which may come six hours late, unless it is set otherwise", () => {
	const read = (more: Record<string, string>) => {
		const { nudgesManagedBy, nudgeGraceHours } = readSettings(
			{ ...twoTokens, ...more },
			{ playgroundAllowed: false },
		);
		return [nudgesManagedBy, nudgeGraceHours];
	};
	expect(read({})).toEqual(["everyone", 6]);
	expect(read({ NUDGES_MANAGED_BY: "admins", NUDGE_GRACE_HOURS: "0" })).toEqual(
		["admins", 0],
	);
});

test(".env.example names every setting, and no other", () => {
	const example = readFileSync(
		new URL("../.env.example", import.meta.url),
		"utf8",
	);
	const named = [...example.matchAll(/^#? ?([A-Z][A-Z_]+)=/gm)].map(
		([, name]) => name,
	);
	expect(named.sort()).toEqual(Object.keys(environmentSchema.shape).sort());
});
