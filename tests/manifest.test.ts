import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { shared } from "./support/shared.js";

const manifest = parse(
	readFileSync(new URL("../manifest.yml", import.meta.url), "utf8"),
);
const app = readFileSync(new URL("../src/app.ts", import.meta.url), "utf8");

const folder = fileURLToPath(new URL("../src/", import.meta.url));
const sources = readdirSync(folder, { recursive: true, encoding: "utf8" })
	.filter((name) => name.endsWith(".ts") && !name.includes("playground"))
	.map((name) => readFileSync(join(folder, name), "utf8"))
	.join("\n");

const schemaFile = shared("slack/manifest-schema/manifest.schema.1.0.0.json");

test.runIf(existsSync(schemaFile))(
	"Slack's own schema takes the manifest",
	() => {
		const ajv = new Ajv({
			allErrors: true,
			strict: false,
			allowUnionTypes: true,
		});
		addFormats.default(ajv);
		const validate = ajv.compile(JSON.parse(readFileSync(schemaFile, "utf8")));
		validate(manifest);
		expect(validate.errors ?? []).toEqual([]);
	},
);

test("the manifest asks for the commands and events that the app listens to, and no others", () => {
	const commands = [...app.matchAll(/app\.command\("([^"]+)"/g)].map(
		([, command]) => command,
	);
	expect(
		manifest.features.slash_commands.map(
			({ command }: { command: string }) => command,
		),
	).toEqual(commands);
	const events = [
		...app.matchAll(/app\.(?:event\(\s*"([^"]+)"|(message)\()/g),
	].map(([, event, message]) => event ?? message);
	expect(manifest.settings.event_subscriptions.bot_events).toEqual(
		events.map((event) => (event === "message" ? "message.im" : event)),
	);
	expect(manifest.features.shortcuts ?? []).toEqual([]);
	expect(app).not.toMatch(/app\.(shortcut|function)\(/);
	expect(manifest.settings.interactivity.is_enabled).toBe(
		/app\.action/.test(app),
	);
});

test("every scope is one that a door needs", () => {
	const needs: [scope: string, sign: RegExp][] = [
		["commands", /app\.command\(/],
		["chat:write", /\bsay\(|chat\.post/],
		["im:history", /app\.message\(/],
		["assistant:write", /assistant\.threads\.set/],
		["users:read", /users\.info\(/],
		["channels:read", /conversations\.(info|members)\(/],
		["groups:read", /conversations\.(info|members)\(/],
	];
	expect(manifest.oauth_config.scopes).toEqual({
		bot: needs.map(([scope]) => scope),
	});
	for (const [scope, sign] of needs)
		expect(sources, `something in src/ needs ${scope}`).toMatch(sign);
});

test("every method of Slack's that the bot calls is opened by a scope that it asks for", () => {
	const scopeOf: Record<string, string> = {
		"chat.postEphemeral": "chat:write",
		"chat.postMessage": "chat:write",
		"chat.update": "chat:write",
		"chat.delete": "chat:write",
		"conversations.replies": "im:history",
		"users.info": "users:read",
		// In channels it is used only where that was granted besides.
		"conversations.history": "im:history",
		"conversations.info": "channels:read",
		"conversations.members": "channels:read",
		"views.open": "none",
		"views.push": "none",
		"views.update": "none",
	};
	const called = [
		...sources.matchAll(
			/(?<!store\.)\b((?:chat|users|conversations|views|team)\.[a-zA-Z]+)\s*\(/g,
		),
	].map(([, method]) => method as string);
	const asked = ["none", ...manifest.oauth_config.scopes.bot];
	expect(
		[...new Set(called)].filter(
			(method) => !asked.includes(scopeOf[method] ?? "unknown"),
		),
	).toEqual([]);
});

test("the command's words fit Slack's limits for what it shows", () => {
	for (const { description, usage_hint } of manifest.features.slash_commands) {
		expect(description.length).toBeLessThanOrEqual(100);
		expect(usage_hint.length).toBeLessThanOrEqual(100);
	}
});
