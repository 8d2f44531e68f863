import { describe, expect, test } from "vitest";
import type { Nudge } from "../../src/nudges/nudge.js";
import { nudgeMessage } from "../../src/nudges/nudge-message.js";
import { liveMentions } from "../../src/playground/alarm.js";
import { blockErrors } from "../../src/playground/block-kit-rules.js";
import { builtContent } from "../support/built-content.js";
import { nudgeBot } from "../support/nudge-bot.js";
import { monday, mondaysForLeads } from "../support/schedules.js";
import { buttonsOf, shownText } from "../support/test-bot.js";

const lookUp: Nudge = {
	id: "look-up",
	series: "vision",
	text: "Read the sentence above aloud once today.",
	why: "Words that are said aloud are remembered.",
	claims: ["B22", "A38"],
	cheerful: false,
};

const post = {
	nudge: lookUp,
	schedule: mondaysForLeads(),
	date: monday.date,
	setUpBy: "Matilda",
	isFirst: false,
};

describe("the post", () => {
	test("quotes the team's sentence, says one thing and who set it up, and has three buttons", () => {
		const said = nudgeMessage(post);
		expect(said.text).toBe(lookUp.text);
		expect(said.blocks.map(({ type }) => type)).toEqual([
			"rich_text",
			"section",
			"context",
			"actions",
		]);
		expect(shownText(said)).toContain("Every ship leaves on time");
		expect(shownText(said)).toContain("Vision · set up by Matilda");
		expect(buttonsOf(said).map(({ label }) => label)).toEqual([
			"Why this?",
			"Helpful",
			"Pause",
		]);
	});

	test("introduces itself the first time", () => {
		const said = nudgeMessage({ ...post, isFirst: true });
		expect(shownText(said)).toContain("Hello, I'm Lead or Manage.");
		expect(shownText(said)).toContain("Matilda set it up");
	});

	test("keeps the sentence for vision nudges", () => {
		const nudge = { ...lookUp, series: "lead" as const };
		expect(shownText(nudgeMessage({ ...post, nudge }))).not.toContain(
			"Every ship leaves on time",
		);
	});

	test.each([
		["calls for everybody", "<!channel> @here <!everyone>", "<!here>"],
		["names people", "<@U-SAM> @sam #leads", "@sam"],
		["holds code", "<b>*bold*</b> `x` ~y~ https://x.y", "https://x.y"],
		["is enormous", "x".repeat(3_000), "y".repeat(3_000)],
		["is empty", "", ""],
		["cannot be seen", "\u202e\u0000\n\u200b", "\u0007"],
	])(
		"a sentence or a name that %s rings nobody and is taken by Slack",
		(_what, vision, setUpBy) => {
			const said = nudgeMessage({
				...post,
				setUpBy,
				isFirst: true,
				schedule: mondaysForLeads({ vision }),
			});
			expect(blockErrors(said.blocks, "message")).toEqual([]);
			expect(liveMentions(said as never, ["@sam", "#leads"])).toEqual([]);
			expect(JSON.stringify(said.blocks)).not.toContain("mrkdwn");
		},
	);

	test("every nudge there is fits, and stands on claims that can be told", () => {
		const { nudges, claims } = builtContent();
		for (const nudge of nudges) {
			const said = nudgeMessage({ ...post, nudge, isFirst: true });
			expect(blockErrors(said.blocks, "message")).toEqual([]);
			expect(nudge.claims.filter((code) => !claims.has(code))).toEqual([]);
		}
	});
});

describe("the buttons of a post", () => {
	const posted = async () => {
		const bot = await nudgeBot({ nudges: [lookUp] });
		await bot.world.store.schedules.add(mondaysForLeads(), monday);
		const press = (label: string, personId = "U-SAM") =>
			bot.press(
				buttonsOf(nudgeMessage(post)).find((each) => each.label === label) as {
					action_id: string;
					value: string;
				},
				{ workspaceId: "T-HARBOUR", personId },
			);
		return { bot, press };
	};

	test("Why this? tells the reason, what it rests on, who set it up and when the next comes, to that person alone", async () => {
		const { bot, press } = await posted();
		const said = await press("Why this?");
		expect(said).toMatchObject({
			response_type: "ephemeral",
			replace_original: false,
			text: lookUp.why,
		});
		for (const code of lookUp.claims)
			expect(shownText(said ?? {})).toContain(bot.world.claims.get(code));
		expect(shownText(said ?? {})).toContain('"user_id":"U-MATILDA"');
		expect(shownText(said ?? {})).toContain(
			"The next one comes Monday 23 November at 09:00, Berlin time.",
		);
	});

	test("Why this? still answers when the nudge or the schedule is gone", async () => {
		const { bot } = await posted();
		for (const value of ["", "a b c", "x y", `${"z".repeat(2_000)}`]) {
			const said = await bot.press({ action_id: "nudge-why", value });
			expect(said?.text).toBe("This nudge is not in the series any more.");
		}
	});

	test("Helpful is remembered once for each person", async () => {
		const { bot, press } = await posted();
		await press("Helpful");
		await press("Helpful");
		expect((await press("Helpful", "U-MATILDA"))?.text).toMatch(/^Thank you\./);
		expect(
			await bot.world.store.feedback.helpfulNudges("T-HARBOUR", "C-LEADS"),
		).toEqual(new Map([["look-up", 2]]));
	});

	test("Pause asks until when, a week unless chosen otherwise", async () => {
		const { bot, press } = await posted();
		await press("Pause");
		expect(bot.modal().title.text).toBe("Pause this nudge");
		await bot.submit({}, "U-SAM");
		expect(await bot.schedules()).toMatchObject([
			{ pausedUntil: "2026-11-29", changedBy: "U-SAM" },
		]);
		expect(JSON.stringify(bot.modal())).toContain(
			"Paused until Sunday 29 November. Type /nudges resume to go on sooner.",
		);
	});

	test("Pause tells a guest who can do it", async () => {
		const { bot, press } = await posted();
		await press("Pause", "U-GUEST");
		expect(JSON.stringify(bot.modal())).toContain("You're here as a guest");
		expect(await bot.schedules()).toMatchObject([{ pausedUntil: undefined }]);
	});
});
