import { expect, test } from "vitest";
import { shownText, testBot } from "../support/test-bot.js";

test("a direct message gets the verdict, in its thread when it stands in one", async () => {
	const bot = await testBot();
	const said = await bot.directMessage(
		"our releases slip &amp; nobody owns them",
		{ thread_ts: "1.0" },
	);
	expect(said?.thread_ts).toBe("1.0");
	expect(said?.text).toMatch(/^Manage this one\./);
	expect(shownText(said ?? {})).toContain(
		"our releases slip & nobody owns them",
	);
});

test.each(["hi", "help", "hello there"])(
	"“%s” gets the usage",
	async (text) => {
		const bot = await testBot();
		const said = await bot.directMessage(text);
		expect(shownText(said ?? {})).toContain("Try one of these");
	},
);

test.each([
	["an edit", { subtype: "message_changed", text: undefined }],
	["a deletion", { subtype: "message_deleted", text: undefined }],
	["a bot", { bot_id: "B1" }],
	["a channel", { channel_type: "channel" }],
])("%s is let pass", async (_what, more) => {
	const bot = await testBot();
	expect(
		await bot.directMessage("nobody owns our releases", more),
	).toBeUndefined();
});
