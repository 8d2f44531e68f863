import { existsSync, readFileSync } from "node:fs";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { shared } from "./support/shared.js";

const manifest = parse(
	readFileSync(new URL("../manifest.yml", import.meta.url), "utf8"),
);
const app = readFileSync(new URL("../src/app.ts", import.meta.url), "utf8");

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
		...app.matchAll(/app\.(?:event\("([^"]+)"|(message)\()/g),
	].map(([, event, message]) => event ?? message);
	expect(manifest.settings.event_subscriptions.bot_events).toEqual(
		events.map((event) => (event === "message" ? "message.im" : event)),
	);
	expect(manifest.features.shortcuts ?? []).toEqual([]);
	expect(app).not.toMatch(/app\.(shortcut|view|function|options)\(/);
	expect(manifest.settings.interactivity.is_enabled).toBe(
		/app\.action/.test(app),
	);
});

test("every scope is one that a door needs", () => {
	expect(manifest.oauth_config.scopes).toEqual({
		bot: ["commands", "chat:write", "im:history"],
	});
});

test("the command's words fit Slack's limits for what it shows", () => {
	for (const { description, usage_hint } of manifest.features.slash_commands) {
		expect(description.length).toBeLessThanOrEqual(100);
		expect(usage_hint.length).toBeLessThanOrEqual(100);
	}
});
