import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { hasShared, shared } from "../support/shared.js";
import { testBot } from "../support/test-bot.js";

const folder = shared("slack/payloads");
const files = hasShared
	? readdirSync(folder).filter(
			(name) => !name.startsWith("socket_mode.") && !name.startsWith("oauth."),
		)
	: [];

/** The body as Bolt gets it: an envelope for events, a form's fields for commands. */
function bodyOf(file: string): Record<string, unknown> {
	const text = readFileSync(`${folder}/${file}`, "utf8");
	if (file.endsWith(".txt"))
		return Object.fromEntries(new URLSearchParams(text.trim()));
	const body = JSON.parse(text) as Record<string, unknown>;
	if (body.type === "event_callback" || !file.startsWith("event.")) return body;
	return { type: "event_callback", team_id: "T111", event: body };
}

test.runIf(hasShared).each(files)(
	"%s is handled or let pass, without an error",
	async (file) => {
		const bot = await testBot();
		await bot.send(bodyOf(file));
		await bot.settled();
		expect(
			bot.logged.filter(({ level }) => level !== "info" && level !== "debug"),
		).toEqual([]);
	},
);
