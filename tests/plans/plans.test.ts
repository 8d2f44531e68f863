import { describe, expect, test } from "vitest";
import { createNudgesJob } from "../../src/nudges/send-nudges-job.js";
import { followUpComposer } from "../../src/plans/ask-plans-job.js";
import { type KeptPlan, newPlan } from "../../src/plans/kept-plan.js";
import type { Store } from "../../src/store/store.js";
import { coachBot, mondayMorning, wordsIn } from "../support/coach-bot.js";
import { buttonsOf, type Said } from "../support/test-bot.js";
import { databases, silent, testStore } from "../support/test-store.js";

const matilda = { workspaceId: "T-HARBOUR", personId: "U-MATILDA" };
const situation = "our releases slip every sprint and nobody owns them";
const fridayMorning = new Date("2026-11-27T07:31:00Z");

function plan(changes: Partial<KeptPlan> = {}): KeptPlan {
	return {
		...newPlan(
			{
				sentence: "When planning starts, I will name an owner.",
				on: { date: "2026-11-27", hour: undefined },
				tip: undefined,
				themes: [],
			},
			{
				id: "a-plan",
				owner: matilda,
				channelId: "D1",
				threadTs: undefined,
				timeZone: "Europe/Brussels",
				now: mondayMorning,
			},
		),
		...changes,
	};
}

/** The one delivery engine, with the coach's question in it, as `main` puts them together. */
function engine(store: Store, now: () => Date) {
	const posts: Said[] = [];
	const compose = followUpComposer({ store, now });
	const job = createNudgesJob({
		store,
		clock: {
			now,
			elapsed: () => performance.now(),
			rest: async () => {},
		},
		poster: {
			post: async ({ channelId, message }) => {
				posts.push({ ...message, channel: channelId });
				return { kind: "posted", ts: `7.${posts.length}` };
			},
			trace: async () => ({ kind: "absent" }),
		},
		compose: async (delivery) =>
			(await compose(delivery)) ?? { kind: "skip", reason: { kind: "off" } },
		tell: async () => {},
		holidaysOf: async () => new Map(),
		graceMs: 6 * 3_600_000,
		log: silent,
	});
	return { job, posts };
}

describe.each(databases)("with the store on %s", (database) => {
	const opened = async () => {
		const { store } = await testStore(database);
		const bot = await coachBot({ store });
		const { job, posts } = engine(store, () => bot.place.now);
		const passTo = async (at: Date) => {
			bot.place.now = at;
			await bot.coaching.tick();
			await job.tick();
			await job.settled();
		};
		return { store, bot, posts, passTo };
	};

	test("on the day, in the person's morning, one message asks how it went, and never again", async () => {
		const { store, posts, passTo } = await opened();
		await store.plans.add(plan());
		await passTo(new Date("2026-11-27T07:29:00Z"));
		expect(posts).toEqual([]);
		for (let minute = 31; minute < 36; minute++)
			await passTo(new Date(`2026-11-27T07:${minute}:00Z`));
		expect(posts).toHaveLength(1);
		expect(posts[0]?.channel).toBe("D1");
		expect(wordsIn(posts[0] ?? {})).toContain(
			"When planning starts, I will name an owner.",
		);
		expect(buttonsOf(posts[0] ?? {}).map(({ label }) => label)).toEqual([
			"Done",
			"Partly",
			"Not yet",
			"Not any more",
		]);
		await passTo(new Date("2026-11-28T07:31:00Z"));
		expect(posts).toHaveLength(1);
	});

	test("two instances ask once between them", async () => {
		const { store, another } = await testStore(database);
		await store.plans.add(plan());
		const second = await another();
		const now = () => fridayMorning;
		const bots = [
			await coachBot({ store, now }),
			await coachBot({ store: second, now }),
		];
		const engines = [engine(store, now), engine(second, now)];
		await Promise.all(bots.map((bot) => bot.coaching.tick()));
		await Promise.all(engines.map(({ job }) => job.tick()));
		await Promise.all(engines.map(({ job }) => job.settled()));
		expect(engines.flatMap(({ posts }) => posts)).toHaveLength(1);
	});

	test("of two plans on one day, the second question comes the next morning", async () => {
		const { store, posts, passTo } = await opened();
		await store.plans.add(plan());
		await store.plans.add(
			plan({ id: "another", sentence: "When it rains, I will call Sam." }),
		);
		await passTo(fridayMorning);
		await passTo(new Date("2026-11-27T15:00:00Z"));
		expect(posts).toHaveLength(1);
		await passTo(new Date("2026-11-28T07:31:00Z"));
		expect(posts).toHaveLength(2);
		expect(new Set(posts.map(wordsIn)).size).toBe(2);
	});

	test("“quiet” holds questions back and says so; “write to me again” lets them come", async () => {
		const { store, bot, posts, passTo } = await opened();
		await store.plans.add(plan());
		await bot.say("quiet");
		await passTo(fridayMorning);
		await passTo(new Date("2026-11-28T07:31:00Z"));
		expect(posts).toEqual([]);
		const said = await bot.say("my plans");
		expect(said).toContain(
			"Held back for now: the question how one plan went.",
		);
		await bot.pressIn(bot.last(), "Write to me again");
		await passTo(new Date("2026-11-29T07:31:00Z"));
		expect(posts).toHaveLength(1);
	});

	test("“quiet until” a day lets them come from that day's morning", async () => {
		const { store, bot, posts, passTo } = await opened();
		await store.plans.add(plan());
		await bot.say("quiet until 1 december");
		await passTo(fridayMorning);
		await passTo(new Date("2026-11-30T23:00:00Z"));
		expect(posts).toEqual([]);
		await passTo(new Date("2026-12-01T07:31:00Z"));
		expect(posts).toHaveLength(1);
	});

	test("done: noted, with a line to remember, which “my plans” shows", async () => {
		const { store, bot, posts, passTo } = await opened();
		await store.plans.add(plan());
		await passTo(fridayMorning);
		const asked = { ...posts[0], ts: "7.1" } as never;
		const noted = await bot.pressIn(asked, "Done");
		expect(noted?.replace_original).toBe(true);
		await bot.pressIn(
			{ ...noted, ts: "7.1" } as never,
			"Write a line to remember",
		);
		const kept = await bot.submit({
			line: { "plan-line": { value: "Name one person, not two" } },
		});
		expect(kept?.response_action).toBe("update");
		const said = await bot.say("my plans");
		expect(said).toContain("(done)");
		expect(said).toContain("To remember: Name one person, not two");
	});

	test("not yet: it may be moved once, and is asked about a second time, not a third", async () => {
		const { store, bot, posts, passTo } = await opened();
		await store.plans.add(plan());
		await passTo(fridayMorning);
		const answer = await bot.pressIn(
			{ ...posts[0], ts: "7.1" } as never,
			"Not yet",
		);
		await bot.pressIn({ ...answer, ts: "7.1" } as never, "Ask me another day");
		const day = (date: string) => ({
			date: { "plan-date": { selected_date: date } },
		});
		expect((await bot.submit(day("2026-11-20")))?.errors).toHaveProperty(
			"date",
		);
		expect((await bot.submit(day("2026-12-01")))?.response_action).toBe(
			"update",
		);
		expect(JSON.stringify(await bot.submit(day("2026-12-02")))).toContain(
			"moved once already",
		);
		await passTo(new Date("2026-12-01T07:31:00Z"));
		expect(posts).toHaveLength(2);
		const again = await bot.pressIn(
			{ ...posts[1], ts: "7.2" } as never,
			"Not yet",
		);
		expect(buttonsOf(again ?? {})).toEqual([]);
		await passTo(new Date("2026-12-02T07:31:00Z"));
		expect(posts).toHaveLength(2);
	});

	test("a dropped plan is not asked about", async () => {
		const { store, bot, posts, passTo } = await opened();
		await store.plans.add(plan());
		await bot.say("my plans");
		const after = await bot.pressIn(bot.last(), "Drop");
		expect(wordsIn(after ?? {})).toContain("No plan is open.");
		await passTo(fridayMorning);
		expect(posts).toEqual([]);
	});

	test("“my plans” changes a plan in the form; what is wrong is said there", async () => {
		const { store, bot } = await opened();
		await store.plans.add(plan());
		await bot.say("my plans");
		await bot.pressIn(bot.last(), "Change");
		expect(JSON.stringify(bot.modal())).toContain(
			'"initial_value":"name an owner"',
		);
		const fields = (date: string, act = "ask Sam to own it") => ({
			when: { "plan-when": { value: "planning starts" } },
			act: { "plan-act": { value: act } },
			date: { "plan-date": { selected_date: date } },
			hour: { "plan-hour": { selected_option: { value: "16" } } },
		});
		expect((await bot.submit(fields("2026-11-01", "...")))?.errors).toEqual({
			act: "Say what you will do, in a few words.",
			date: "Choose today or a day to come.",
		});
		await bot.submit(fields("2026-11-30"));
		const changed = await store.plans.one(matilda, "a-plan");
		expect(changed?.sentence).toBe(
			"When planning starts, I will ask Sam to own it.",
		);
		expect(changed?.askAt).toEqual(new Date("2026-11-30T15:00:00Z"));
	});

	test("“Make it a plan” under an answer keeps one; what is for others is kept nowhere", async () => {
		const { store, bot } = await opened();
		const answer = await bot.command(situation);
		const make = buttonsOf(answer).find(
			({ action_id }) => action_id === "make-plan",
		);
		await bot.press(make ?? { action_id: "" });
		const fields = (act: string) => ({
			when: { "plan-when": { value: "on Thursday at ten" } },
			act: { "plan-act": { value: act } },
			date: { "plan-date": { selected_date: "2026-11-27" } },
			hour: { "plan-hour": { selected_option: { value: "morning" } } },
		});
		await bot.submit(fields("tell her that I want to kill myself"));
		expect(await store.plans.ofPerson(matilda)).toEqual([]);
		await bot.submit(fields("name one owner"));
		const [kept] = await store.plans.ofPerson(matilda);
		expect(kept?.sentence).toBe(
			"When it's time (“on Thursday at ten”), I will name one owner.",
		);
		expect(kept?.themes.length).toBeGreaterThan(0);
		await bot.press(make ?? { action_id: "" }, {
			workspaceId: "T-HARBOUR",
			personId: "U-ROBIN",
		});
		expect(bot.replies.at(-1)?.text).toContain("can't read this button");
	});
});

test("“Coach me on this” opens the conversation with the situation and its verdict", async () => {
	const bot = await coachBot();
	const answer = await bot.command(situation);
	const coach = buttonsOf(answer).find(
		({ action_id }) => action_id === "coach-me",
	);
	const said = await bot.press(coach ?? { action_id: "" });
	expect(said?.text).toContain("direct message");
	expect(bot.last().channel).toBe("U-MATILDA");
	expect(wordsIn(bot.last())).toMatch(/releases|owns/);
	expect(await bot.say("one person who owns the date")).toMatch(/\?/);
	const sessions = await bot.world.store.conversations.ofPerson(matilda);
	expect(sessions).toHaveLength(1);
	expect(sessions[0]?.conversation.answers).toMatchObject({
		situation,
		goal: "one person who owns the date",
	});
});
