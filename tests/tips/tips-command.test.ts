import { expect, test } from "vitest";
import { themes } from "../../src/guidance/theme.js";
import {
	buttonsOf,
	type Said,
	shownText,
	testBot,
} from "../support/test-bot.js";

const labels = (said: Said | undefined) =>
	buttonsOf(said ?? {}).map(({ label }) => label);

test("tips alone opens the library at its first page and names every theme", async () => {
	const bot = await testBot();
	const said = await bot.command("tips");
	expect(said.text).toMatch(/^All tips: \d+, page 1 of \d+\.$/);
	for (const theme of themes) expect(shownText(said)).toContain(theme);
	expect(labels(said)).toEqual(["More"]);
});

test("a theme's shelf is read a page at a time, on and back, and can be judged instead", async () => {
	const bot = await testBot();
	const first = await bot.command("tips feedback");
	expect(first.text).toMatch(/^Tips for “feedback”: \d+, page 1 of \d+\.$/);
	expect(labels(first)).toEqual(["More", "Judge this instead"]);
	const second = await bot.press(buttonsOf(first)[0] as { action_id: string });
	expect(second?.text).toMatch(/page 2 of/);
	expect(labels(second)).toContain("Back");
	const back = await bot.press(
		buttonsOf(second as Said)[0] as { action_id: string },
	);
	expect(back?.text).toBe(first.text);
});

test("up to three words look tips up by what they say", async () => {
	const bot = await testBot();
	const said = await bot.command("tips late handover");
	expect(said.text).toMatch(/^Tips for “late handover”: \d+/);
	expect(shownText(said)).toMatch(/handover|hand over/i);
});

test("words that fit nothing get the themes to choose from", async () => {
	const bot = await testBot();
	const said = await bot.command("tips xyzzy");
	expect(said.text).toMatch(
		/^I have no tip for “xyzzy”\. Try one of these themes: crisis, /,
	);
});

test("words looked up can be judged instead", async () => {
	const bot = await testBot();
	const said = await bot.command("tips ignored by everyone");
	const button = buttonsOf(said).find(
		({ label }) => label === "Judge this instead",
	);
	const judged = await bot.press(button as { action_id: string });
	expect(shownText(judged as Said)).toContain("tips ignored by everyone");
});
