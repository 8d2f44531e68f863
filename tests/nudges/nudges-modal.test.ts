import { describe, expect, test } from "vitest";
import {
	chosen,
	fieldsOf,
	labelsOf,
	nudgeBot,
	skipping,
	visionNudge,
	wordsOf,
} from "../support/nudge-bot.js";
import { monday, mondaysForLeads } from "../support/schedules.js";

const sentence = "Nobody in this harbour waits alone";

/** A bot in a channel whose nudge Matilda set up, with the list open before somebody. */
async function listOf(
	personId = "U-MATILDA",
	more: Parameters<typeof nudgeBot>[1] = {},
) {
	const bot = await nudgeBot({}, more);
	await bot.world.store.schedules.add(mondaysForLeads(), monday);
	await bot.nudges("", personId);
	return bot;
}

describe("the first nudge of a channel", () => {
	test("is set up in the person's own time zone, on the page that opens", async () => {
		const bot = await nudgeBot();
		await bot.openForm();
		expect(bot.modal().title.text).toBe("A weekly nudge");
		expect(await bot.submit()).toBeUndefined();
		expect(await bot.schedules()).toMatchObject([
			{
				channelId: "C-LEADS",
				series: ["positive-mindset"],
				weekday: 1,
				time: "09:00",
				timeZone: "Europe/Brussels",
				setUpBy: "U-MATILDA",
				brokenBy: undefined,
				next: { date: "2026-11-23", at: new Date("2026-11-23T08:00:00Z") },
			},
		]);
		expect(wordsOf(bot.modal())).toContain(
			"Saved. The next one comes Monday 23 November at 09:00, Brussels time.",
		);
	});

	test("asks for the vision only when that is chosen, and previews it", async () => {
		const bot = await nudgeBot();
		await bot.openForm();
		expect(fieldsOf(bot.modal())).not.toContain("vision");
		const { series } = visionNudge("");
		await bot.pressInModal(
			{ action_id: "nudges-form" },
			{ series: series as object as Record<string, object> },
		);
		expect(fieldsOf(bot.modal())).toContain("vision");
		await bot.pressInModal({ action_id: "nudges-form" }, visionNudge(sentence));
		expect(wordsOf(bot.modal())).toContain(
			"The next one: Monday 23 November at 09:00, Brussels time",
		);
		expect(await bot.submit()).toBeUndefined();
		expect((await bot.schedules())[0]?.vision).toBe(sentence);
	});

	test("remembers the vision while it is not shown", async () => {
		const bot = await nudgeBot();
		await bot.openForm();
		await bot.pressInModal({ action_id: "nudges-form" }, visionNudge(sentence));
		const lead = {
			series: {
				"nudges-form": {
					type: "checkboxes",
					selected_options: [{ value: "lead" }],
				},
			},
		};
		await bot.pressInModal({ action_id: "nudges-form" }, lead);
		expect(wordsOf(bot.modal())).not.toContain(sentence);
		await bot.pressInModal(
			{ action_id: "nudges-form" },
			{ series: visionNudge("").series as Record<string, object> },
		);
		expect(wordsOf(bot.modal())).toContain(sentence);
	});

	test("is not saved twice when the first try's answer got lost", async () => {
		const bot = await nudgeBot();
		await bot.openForm();
		const form = bot.modal();
		await bot.submit();
		Object.assign(bot.modal(), form);
		await bot.submit();
		expect(await bot.schedules()).toHaveLength(1);
	});

	test("takes a country's holidays, and asks then what becomes of a holiday", async () => {
		const bot = await nudgeBot();
		await bot.openForm();
		expect(fieldsOf(bot.modal())).not.toContain("on-holiday");
		const country = { country: { "nudges-country": chosen("BE") } };
		await bot.pressInModal({ action_id: "nudges-country" }, country);
		expect(wordsOf(bot.modal())).toContain("Belgium");
		const skip = { "on-holiday": { "nudges-form": chosen("skip") } };
		expect(await bot.submit({ ...country, ...skip })).toBeUndefined();
		expect((await bot.schedules())[0]?.holidays).toEqual({
			country: "BE",
			// biome-ignore lint/suspicious/noThenProperty: a string, so nobody can take it for a promise
			then: "skip",
		});
	});
});

describe("what can't be", () => {
	test.each([
		[
			"no series",
			{ series: { "nudges-form": { selected_options: [] } } },
			{ series: "Choose at least one series." },
		],
		[
			"a vision of spaces",
			visionNudge("  \n\u200b "),
			{
				vision:
					"Write the sentence your team works towards, or take Vision off above.",
			},
		],
		[
			"a vision of 3,000 letters",
			visionNudge("x".repeat(3_000)),
			{
				vision:
					"This has 3000 characters, and 300 fit. One short sentence is what people remember.",
			},
		],
		[
			"no time",
			{ time: { "nudges-form": { selected_time: null } } },
			{ time: "Choose a time, such as 09:00." },
		],
		[
			"a time that isn't",
			{ time: { "nudges-form": { selected_time: "25:61" } } },
			{ time: "Choose a time, such as 09:00." },
		],
		[
			"a zone that isn't",
			{ zone: { "nudges-zone": chosen("Mars/Olympus") } },
			{ zone: "Choose a time zone: type a city, such as Brussels." },
		],
		[
			"a ninth day",
			{ weekday: { "nudges-form": chosen("9") } },
			{ weekday: "Choose a day of the week." },
		],
		[
			"a country nobody knows",
			{ country: { "nudges-country": chosen("XX") } },
			{
				country: "I know no holidays of this country. Choose another, or None.",
			},
		],
		[
			"a hard week that is over",
			{ hard: { "nudges-hard": { selected_date: "2026-11-22" } } },
			{ hard: "That day is over. Choose one to come, or clear it." },
		],
		[
			"dates nobody can read",
			skipping("xmas, 24 Dec"),
			{
				skip: "I can't read “xmas”. Write dates like 2026-12-24 or 24 Dec, with commas; 24 Dec to 2 Jan is a stretch.",
			},
		],
		[
			"a year of dates",
			skipping("1 Jan to 1 Apr, 2 Apr to 1 Jul, 2 Jul to 1 Sep"),
			{ skip: "These are 244 days, and 200 fit. For a long break, use Pause." },
		],
	] as [string, Record<string, Record<string, object>>, object][])(
		"%s is answered in its own field, and nothing is saved or lost",
		async (_what, values, complaints) => {
			const bot = await nudgeBot();
			await bot.openForm();
			await bot.pressInModal({ action_id: "nudges-form" }, values);
			expect(await bot.submit(values)).toEqual(complaints);
			expect(await bot.schedules()).toEqual([]);
		},
	);

	test("a vision that was chosen a moment before is asked for, whatever Slack shows so far", async () => {
		const bot = await nudgeBot();
		await bot.openForm();
		const series = visionNudge("").series as Record<string, object>;
		await bot.submit({ series });
		expect(fieldsOf(bot.modal())).toContain("vision");
		expect(wordsOf(bot.modal())).toContain(
			"Write the sentence your team works towards",
		);
		expect(await bot.schedules()).toEqual([]);
	});

	test("hostile words stay words", async () => {
		const bot = await nudgeBot();
		await bot.openForm();
		const hostile =
			"<!channel> <https://x.y|free> *bold* `code` </script> @here";
		await bot.pressInModal({ action_id: "nudges-form" }, visionNudge(hostile));
		expect(await bot.submit(visionNudge(hostile))).toBeUndefined();
		expect((await bot.schedules())[0]?.vision).toBe(hostile);
		for (const { view } of [{ view: bot.modal() }])
			expect(JSON.stringify(view.blocks)).not.toContain("mrkdwn");
		expect(JSON.stringify(bot.logged)).not.toContain("free");
	});

	test("an eleventh nudge is refused with what to do", async () => {
		const bot = await listOf();
		for (let i = 0; i < 9; i++)
			await bot.world.store.schedules.add(
				mondaysForLeads({ id: `more-${i}` }),
				undefined,
			);
		await bot.pressInModal({ action_id: "nudges-add", value: "add" });
		expect((await bot.submit(visionNudge(sentence)))?.series).toMatch(
			/^This channel has 10 nudges already/,
		);
	});

	test("when the store is gone, the form says so and keeps what was typed", async () => {
		const bot = await nudgeBot();
		await bot.openForm();
		await bot.world.store.close();
		expect((await bot.submit())?.series).toMatch(
			/^Sorry, something went wrong on my side\. Nothing you typed is lost/,
		);
		expect(bot.takeErrors()).toHaveLength(1);
	});
});

describe("the list", () => {
	test("shows each with when, what, who and what comes, and what can be done", async () => {
		const bot = await listOf();
		expect(wordsOf(bot.modal())).toContain(
			"Every Monday at 09:00, Berlin time",
		);
		expect(wordsOf(bot.modal())).toContain("Leading and vision, in turn");
		expect(wordsOf(bot.modal())).toContain(
			"Next: Monday 23 November at 09:00, Berlin time.",
		);
		expect(wordsOf(bot.modal())).toContain("Every ship leaves on time");
		expect(labelsOf(bot.modal())).toEqual([
			"Change",
			"Pause",
			"Remove",
			"Add another",
		]);
	});

	test.each([
		"U-GUEST",
		"U-SINGLE",
		"U-OTHER",
		"U-STRANGER",
		"U-OUTSIDE",
		"U-NOBODY",
	])("%s sees it and has no buttons", async (personId) => {
		const bot = await listOf(personId);
		expect(wordsOf(bot.modal())).toContain("Every Monday at 09:00");
		expect(labelsOf(bot.modal())).toEqual([]);
	});

	test("a button that somebody got hold of changes nothing for those who may not", async () => {
		const bot = await listOf();
		for (const action_id of ["nudges-remove", "nudges-resume"])
			await bot.pressInModal(
				{ action_id, value: "monday-leads" },
				{},
				"U-GUEST",
			);
		await bot.nudges();
		await bot.pressInModal({
			action_id: "nudges-change",
			value: "monday-leads",
		});
		expect((await bot.submit({}, "U-GUEST"))?.series).toMatch(
			/^You're here as a guest/,
		);
		expect(await bot.schedules()).toMatchObject([{ version: 1 }]);
	});

	test("changes one, and comes back with it changed", async () => {
		const bot = await listOf();
		await bot.pressInModal({
			action_id: "nudges-change",
			value: "monday-leads",
		});
		expect(bot.modal().title.text).toBe("Change this nudge");
		expect(wordsOf(bot.modal())).toContain("Every ship leaves on time");
		expect(
			await bot.submit({ weekday: { "nudges-form": chosen("4") } }, "U-SAM"),
		).toBeUndefined();
		expect(await bot.schedules()).toMatchObject([
			{
				weekday: 4,
				setUpBy: "U-MATILDA",
				changedBy: "U-SAM",
				version: 2,
				skipDates: ["2026-12-28"],
			},
		]);
		expect(wordsOf(bot.modal())).toContain("Every Thursday at 09:00");
	});

	test("two who change the same one hear of each other, and neither loses a word", async () => {
		const bot = await listOf();
		await bot.pressInModal({
			action_id: "nudges-change",
			value: "monday-leads",
		});
		const [kept] = await bot.schedules();
		await bot.world.store.schedules.change(
			{ ...mondaysForLeads(), weekday: 2, changedBy: "U-SAM" },
			kept?.version ?? 0,
			undefined,
		);
		await bot.submit(visionNudge(sentence));
		expect(wordsOf(bot.modal())).toContain(
			"Somebody changed this nudge in the meantime. It is now every Tuesday at 09:00",
		);
		expect(wordsOf(bot.modal())).toContain(sentence);
		expect(await bot.schedules()).toMatchObject([{ weekday: 2 }]);
		await bot.submit();
		expect(await bot.schedules()).toMatchObject([
			{ weekday: 1, vision: sentence },
		]);
	});

	test("one that was removed meanwhile can be set up anew from what was typed", async () => {
		const bot = await listOf();
		await bot.pressInModal({
			action_id: "nudges-change",
			value: "monday-leads",
		});
		await bot.world.store.schedules.remove("T-HARBOUR", "monday-leads");
		await bot.submit(visionNudge(sentence));
		expect(wordsOf(bot.modal())).toContain(
			"Somebody removed this nudge in the meantime.",
		);
		await bot.submit();
		expect(await bot.schedules()).toMatchObject([{ vision: sentence }]);
	});

	test("pauses one until a day, resumes it, removes it", async () => {
		const bot = await listOf();
		await bot.pressInModal({
			action_id: "nudges-pause",
			value: "monday-leads",
		});
		expect(
			await bot.submit({
				until: { "nudges-until": { selected_date: "2026-11-22" } },
			}),
		).toEqual({ until: "Choose a day to come." });
		await bot.submit();
		expect(await bot.schedules()).toMatchObject([
			{ pausedUntil: "2026-11-29" },
		]);
		expect(wordsOf(bot.modal())).toContain("Paused until Sunday 29 November.");
		await bot.pressInModal({
			action_id: "nudges-resume",
			value: "monday-leads",
		});
		expect(await bot.schedules()).toMatchObject([{ pausedUntil: undefined }]);
		await bot.pressInModal({
			action_id: "nudges-remove",
			value: "monday-leads",
		});
		expect(await bot.schedules()).toEqual([]);
		expect(wordsOf(bot.modal())).toContain("Removed.");
		expect(labelsOf(bot.modal())).toEqual(["Set one up"]);
	});
});

describe("where the bot is not in the channel", () => {
	test("it says how to invite it, keeps what was typed, and starts as soon as it is in", async () => {
		const bot = await nudgeBot({}, { hasBot: false });
		await bot.nudges();
		await bot.submit(visionNudge(sentence));
		expect(wordsOf(bot.modal())).toContain(
			"I'm not in #leads yet. Close this, type /invite there",
		);
		expect(await bot.schedules()).toMatchObject([
			{ vision: sentence, brokenBy: "not_in_channel", next: undefined },
		]);
		expect((await bot.nudges("resume")).text).toMatch(
			/^I'm not in this channel yet/,
		);
		await bot.invite();
		expect(await bot.schedules()).toMatchObject([
			{ brokenBy: undefined, next: { date: "2026-11-23" } },
		]);
		const said = bot.calls.find(
			({ method }) => method === "chat.postEphemeral",
		)?.said;
		expect(said).toMatchObject({
			user: "U-MATILDA",
			text: "Thank you for letting me in: the nudges set up here start now. The first one comes Monday 23 November at 09:00, Brussels time.",
		});
	});

	test("where nothing waits for it, it comes in without a word", async () => {
		const bot = await nudgeBot({}, { hasBot: false });
		await bot.invite();
		expect(bot.calls.map(({ method }) => method)).toEqual(["auth.test"]);
	});
});

describe("menus that search", () => {
	test("find time zones and countries while one types", async () => {
		const bot = await nudgeBot();
		await bot.nudges();
		expect(await bot.suggest("nudges-zone", "lisb")).toEqual([
			["Europe/Lisbon", "Europe/Lisbon (UTC+0)"],
		]);
		expect(await bot.suggest("nudges-zone", "")).toHaveLength(100);
		expect((await bot.suggest("nudges-country", "belg"))[0]).toEqual([
			"BE",
			"Belgium",
		]);
		expect((await bot.suggest("nudges-country", ""))[0]?.[0]).toBe("none");
		expect(await bot.suggest("nudges-zone", "x".repeat(1_000))).toEqual([]);
	});
});
