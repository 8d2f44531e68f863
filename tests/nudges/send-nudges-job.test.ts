import { describe, expect, onTestFinished, test } from "vitest";
import { nudgeComposer } from "../../src/nudges/compose.js";
import type { Reply, Trace } from "../../src/nudges/delivery.js";
import { publicHolidays } from "../../src/nudges/holiday-files.js";
import type { Nudge } from "../../src/nudges/nudge.js";
import { createPoster } from "../../src/nudges/poster.js";
import type { Schedule, Slot } from "../../src/nudges/schedule.js";
import {
	createNudgesJob,
	type NudgesJobWorld,
} from "../../src/nudges/send-nudges-job.js";
import type { NudgeTrouble } from "../../src/nudges/tell-job.js";
import { postingClient } from "../../src/slack/web-client.js";
import { fastClock } from "../support/fast-clock.js";
import { monday, mondaysForLeads, nextMonday } from "../support/schedules.js";
import { standInSlack } from "../support/stand-in-slack.js";
import { databases, silent, testStore } from "../support/test-store.js";
import { bucketLimit } from "./pace-simulation.js";

const secondMs = 1000;
const hourMs = 3600 * secondMs;
const weekMs = 7 * 24 * hourMs;
const speed = 60;

const nudges: Nudge[] = ["lead", "vision"].flatMap((series) =>
	Array.from({ length: 60 }, (_, i) => ({
		id: `${series}-${i}`,
		series: series as "lead" | "vision",
		text: `${series} nudge ${i}`,
		why: "",
		claims: [],
		cheerful: false,
	})),
);

const everyMonday = (changes: Partial<Schedule> = {}) =>
	mondaysForLeads({
		skipDates: [],
		holidays: undefined,
		hardWeekUntil: undefined,
		...changes,
	});

type Posting = Parameters<NudgesJobWorld["poster"]["post"]>[0];

/** The job on a real store, with Slack's end in the test's hands. */
async function testJob(
	database: (typeof databases)[number],
	{
		from = monday.at,
		reply = () => undefined,
		trace = "unreadable",
		...changes
	}: {
		from?: Date;
		reply?: (posting: Posting) => Reply | Promise<Reply> | undefined;
		trace?: Trace["kind"] | "later";
	} & Partial<NudgesJobWorld> = {},
) {
	const { store, place, another } = await testStore(database);
	const clock = fastClock(from, speed);
	const posts: (Posting & { at: Date })[] = [];
	const told: NudgeTrouble[] = [];
	const makeJob = (on = store) => {
		const job = createNudgesJob({
			store: on,
			clock,
			poster: {
				async post(posting) {
					posts.push({ ...posting, at: clock.now() });
					return (
						(await reply(posting)) ?? {
							kind: "posted",
							ts: `${posts.length}.1`,
						}
					);
				},
				trace: async () =>
					trace === "found" ? { kind: trace, ts: "7.7" } : { kind: trace },
			},
			compose: nudgeComposer({
				store: on,
				nudges,
				message: async ({ nudge, isFirst }) => ({
					text: `${isFirst ? "Hello. " : ""}${nudge.text}`,
					blocks: [],
				}),
			}),
			tell: async (trouble) => {
				told.push(trouble);
			},
			holidaysOf: publicHolidays,
			graceMs: 6 * hourMs,
			log: silent,
			...changes,
		});
		onTestFinished(() => job.stop());
		return job;
	};
	const job = makeJob();
	return {
		store,
		place,
		another,
		clock,
		posts,
		told,
		job,
		makeJob,
		add: (schedule: Schedule, next: Slot = monday) =>
			store.schedules.add(schedule, next),
		/** Ticks, and waits until all that came of it is done. */
		async tick() {
			await job.tick();
			await job.settled();
		},
		one: (date = monday.date) =>
			store.deliveries.one("T-HARBOUR", `monday-leads.${date}`),
		past: async () =>
			(await store.deliveries.past("monday-leads", 50)).map(
				({ slot, status, skipped }) => [slot.date, status, skipped?.kind],
			),
	};
}

describe.each(databases)("on %s", (database) => {
	test("what is due at nine is in its channel soon after, once, and the next is due in a week", async () => {
		const { add, tick, posts, one, store } = await testJob(database);
		await add(everyMonday());
		await tick();
		await tick();
		expect(posts).toMatchObject([
			{
				workspaceId: "T-HARBOUR",
				channelId: "C-LEADS",
				deliveryId: "monday-leads.2026-11-23",
				message: { text: expect.stringMatching(/^Hello\. lead nudge \d+$/) },
			},
		]);
		expect(await one()).toMatchObject({ status: "sent", ts: "1.1" });
		const kept = await store.schedules.one("T-HARBOUR", "monday-leads");
		expect(kept?.next).toEqual(nextMonday);
	});

	test("once started it ticks at once, and is on time", async () => {
		const { add, job, posts } = await testJob(database);
		await add(everyMonday());
		job.start();
		await job.settled();
		expect(posts).toHaveLength(1);
		expect(job.isOnTime()).toBe(true);
	});

	test("week after week the series take turns, and nothing comes twice", async () => {
		const { add, tick, posts, clock } = await testJob(database);
		await add(everyMonday());
		for (let week = 0; week < 5; week++) {
			await tick();
			clock.leap(weekMs);
		}
		const texts = posts.map(({ message }) => message.text);
		expect(new Set(texts).size).toBe(5);
		expect(texts.map((text) => text.replace(/ nudge \d+$/, ""))).toEqual([
			"Hello. lead",
			"vision",
			"lead",
			"vision",
			"lead",
		]);
	});

	test("two schedules of a channel at the same minute bring two different nudges", async () => {
		const { add, tick, posts } = await testJob(database);
		await add(everyMonday({ series: ["lead"] }));
		await add(everyMonday({ id: "also", series: ["lead"] }));
		await tick();
		const texts = posts.map(({ message }) => message.text);
		expect(texts).toHaveLength(2);
		expect(new Set(texts.map((text) => text.replace("Hello. ", ""))).size).toBe(
			2,
		);
	});

	test("after three weeks of being down, the newest inside the grace window comes once, the others say that they were missed", async () => {
		const { add, tick, past, posts } = await testJob(database, {
			from: new Date(monday.at.getTime() + 2 * weekMs + 5 * hourMs),
		});
		await add(everyMonday());
		await tick();
		expect(await past()).toEqual([
			["2026-12-07", "sent", undefined],
			["2026-11-30", "skipped", "missed"],
			["2026-11-23", "skipped", "missed"],
		]);
		expect(posts).toHaveLength(1);
	});

	test("back too late for any, it posts nothing and says so", async () => {
		const { add, tick, past, posts } = await testJob(database, {
			from: new Date(monday.at.getTime() + 7 * hourMs),
		});
		await add(everyMonday());
		await tick();
		expect([await past(), posts]).toEqual([
			[["2026-11-23", "skipped", "missed"]],
			[],
		]);
	});

	test("a slot on a holiday comes on the next working day, still under its own date", async () => {
		const christmasDay = { date: "2026-12-25", at: "2026-12-25T08:00:00Z" };
		const { add, tick, past, posts, clock } = await testJob(database, {
			from: new Date(christmasDay.at),
		});
		await add(
			everyMonday({
				weekday: 5,
				// biome-ignore lint/suspicious/noThenProperty: a string, so nobody can take it for a promise
				holidays: { country: "DE", then: "move" },
			}),
			{ ...christmasDay, at: new Date(christmasDay.at) },
		);
		await tick();
		expect([await past(), posts]).toEqual([[], []]);
		clock.leap(3 * 24 * hourMs);
		await tick();
		expect(await past()).toEqual([["2026-12-25", "sent", undefined]]);
		expect(posts[0]?.at.toISOString().slice(0, 10)).toBe("2026-12-28");
	});

	test("what is paused, or removed, before it goes out does not go out", async () => {
		const { add, job, posts, store, past } = await testJob(database);
		await add(everyMonday());
		await store.deliveries.claimDue(monday.at, 10, () => ({
			slots: [{ ...monday, sendAfter: monday.at }],
			next: nextMonday,
		}));
		await store.schedules.pause(
			{ workspaceId: "T-HARBOUR", channelId: "C-LEADS" },
			"2026-12-24",
			"U-MATILDA",
			() => nextMonday,
		);
		await job.tick();
		await job.settled();
		expect([await past(), posts]).toEqual([
			[["2026-11-23", "skipped", "paused"]],
			[],
		]);
	});

	test("Slack asks one workspace for patience: all of it waits, and nobody else does", async () => {
		let limited = 0;
		const { add, job, posts, clock } = await testJob(database, {
			reply: ({ workspaceId }) =>
				workspaceId === "T-FAST" && limited++ === 0
					? { kind: "rate-limited", retryAfterMs: 20 * secondMs }
					: undefined,
		});
		for (let i = 0; i < 12; i++)
			for (const workspaceId of ["T-FAST", "T-OTHER"])
				await add(
					everyMonday({
						id: `${workspaceId}-${i}`,
						workspaceId,
						channelId: `C${i}`,
					}),
				);
		const start = clock.now().getTime();
		await job.tick();
		await job.settled();
		const times = (workspace: string) =>
			posts
				.filter(({ workspaceId }) => workspaceId === workspace)
				.map(({ at }) => (at.getTime() - start) / secondMs);
		expect(times("T-OTHER")).toHaveLength(12);
		expect(Math.max(...times("T-OTHER"))).toBeLessThan(20);
		const fast = times("T-FAST");
		expect(fast).toHaveLength(13);
		const quiet = fast.filter((at, i) => i > 0 && at - (fast[i - 1] ?? 0) > 15);
		expect(quiet).toHaveLength(1);
	});

	test.each(["is_archived", "not_in_channel", "token_revoked"])(
		"%s: the schedule rests, and whoever set it up is told once",
		async (error) => {
			const { add, tick, posts, told, store, one } = await testJob(database, {
				reply: () => ({ kind: "refused", error }),
			});
			await add(everyMonday());
			await tick();
			await tick();
			expect(posts).toHaveLength(1);
			expect(await one()).toMatchObject({ status: "failed", error });
			const kept = await store.schedules.one("T-HARBOUR", "monday-leads");
			expect([kept?.brokenBy, kept?.next]).toEqual([error, undefined]);
			expect(told).toMatchObject([
				{ kind: "stopped", error, schedule: { setUpBy: "U-MATILDA" } },
			]);
		},
	);

	test("a message that Slack doesn't take stops nothing", async () => {
		const { add, tick, told, store, one } = await testJob(database, {
			reply: () => ({ kind: "refused", error: "invalid_blocks" }),
		});
		await add(everyMonday());
		await tick();
		expect(await one()).toMatchObject({ status: "failed" });
		expect(told).toEqual([]);
		const kept = await store.schedules.one("T-HARBOUR", "monday-leads");
		expect(kept?.next).toEqual(nextMonday);
	});

	test("when telling fails it is tried again later", async () => {
		let tries = 0;
		const { add, tick, clock } = await testJob(database, {
			reply: () => ({ kind: "refused", error: "is_archived" }),
			tell: async () => {
				tries += 1;
				if (tries === 1) throw new Error("Slack is away");
			},
		});
		await add(everyMonday());
		await tick();
		await tick();
		expect(tries).toBe(1);
		clock.leap(16 * 60 * secondMs);
		await tick();
		await tick();
		expect(tries).toBe(2);
	});

	describe("when Slack's reply is lost", () => {
		const lost = { kind: "lost", code: "ECONNRESET" } as const;
		/** The job after a reply was lost and the lease is over. */
		const afterLoss = async (trace: Trace["kind"] | "later") => {
			let calls = 0;
			const all = await testJob(database, {
				reply: () => (calls++ === 0 ? lost : undefined),
				trace,
			});
			await all.add(everyMonday());
			await all.tick();
			expect(await all.one()).toMatchObject({ status: "posting" });
			expect(all.posts).toHaveLength(1);
			// The clock leaps, so leases are not trusted at first.
			all.clock.leap(61 * secondMs);
			await all.tick();
			expect(await all.one()).toMatchObject({ status: "posting" });
			await all.clock.rest(61 * secondMs, new AbortController().signal);
			await all.tick();
			await all.tick();
			return all;
		};

		test("and the message is in the channel's history, it is sent", async () => {
			const { one, posts } = await afterLoss("found");
			expect(await one()).toMatchObject({ status: "sent", ts: "7.7" });
			expect(posts).toHaveLength(1);
		});

		test("and it isn't there, it is sent again, with the same nudge", async () => {
			const { one, posts } = await afterLoss("absent");
			expect(await one()).toMatchObject({ status: "sent", ts: "2.1" });
			expect(posts[1]?.message).toEqual(posts[0]?.message);
		});

		test("and history can't be read, it stays unknown and is told once; *Post it now* posts it once", async () => {
			const { one, posts, told, store, clock, tick } =
				await afterLoss("unreadable");
			const delivery = await one();
			expect(delivery).toMatchObject({ status: "unknown" });
			expect(told).toMatchObject([
				{ kind: "unknown", delivery: { id: "monday-leads.2026-11-23" } },
			]);
			clock.leap(9 * hourMs);
			const press = () =>
				store.deliveries.postNow("T-HARBOUR", delivery?.id ?? "", clock.now());
			expect([await press(), await press()]).toEqual([true, false]);
			await tick();
			await tick();
			expect(posts).toHaveLength(2);
			expect(await one()).toMatchObject({ status: "sent" });
			expect(told).toHaveLength(1);
		});

		test("and Slack doesn't say just now, it is asked again later", async () => {
			const { one } = await afterLoss("later");
			expect(await one()).toMatchObject({ status: "posting" });
		});
	});

	test.each([1, -1])(
		"the clock leaps by %i hour while Slack thinks: it is posted once all the same",
		async (hours) => {
			let release = (_: Reply) => {};
			const thinking = new Promise<Reply>((resolve) => {
				release = resolve;
			});
			let begun = () => {};
			const isBegun = new Promise<void>((resolve) => {
				begun = resolve;
			});
			const { add, job, makeJob, another, posts, clock, one } = await testJob(
				database,
				{
					trace: "absent",
					reply: () => {
						begun();
						return thinking;
					},
				},
			);
			const other = makeJob(await another());
			await add(everyMonday());
			await Promise.all([job.tick(), other.tick()]);
			await isBegun;
			clock.leap(hours * hourMs);
			await Promise.all([job.tick(), other.tick()]);
			release({ kind: "posted", ts: "1.1" });
			await Promise.all([job.settled(), other.settled()]);
			await Promise.all([job.tick(), other.tick()]);
			await Promise.all([job.settled(), other.settled()]);
			expect(posts).toHaveLength(1);
			expect(await one()).toMatchObject({ status: "sent", ts: "1.1" });
		},
	);

	test("told to stop, it finishes what it sends and leaves the rest to others", async () => {
		let release = (_: Reply) => {};
		const thinking = new Promise<Reply>((resolve) => {
			release = resolve;
		});
		let begun = () => {};
		const isBegun = new Promise<void>((resolve) => {
			begun = resolve;
		});
		const { add, job, makeJob, another, posts, one, store } = await testJob(
			database,
			{
				reply: ({ deliveryId }) => {
					if (deliveryId !== "monday-leads.2026-11-23") return undefined;
					begun();
					return thinking;
				},
			},
		);
		await add(everyMonday());
		for (let i = 0; i < 40; i++)
			await add(everyMonday({ id: `s${i}`, channelId: `C${i}` }));
		await job.tick();
		await isBegun;
		const stopped = job.stop();
		release({ kind: "posted", ts: "1.1" });
		await stopped;
		const before = posts.length;
		expect(await one()).toMatchObject({ status: "sent" });
		await job.tick();
		expect(posts).toHaveLength(before);
		const other = makeJob(await another());
		await other.tick();
		await other.settled();
		expect(posts).toHaveLength(41);
		expect(new Set(posts.map(({ deliveryId }) => deliveryId)).size).toBe(41);
		expect(await store.deliveries.waitingWorkspaces()).toEqual([]);
	});

	test("a schedule that can't be read rests, and holds up nobody", async () => {
		const { add, tick, posts, told } = await testJob(database);
		await add(everyMonday({ id: "odd", timeZone: "Nowhere/Land" }));
		await add(everyMonday());
		await tick();
		expect(posts).toHaveLength(1);
		expect(told).toMatchObject([
			{ kind: "stopped", error: "no_plan", schedule: { id: "odd" } },
		]);
	});
});

test("over real HTTP two workspaces are served at the pace that each allows, and it is remembered", async () => {
	const { store } = await testStore("SQLite");
	const slower = 6;
	const clock = fastClock(monday.at, slower);
	const start = clock.now().getTime();
	const sinceStart = () => clock.now().getTime() - start;
	const limits = {
		"T-QUICK": bucketLimit(20, 40, 1000),
		"T-SLOW": bucketLimit(5, 20, 5000),
	};
	const channels = 60;
	const slack = await standInSlack({
		now: () => clock.now().getTime(),
		latency: () => (20 + Math.random() * 60) / slower,
		limit(workspace) {
			const answer = limits[workspace as keyof typeof limits].take(
				sinceStart(),
			);
			return answer === "taken" ? undefined : answer.retryAfterMs / 1000;
		},
	});
	const job = createNudgesJob({
		store,
		clock,
		poster: createPoster(async (workspaceId) =>
			postingClient(`xoxb-${workspaceId}`, {
				apiUrl: slack.apiUrl,
				log: silent,
			}),
		),
		compose: async ({ id }) => ({
			kind: "post",
			nudgeId: id,
			message: { text: "Try this", blocks: [] },
		}),
		tell: async () => {},
		holidaysOf: publicHolidays,
		graceMs: 6 * hourMs,
		log: silent,
	});
	onTestFinished(() => job.stop());
	for (const workspaceId of Object.keys(limits))
		for (let i = 0; i < channels; i++)
			await store.schedules.add(
				everyMonday({
					id: `${workspaceId}${i}`,
					workspaceId,
					channelId: `C${i}`,
				}),
				monday,
			);
	await job.tick();
	await job.settled();
	const last = (workspace: string) => {
		const own = slack.posts.filter((post) => post.workspace === workspace);
		expect(own).toHaveLength(channels);
		return Math.max(...own.map(({ at }) => at)) - start;
	};
	expect(new Set(slack.posts.map(({ delivery }) => delivery)).size).toBe(120);
	// Roomy, as every call costs real time that twelvefold speed makes long; the exact figures are the simulation's.
	expect(last("T-SLOW")).toBeLessThan(6 * limits["T-SLOW"].ideal(channels));
	expect(last("T-QUICK")).toBeLessThan(last("T-SLOW"));
	expect(slack.calls.limited).toBeLessThan(18);
	const learned = await store.pace.learned("T-SLOW");
	expect(learned?.perSecond).toBeGreaterThan(2);
	expect(learned?.perSecond).toBeLessThan(40);
}, 30_000);
