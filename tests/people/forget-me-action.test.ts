import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { coachBot, wordsIn } from "../support/coach-bot.js";
import { mondaysForLeads } from "../support/schedules.js";
import { buttonsOf } from "../support/test-bot.js";
import { databases, rowsOf, testStore } from "../support/test-store.js";

const matilda = { workspaceId: "T-HARBOUR", personId: "U-MATILDA" };
const robin = { workspaceId: "T-HARBOUR", personId: "U-ROBIN" };
const typed = [
	"our releases slip every sprint and nobody owns them",
	"one person who feels responsible for the date",
	"last tuesday two people each thought the other would test it",
	"I let it happen and never named anybody",
	"they need to know what I expect of them",
	"I am clear once I have decided something",
	"I will name an owner for every release",
	"when the next sprint planning starts",
	"that is right",
	"friday",
];
const personal = ["person", "incoming", "conversation", "plan", "feedback"];

describe.each(databases)("with the store on %s", (database) => {
	test("“what do you know about me” shows all of it: words, plan, opinions, settings", async () => {
		const { store } = await testStore(database);
		const bot = await coachBot({ store });
		for (const words of typed) await bot.say(words);
		await store.feedback.rateTips(matilda, ["own-the-date"], "helpful");
		await store.schedules.add(mondaysForLeads(), undefined);
		await bot.say("quiet until 24 december");
		const said = await bot.say("what do you know about me");
		for (const words of typed.slice(0, 5)) expect(said).toContain(words);
		expect(said).toContain(
			"When the next sprint planning starts, I will name an owner",
		);
		expect(said).toContain("own-the-date: helpful");
		expect(said).toContain("Europe/Brussels");
		expect(said).toContain("quiet until Thursday 24 December");
		expect(said).toContain("weekly nudges of 1 channel");
		expect(said).toContain("your last 12 messages");
	});

	test("“forget me” removes every row after one press, and says what it removed", async () => {
		const { store, place } = await testStore(database);
		const bot = await coachBot({ store });
		for (const words of typed) await bot.say(words);
		await store.feedback.rateTips(matilda, ["a-tip"], "helpful");
		await store.feedback.rateTips(robin, ["a-tip"], "helpful");
		await store.schedules.add(mondaysForLeads(), undefined);
		await bot.say("forget me");
		expect(await rowsOf(place, "select * from plan")).toHaveLength(1);
		const receipt = await bot.pressIn(bot.last(), "Forget everything");
		expect(receipt?.replace_original).toBe(true);
		expect(wordsIn(receipt ?? {})).toContain("1 conversation");
		expect(wordsIn(receipt ?? {})).toContain("1 plan");
		expect(wordsIn(receipt ?? {})).toContain("1 opinion");
		for (const table of personal)
			expect(
				await rowsOf(
					place,
					`select * from ${table} where person_id = 'U-MATILDA'`,
				),
			).toEqual([]);
		for (const table of ["delivery", "schedule", "cleaning"])
			expect(
				JSON.stringify(await rowsOf(place, `select * from ${table}`)),
			).not.toContain("U-MATILDA");
		const { everyone } = await store.feedback.tipOpinions(robin);
		expect(everyone.get("a-tip")?.helpful).toBe(1);
		const [kept] = await store.schedules.ofChannel("T-HARBOUR", "C-LEADS");
		expect(kept?.setUpBy).toBe("");
		const told = bot.lines.filter(({ channel }) => channel === "C-LEADS");
		expect(told).toHaveLength(1);
		expect(wordsIn(told[0] ?? {})).not.toContain("MATILDA");
		const known = await bot.say("what do you know about me");
		expect(known).not.toMatch(/conversation of|A plan|opinion|nudges/);
	});

	test("somebody else's press, and a tampered one, forget nobody", async () => {
		const { store, place } = await testStore(database);
		const bot = await coachBot({ store });
		for (const words of typed) await bot.say(words);
		await bot.say("forget me");
		const [forget] = buttonsOf(bot.last());
		for (const [value, person] of [
			[forget?.value ?? "", robin],
			[`${forget?.value.slice(0, -4)}AAAA`, matilda],
		] as const)
			await bot.press({ action_id: "forget-me", value }, person);
		expect(await rowsOf(place, "select * from plan")).toHaveLength(1);
		await bot.pressIn(bot.last(), "Keep it");
		expect(await rowsOf(place, "select * from plan")).toHaveLength(1);
	});

	test("no sentence that was typed stands in the database's files, or in the log", async () => {
		const { store, place } = await testStore(database);
		const bot = await coachBot({ store });
		for (const words of typed) await bot.say(words);
		await bot.say("and one more thing: my deputy hides the numbers");
		const told = [
			...typed.filter((words) => words.length > 12),
			"my deputy hides the numbers",
			"name an owner for every release",
		];
		const raw =
			"file" in place
				? filesOf(place.file)
				: JSON.stringify(await allRows(place));
		expect(raw).toContain("U-MATILDA");
		for (const words of told) {
			expect(raw).not.toContain(words);
			expect(JSON.stringify(bot.logged)).not.toContain(words);
		}
	});

	test("once a day what is too old goes, and that it went is written down", async () => {
		const { store, place } = await testStore(database);
		const bot = await coachBot({ store });
		await bot.say(typed[0] ?? "");
		const begun = bot.place.now;
		bot.place.now = new Date(begun.getTime() + 28 * 86_400_000);
		await bot.coaching.tick();
		expect(await store.conversations.ofPerson(matilda)).toHaveLength(1);
		expect(await rowsOf(place, "select * from incoming")).toEqual([]);
		bot.place.now = new Date(begun.getTime() + 30 * 86_400_000);
		await bot.coaching.tick();
		await bot.coaching.tick();
		expect(await store.conversations.ofPerson(matilda)).toEqual([]);
		expect(await store.forgetting.lastCleaning()).toMatchObject({
			day: "2026-12-23",
			conversations: 1,
		});
		expect(await rowsOf(place, "select * from cleaning")).toHaveLength(2);
	});
});

function filesOf(file: string): string {
	const folder = dirname(file);
	expect(existsSync(file)).toBe(true);
	return readdirSync(folder)
		.map((name) => readFileSync(join(folder, name), "latin1"))
		.join("\n");
}

async function allRows(place: Parameters<typeof rowsOf>[0]) {
	const rows = [];
	for (const table of [...personal, "delivery", "schedule", "cleaning"])
		rows.push(await rowsOf(place, `select * from ${table}`));
	return rows;
}
