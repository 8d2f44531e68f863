import { describe, expect, test } from "vitest";
import { coachBot, mondayMorning, wordsIn } from "../support/coach-bot.js";
import { buttonsOf } from "../support/test-bot.js";
import { databases, rowsOf, testStore } from "../support/test-store.js";

const situation =
	"our releases slip every sprint and nobody owns them, I end up chasing everybody";
const answers = [
	situation,
	"one person who feels responsible for the date",
	"last tuesday two people each thought the other would test it",
	"I let it happen, I never named anybody",
	"they need to know what I expect of them",
	"I am good at being clear once I've decided",
];

describe.each(databases)("with the store on %s", (database) => {
	test("a situation leads, question by question, to a plan that is kept", async () => {
		const { store } = await testStore(database);
		const bot = await coachBot({ store });
		expect(await bot.say("hi")).toMatch(/encrypted/);
		for (const answer of answers) expect(await bot.say(answer)).toMatch(/\?/);
		expect(buttonsOf(bot.last()).length).toBeGreaterThan(1);
		await bot.pressIn(bot.last(), buttonsOf(bot.last())[0]?.label ?? "");
		await bot.say("when the next sprint planning starts");
		await bot.say("yes");
		expect(await bot.say("friday")).toMatch(/Friday 27 November/);
		const plans = await bot.world.store.plans.ofPerson({
			workspaceId: "T-HARBOUR",
			personId: "U-MATILDA",
		});
		expect(plans).toHaveLength(1);
		expect(plans[0]?.sentence).toMatch(
			/^When the next sprint planning starts, I will /,
		);
		expect(plans[0]?.askAt).toEqual(new Date("2026-11-27T07:30:00Z"));
		expect(await bot.say("my plans")).toContain(
			"I'll ask on Friday 27 November",
		);
	});

	test("the same event, delivered three times, is answered once", async () => {
		const { store } = await testStore(database);
		const bot = await coachBot({ store });
		const event = bot.message(situation, bot.nextTs());
		await Promise.all([bot.send(event), bot.send(event), bot.send(event)]);
		await bot.send(event);
		expect(bot.lines).toHaveLength(1);
	});

	test("two quick messages, at two instances, make one conversation, answered in order", async () => {
		const { store, another } = await testStore(database);
		const one = await coachBot({ store });
		const two = await coachBot(
			{ store: await another() },
			{ place: one.place },
		);
		const events = [
			one.message(situation, one.nextTs()),
			{
				...one.message("one person who owns the date", one.nextTs()),
			},
		] as const;
		await Promise.all([one.send(events[0]), two.send(events[1])]);
		expect(one.lines).toHaveLength(2);
		const [kept, ...more] = await store.conversations.ofPerson({
			workspaceId: "T-HARBOUR",
			personId: "U-MATILDA",
		});
		expect(more).toEqual([]);
		expect(kept?.conversation.turns).toBe(2);
	});

	test("what an instance left behind when it ended is answered by another", async () => {
		const { store } = await testStore(database);
		await store.conversations.receive(
			{
				owner: { workspaceId: "T-HARBOUR", personId: "U-MATILDA" },
				eventId: "Ev-left",
				eventTs: "1.1",
				channelId: "D1",
				ts: "1.1",
				threadTs: undefined,
				kind: "said",
				words: situation,
			},
			mondayMorning,
		);
		const bot = await coachBot({ store });
		bot.place.now = new Date(mondayMorning.getTime() + 60_000);
		await bot.coaching.tick();
		await bot.coaching.tick();
		expect(bot.lines).toHaveLength(1);
		expect(bot.last().channel).toBe("D1");
	});

	test("an answer whose posting broke off is looked for, and not said twice", async () => {
		const { store } = await testStore(database);
		let drops = 1;
		const bot = await coachBot({ store });
		const lost = await coachBot(
			{ store },
			{
				place: bot.place,
				answers: {
					"chat.postMessage": (fields) => {
						if (drops-- > 0) {
							bot.place.lines.push({
								...fields,
								blocks: JSON.parse(fields.blocks ?? "[]"),
								ts: "9000.5",
							});
							throw new Error("the line went dead");
						}
						return { ts: "9000.6" };
					},
				},
			},
		);
		await lost.say(situation);
		expect(bot.lines).toHaveLength(1);
		bot.place.now = new Date(mondayMorning.getTime() + 120_000);
		await bot.coaching.tick();
		expect(bot.lines).toHaveLength(1);
		expect(await store.conversations.stranded(bot.place.now, 10)).toEqual([]);
	});

	test("an edited last message is answered anew, in the same place", async () => {
		const { store } = await testStore(database);
		const bot = await coachBot({ store });
		const ts = bot.nextTs();
		await bot.send(bot.message("my team is afraid of the merger", ts));
		const first = wordsIn(bot.last());
		await bot.edit(ts, "my team is afraid of the merger", situation);
		expect(bot.lines).toHaveLength(1);
		expect(wordsIn(bot.last())).not.toBe(first);
		const [kept] = await store.conversations.ofPerson({
			workspaceId: "T-HARBOUR",
			personId: "U-MATILDA",
		});
		expect(kept?.conversation.answers.situation).toBe(situation);
		expect(kept?.conversation.turns).toBe(1);
	});

	test("a deleted message is forgotten, and so is the answer to it", async () => {
		const { store } = await testStore(database);
		const bot = await coachBot({ store });
		await bot.say("hi");
		const ts = bot.nextTs();
		await bot.send(bot.message(situation, ts));
		await bot.remove(ts, situation);
		expect(bot.lines).toHaveLength(1);
		const [kept] = await store.conversations.ofPerson({
			workspaceId: "T-HARBOUR",
			personId: "U-MATILDA",
		});
		expect(JSON.stringify(kept)).not.toContain("releases slip");
		expect(kept?.conversation.turns).toBe(1);
	});

	test("a message deleted later is forgotten too", async () => {
		const { store } = await testStore(database);
		const bot = await coachBot({ store });
		await bot.say(situation);
		const ts = bot.nextTs();
		const goal = "one person who feels responsible for the date";
		await bot.send(bot.message(goal, ts));
		await bot.say("last tuesday two people each thought the other would test");
		await bot.remove(ts, goal);
		const [kept] = await store.conversations.ofPerson({
			workspaceId: "T-HARBOUR",
			personId: "U-MATILDA",
		});
		expect(JSON.stringify(kept)).not.toContain("feels responsible");
		expect(kept?.conversation.answers.situation).toBe(situation);
	});

	test("what is for qualified people is stored nowhere, not even locked", async () => {
		const { store, place } = await testStore(database);
		const bot = await coachBot({ store });
		await bot.say(situation);
		const said = await bot.say("my boss touched me and I want to kill myself");
		expect(said).toContain("Who can help");
		const [kept] = await store.conversations.ofPerson({
			workspaceId: "T-HARBOUR",
			personId: "U-MATILDA",
		});
		expect(JSON.stringify(kept)).not.toMatch(/releases slip|boss/);
		const rows = await rowsOf(place, "select words, kind from incoming");
		expect(rows.map(({ words }) => words)).toEqual([null, null]);
	});

	test("despair gets care and a choice, and its words are stored nowhere", async () => {
		const { store } = await testStore(database);
		const bot = await coachBot({ store });
		await bot.say(situation);
		const said = await bot.say("I can't do this any more");
		expect(said).toContain("Who can help");
		expect(buttonsOf(bot.last()).map(({ label }) => label)).toEqual([
			"Go on, gently",
			"Stop for today",
		]);
		const [kept] = await store.conversations.ofPerson({
			workspaceId: "T-HARBOUR",
			personId: "U-MATILDA",
		});
		expect(JSON.stringify(kept)).not.toContain("can't do this");
		await bot.pressIn(bot.last(), "Go on, gently");
		expect(wordsIn(bot.last())).toMatch(/\?/);
	});
});

test("in Slack's agent view each first message opens a thread; in quick succession two share one", async () => {
	const bot = await coachBot({}, { hasAgentView: true });
	const ts = bot.nextTs();
	await bot.send(bot.message(situation, ts));
	expect(bot.last().thread_ts).toBe(ts);
	await bot.say("one person who owns the date");
	expect(bot.last().thread_ts).toBe(ts);
	bot.place.now = new Date(mondayMorning.getTime() + 600_000);
	const later = bot.nextTs();
	await bot.send(bot.message("a new matter: two of my people fight", later));
	expect(bot.last().thread_ts).toBe(later);
	expect(wordsIn(bot.last())).not.toMatch(/encrypted/);
	await bot.say("still about the releases: clear dates", { thread_ts: ts });
	expect(bot.last().thread_ts).toBe(ts);
});

test("where the agent view is refused, nothing is lost", async () => {
	const bot = await coachBot({}, { hasAgentView: false });
	await bot.say(situation);
	expect(bot.last().thread_ts).toBeUndefined();
	await bot.send({
		type: "event_callback",
		event_id: "Ev-home",
		team_id: "T-HARBOUR",
		event: {
			type: "app_home_opened",
			tab: "messages",
			user: "U-MATILDA",
			channel: "D1",
			event_ts: "1.5",
		},
	});
	expect(await bot.say("one person who owns the date")).toMatch(/\?/);
	const asked = bot.calls.filter(({ method }) =>
		method.startsWith("assistant"),
	);
	expect(asked.map(({ method }) => method)).toEqual([
		"assistant.threads.setStatus",
		"assistant.threads.setSuggestedPrompts",
	]);
});

test.each([
	["a bot", { bot_id: "B1" }],
	["a channel", { channel_type: "channel" }],
	["a topic change", { subtype: "channel_topic" }],
])("%s is let pass", async (_what, more) => {
	const bot = await coachBot();
	expect(await bot.say(situation, more)).toBe("");
});
