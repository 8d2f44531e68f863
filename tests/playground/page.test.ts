import { existsSync } from "node:fs";
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
import { button, plain, testApp, testPlayground } from "./harness.js";

const executablePath = "/usr/bin/chromium";
const hasBrowser = existsSync(executablePath);
if (!hasBrowser && process.env.CI === "true")
	throw new Error(`The page's tests need a browser at ${executablePath}`);
if (!hasBrowser)
	console.warn(`No browser at ${executablePath}: the page's tests are skipped`);

let browser: Browser;
beforeAll(async () => {
	if (hasBrowser)
		browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
});
afterAll(() => browser?.close());

const wide = { width: 1280, height: 800 };
const narrow = { width: 390, height: 844 };

type Look = { viewport?: typeof wide; colorScheme?: "light" | "dark" };

/** A page on a playground with a small app; fails the test on any error in the browser. */
async function openPage({ viewport = wide, colorScheme = "light" }: Look = {}) {
	const playground = await testPlayground();
	await testApp(playground, (app) => {
		app.command("/lead-or-manage", async ({ ack, command }) => {
			await ack(verdict(command.text));
		});
		app.command("/nudges", async ({ ack, client, command }) => {
			await ack();
			await client.views.open({ trigger_id: command.trigger_id, view: modal });
		});
		app.action("another", async ({ ack, respond }) => {
			await ack();
			await respond({ replace_original: true, text: "Another angle" });
		});
		app.action("forget", async ({ ack, respond }) => {
			await ack();
			await respond({ delete_original: true });
		});
		app.view("plan", async ({ ack }) => ack());
		app.message(async ({ say }) => {
			await say("What have you tried?");
		});
		app.event("app_home_opened", async ({ event, client }) => {
			if (event.tab === "home")
				await client.views.publish({ user_id: event.user, view: home });
		});
	});
	const context = await browser.newContext({ viewport, colorScheme });
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
	return { page, playground };
}

async function say(page: Page, text: string) {
	await page.getByRole("combobox").fill(text);
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

describe.skipIf(!hasBrowser)("the page", { timeout: 30_000 }, () => {
	test("shows the answer to a command, to the person who asked and to nobody else", async () => {
		const { page } = await openPage();
		await say(page, "/lead-or-manage the *list* is <late>");
		await page.getByRole("heading", { name: "Manage first" }).waitFor();
		const answer = page.getByRole("article");
		expect(await answer.locator("blockquote").textContent()).toBe(
			"the *list* is <late>",
		);
		expect(await answer.getByText("Only visible to you").isVisible()).toBe(
			true,
		);
		await page.getByRole("radio", { name: "Sam" }).check();
		await page.getByText("What is going on?").waitFor();
		expect(await page.getByRole("article").count()).toBe(0);
	});

	test("a button does what it says", async () => {
		const { page } = await openPage();
		await say(page, "/lead-or-manage x");
		await page.getByRole("button", { name: "another" }).click();
		await page.getByText("Another angle").waitFor();
		expect(
			await page.getByRole("heading", { name: "Manage first" }).count(),
		).toBe(0);
	});

	test("asks once more where the app wants it", async () => {
		const { page } = await openPage();
		await say(page, "/lead-or-manage x");
		await page.getByRole("button", { name: "forget" }).click();
		const dialog = page.getByRole("dialog", { name: "Forget it?" });
		await dialog.getByRole("button", { name: "Keep" }).click();
		expect(await page.getByRole("article").count()).toBe(1);
		await page.getByRole("button", { name: "forget" }).click();
		await dialog.getByRole("button", { name: "Forget" }).click();
		await page.getByRole("article").waitFor({ state: "detached" });
	});

	test("completes commands with the keyboard alone", async () => {
		const { page, playground } = await openPage();
		const box = page.getByRole("combobox");
		await box.fill("/");
		expect(await page.getByRole("option").count()).toBe(2);
		await page.keyboard.press("ArrowDown");
		expect(await box.getAttribute("aria-activedescendant")).toBe("offer-1");
		await page.keyboard.press("Escape");
		expect(await page.getByRole("option").count()).toBe(0);
		await box.fill("/l");
		await page.keyboard.press("Enter");
		expect(await box.inputValue()).toBe("/lead-or-manage ");
		await page.keyboard.type("one");
		await page.keyboard.press("Shift+Enter");
		await page.keyboard.type("two");
		await page.keyboard.press("Enter");
		await page.getByRole("heading", { name: "Manage first" }).waitFor();
		expect(playground.workspace.messages("team-harbour")[0]?.text).toBe(
			"/lead-or-manage one\ntwo",
		);
	});

	test("an example asks for a verdict with one click", async () => {
		const { page, playground } = await openPage();
		await page.getByRole("button", { name: "Two people, one task" }).click();
		await page.getByRole("heading", { name: "Manage first" }).waitFor();
		expect(playground.workspace.messages("team-harbour")[0]?.text).toMatch(
			/^\/lead-or-manage Two of us/,
		);
	});

	test("a modal complains, takes an answer and goes", async () => {
		const { page } = await openPage();
		await say(page, "/nudges now");
		const dialog = page.getByRole("dialog", { name: "Plan" });
		await dialog.getByRole("button", { name: "Save" }).click();
		await dialog.getByText("Please complete this required field.").waitFor();
		expect(await seriousFlaws(page)).toEqual([]);
		await dialog.getByLabel("When").fill("Friday at four");
		await dialog.getByRole("button", { name: "Save" }).click();
		await dialog.waitFor({ state: "detached" });
	});

	test("the bot talks in the direct message, and has a Home there", async () => {
		const { page } = await openPage();
		const places = page.getByRole("navigation");
		await places.getByRole("button", { name: "Lead or Manage" }).click();
		await say(page, "I do too much myself");
		await page.getByText("What have you tried?").waitFor();
		await page.getByRole("button", { name: "Home" }).click();
		await page.getByRole("heading", { name: "My plans" }).waitFor();
	});

	test("says it as Slack does when a command fails", async () => {
		const { page } = await openPage();
		await say(page, "/dance");
		await page
			.getByRole("alert")
			.getByText("/dance is not a command here")
			.waitFor();
	});

	test.each([
		{ viewport: wide, colorScheme: "light" },
		{ viewport: wide, colorScheme: "dark" },
		{ viewport: narrow, colorScheme: "light" },
		{ viewport: narrow, colorScheme: "dark" },
	] as const)(
		"anybody can use it: $viewport.width wide, $colorScheme",
		async (look) => {
			const { page } = await openPage(look);
			expect(await seriousFlaws(page)).toEqual([]);
			await say(page, "/lead-or-manage x");
			await page.getByRole("heading", { name: "Manage first" }).waitFor();
			await page.getByRole("button", { name: "What the bot did" }).click();
			await page.getByRole("combobox").fill("/");
			expect(await seriousFlaws(page)).toEqual([]);
			const overhang = await page.evaluate(
				"document.documentElement.scrollWidth - innerWidth",
			);
			expect(overhang).toBe(0);
		},
	);
});

function verdict(words: string) {
	const quote = {
		type: "rich_text_quote" as const,
		elements: [{ type: "text" as const, text: words }],
	};
	const confirm = {
		title: plain("Forget it?"),
		text: plain("It goes away."),
		confirm: plain("Forget"),
		deny: plain("Keep"),
	};
	return {
		text: "Manage first",
		blocks: [
			{ type: "rich_text" as const, elements: [quote] },
			{ type: "header" as const, text: plain("Manage first") },
			{
				type: "section" as const,
				text: { type: "mrkdwn" as const, text: "*Do* this `now`" },
			},
			{ type: "divider" as const },
			{
				type: "context" as const,
				elements: [{ type: "mrkdwn" as const, text: "_Fairly_ sure" }],
			},
			{
				type: "actions" as const,
				elements: [button("another"), { ...button("forget"), confirm }],
			},
			{
				type: "context_actions" as const,
				elements: [
					{
						type: "feedback_buttons" as const,
						action_id: "feedback",
						positive_button: { text: plain("Helpful"), value: "good" },
						negative_button: { text: plain("Not for me"), value: "bad" },
					},
				],
			},
		],
	};
}

const modal = {
	type: "modal" as const,
	callback_id: "plan",
	title: plain("Plan"),
	submit: plain("Save"),
	blocks: [
		{
			type: "input" as const,
			label: plain("When"),
			element: { type: "plain_text_input" as const },
		},
	],
};

const home = {
	type: "home" as const,
	blocks: [{ type: "header" as const, text: plain("My plans") }],
};
