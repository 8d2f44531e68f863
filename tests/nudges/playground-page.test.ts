import { existsSync, readFileSync } from "node:fs";
import { AxeBuilder } from "@axe-core/playwright";
import { type Browser, chromium, type Page } from "playwright-core";
import {
	afterAll,
	beforeAll,
	describe,
	expect,
	onTestFinished,
	test,
} from "vitest";
import { createApp } from "../../src/app.js";
import { createWeeklyNudgesJob } from "../../src/nudges/weekly-nudges-job.js";
import { startPlayground } from "../../src/playground/playground.js";
import { socketConnection } from "../../src/slack/connection.js";
import { makeKeyRing } from "../../src/slack/key-files.js";
import { createSeal } from "../../src/slack/seal.js";
import { postingClient } from "../../src/slack/web-client.js";
import { testClock } from "../playground/harness.js";
import { builtContent } from "../support/built-content.js";
import { sundayNoon } from "../support/nudge-bot.js";
import { silent, testStore } from "../support/test-store.js";

const executablePath = "/usr/bin/chromium";
const hasBrowser = existsSync(executablePath);
const manifest = readFileSync(
	new URL("../../manifest.yml", import.meta.url),
	"utf8",
);

let browser: Browser;
beforeAll(async () => {
	if (hasBrowser)
		browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
});
afterAll(() => browser?.close());

const wide = { width: 1280, height: 800 };
const narrow = { width: 390, height: 844 };

/** The page of a playground with the real bot, on a Sunday at noon; fails the test on any error in the browser. */
async function openPage(look: {
	viewport: typeof wide;
	colorScheme: "light" | "dark";
}) {
	const ticks: Date[] = [];
	const playground = await startPlayground({
		port: 0,
		host: "127.0.0.1",
		manifest,
		now: testClock(sundayNoon.toISOString()).now,
		onClockMove: () => {
			ticks.push(playground.now());
			void job.tick();
		},
	});
	onTestFinished(() => playground.close());
	const { appToken, botToken, slackApiUrl: apiUrl, now } = playground;
	const connection = socketConnection({ appToken, apiUrl, log: silent });
	const { store } = await testStore("SQLite");
	const client = postingClient(botToken, { apiUrl, log: silent });
	const { nudges } = builtContent();
	const job = createWeeklyNudgesJob({
		composeOther: async () => undefined,
		mayWrite: async () => true,
		store,
		nudges,
		now,
		graceMs: 6 * 3_600_000,
		clientOf: async () => client,
		log: silent,
	});
	onTestFinished(() => job.stop());
	const { app } = createApp(
		{ receiver: connection.receiver, botToken, apiUrl },
		{
			...builtContent(),
			seal: createSeal(makeKeyRing()),
			store,
			nudgesManagedBy: "everyone",
			now,
		},
		silent,
	);
	await app.init();
	await connection.start(app);
	onTestFinished(() => connection.stop(1_000));
	const context = await browser.newContext(look);
	const page = await context.newPage();
	const errors: string[] = [];
	page.on("pageerror", (error) => errors.push(error.message));
	page.on("console", (line) => {
		if (line.type() === "error") errors.push(line.text());
	});
	onTestFinished(async () => {
		await context.close();
		expect(errors).toEqual([]);
	});
	await page.goto(playground.url);
	await page.getByText("The bot is ready").waitFor();
	return { page, playground, ticks, store };
}

async function say(page: Page, text: string) {
	await page.getByRole("combobox", { name: /^Message to/ }).fill(text);
	await page.keyboard.press("Enter");
}

async function seriousFlaws(page: Page) {
	const { violations } = await new AxeBuilder({ page }).analyze();
	return violations
		.filter(({ impact }) => impact === "serious" || impact === "critical")
		.map(
			({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`,
		);
}

describe.skipIf(!hasBrowser)(
	"nudges in the playground",
	{ timeout: 60_000 },
	() => {
		test.each([
			{ viewport: wide, colorScheme: "light" },
			{ viewport: narrow, colorScheme: "dark" },
		] as const)(
			"a vision nudge is set up with the keyboard alone, previewed, foreseen and seen to arrive: $viewport.width wide, $colorScheme",
			async (look) => {
				const { page, playground, store } = await openPage(look);
				const { keyboard } = page;
				await say(page, "/nudges");
				const form = page.getByRole("dialog", { name: "A weekly nudge" });
				await form
					.getByRole("checkbox", { name: /^Positive mindset/ })
					.waitFor();
				await keyboard.press("Tab");
				await keyboard.press("Space");
				const vision = form.getByLabel(/^Your team's vision/);
				await vision.waitFor();
				for (let i = 0; i < 3; i++) await keyboard.press("Tab");
				await keyboard.type("Nobody here waits <b>alone</b>");
				const zone = form.getByRole("combobox", { name: "Time zone" });
				await zone.focus();
				await keyboard.type("lisb");
				await form
					.getByRole("option", { name: "Europe/Lisbon (UTC+0)" })
					.waitFor();
				expect(await seriousFlaws(page)).toEqual([]);
				await keyboard.press("Enter");
				await form
					.getByText("The next one: Monday 23 November at 09:00, Lisbon time")
					.waitFor();
				expect(await form.locator("blockquote").textContent()).toBe(
					"Nobody here waits <b>alone</b>",
				);
				expect(await vision.inputValue()).toBe(
					"Nobody here waits <b>alone</b>",
				);
				await keyboard.press("Enter");
				await form
					.getByRole("option", { name: /^Africa/ })
					.first()
					.waitFor();
				await keyboard.press("Escape");
				expect(await form.isVisible()).toBe(true);
				await form.getByRole("button", { name: "Save" }).focus();
				await keyboard.press("Enter");
				const list = page.getByRole("dialog", { name: "Weekly nudges" });
				await list.getByText("Every Monday at 09:00, Lisbon time").waitFor();
				expect(await seriousFlaws(page)).toEqual([]);
				await keyboard.press("Escape");
				await list.waitFor({ state: "detached" });
				expect(
					await store.schedules.ofChannel("T0HARBOUR", "C0HARBOUR"),
				).toMatchObject([{ timeZone: "Europe/Lisbon", setUpBy: "U0ROBIN" }]);
				await say(page, "/nudges next");
				await page.getByText("The next 5 in this channel").waitFor();
				await say(page, "/nudges preview");
				await page.getByText("Vision · set up by Robin").waitFor();
				await page.getByRole("button", { name: /Move the clock/ }).click();
				await page.getByRole("button", { name: "Next Monday, 09:00" }).click();
				// It is nine in Lisbon when it is ten in Brussels.
				await page.getByRole("button", { name: "+1 hour" }).click();
				await page.getByRole("button", { name: "Why this?" }).click();
				await page.getByText("What it rests on").waitFor();
				expect(await seriousFlaws(page)).toEqual([]);
				expect(playground.workspace.alarms).toEqual([]);
				const overhang = await page.evaluate(
					"document.documentElement.scrollWidth - innerWidth",
				);
				expect(overhang).toBe(0);
			},
		);

		test("the clock in the corner can be moved, and the bot goes by it", async () => {
			const { page, playground, ticks } = await openPage({
				viewport: wide,
				colorScheme: "light",
			});
			const clock = page.getByRole("button", { name: /Move the clock/ });
			expect(await clock.textContent()).toContain("Sun 22 Nov, 12:00");
			await clock.click();
			await page.getByRole("button", { name: "+1 hour" }).click();
			await clock.getByText("Sun 22 Nov, 13:00").waitFor();
			await page.getByRole("button", { name: "Next Monday, 09:00" }).click();
			await clock.getByText("Mon 23 Nov, 09:00").waitFor();
			expect(await seriousFlaws(page)).toEqual([]);
			expect(ticks.map((at) => at.toISOString())).toEqual([
				"2026-11-22T12:00:00.000Z",
				"2026-11-23T08:00:00.000Z",
			]);
			await say(page, "/nudges");
			const form = page.getByRole("dialog", { name: "A weekly nudge" });
			await form.getByRole("checkbox", { name: /^Leading/ }).check();
			await form
				.getByText("The next one: Monday 30 November at 09:00, Brussels time")
				.waitFor();
			await form.getByRole("button", { name: "Cancel" }).click();
			await page.getByRole("button", { name: "Back to now" }).click();
			await clock.getByText("Sun 22 Nov, 12:00").waitFor();
			expect(playground.now()).toEqual(sundayNoon);
		});

		test("a form that opens over the list gives way to it, with what was done", async () => {
			const { page } = await openPage({ viewport: wide, colorScheme: "dark" });
			await say(page, "/nudges");
			await page.getByRole("checkbox", { name: /^Managing/ }).check();
			await page.getByRole("button", { name: "Save" }).click();
			const list = page.getByRole("dialog", { name: "Weekly nudges" });
			await list.getByRole("button", { name: "Change" }).click();
			const form = page.getByRole("dialog", { name: "Change this nudge" });
			await form.getByLabel("Day", { exact: true }).selectOption("Thursday");
			await form.getByText(/^The next one: Thursday 26 November/).waitFor();
			await form.getByRole("button", { name: "Save" }).click();
			await list.getByText("Every Thursday at 09:00, Brussels time").waitFor();
			await list.getByRole("button", { name: "Pause" }).click();
			const pause = page.getByRole("dialog", { name: "Pause this nudge" });
			await pause.getByRole("button", { name: "Pause" }).click();
			await list
				.getByText("Paused until Sunday 29 November.")
				.first()
				.waitFor();
			await list.getByRole("button", { name: "Remove" }).click();
			const sure = page.getByRole("dialog", { name: "Remove it for good?" });
			await sure.getByRole("button", { name: "Remove" }).click();
			await list.getByText("Removed.").waitFor();
		});
	},
);
