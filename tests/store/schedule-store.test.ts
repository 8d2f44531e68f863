import { describe, expect, test } from "vitest";
import { makeKeyRing } from "../../src/slack/key-files.js";
import { monday, mondaysForLeads, nextMonday } from "../support/schedules.js";
import { databases, rowsOf, testStore } from "../support/test-store.js";

const leads = { workspaceId: "T-HARBOUR", channelId: "C-LEADS" };

describe.each(databases)("on %s", (database) => {
	test("a schedule comes back as it was set up, with when it comes next", async () => {
		const { store } = await testStore(database);
		const schedule = mondaysForLeads();
		await store.schedules.add(schedule, monday);
		const kept = { ...schedule, version: 1, next: monday };
		expect(await store.schedules.one("T-HARBOUR", schedule.id)).toEqual(kept);
		expect(await store.schedules.ofChannel("T-HARBOUR", "C-LEADS")).toEqual([
			kept,
		]);
		expect(await store.schedules.ofWorkspace("T-HARBOUR")).toEqual([kept]);
		expect(await store.schedules.byIds([schedule.id, "none"])).toEqual([kept]);
		expect(await store.schedules.byIds([])).toEqual([]);
	});

	test("one without a vision, holidays or a next slot comes back without", async () => {
		const { store } = await testStore(database);
		const plain = mondaysForLeads({
			vision: undefined,
			holidays: undefined,
			hardWeekUntil: undefined,
			skipDates: [],
			pausedUntil: "forever",
		});
		await store.schedules.add(plain, undefined);
		expect(await store.schedules.one("T-HARBOUR", plain.id)).toEqual({
			...plain,
			version: 1,
			next: undefined,
		});
	});

	test("another workspace sees, changes and removes nothing of it", async () => {
		const { store } = await testStore(database);
		const schedule = mondaysForLeads();
		await store.schedules.add(schedule, monday);
		expect(await store.schedules.one("T-OTHER", schedule.id)).toBeUndefined();
		expect(await store.schedules.ofChannel("T-OTHER", "C-LEADS")).toEqual([]);
		expect(await store.schedules.remove("T-OTHER", schedule.id)).toBe(false);
		const stolen = { ...schedule, workspaceId: "T-OTHER" };
		expect(await store.schedules.change(stolen, 1, monday)).toBe(false);
	});

	test("of two people who change the same edition, the second is told and overwrites nothing", async () => {
		const { store } = await testStore(database);
		const schedule = mondaysForLeads();
		await store.schedules.add(schedule, monday);
		const byMatilda = { ...schedule, time: "10:00" };
		const byWalter = { ...schedule, time: "11:00", changedBy: "U-WALTER" };
		expect(await store.schedules.change(byMatilda, 1, nextMonday)).toBe(true);
		expect(await store.schedules.change(byWalter, 1, monday)).toBe(false);
		expect(await store.schedules.one("T-HARBOUR", schedule.id)).toEqual({
			...byMatilda,
			version: 2,
			next: nextMonday,
		});
		expect(await store.schedules.remove("T-HARBOUR", schedule.id)).toBe(true);
		expect(await store.schedules.change(byWalter, 2, monday)).toBe(false);
	});

	test("a channel's schedules pause until a day, and run again", async () => {
		const { store } = await testStore(database);
		await store.schedules.add(mondaysForLeads(), monday);
		const friday = mondaysForLeads({ id: "friday", weekday: 5 });
		await store.schedules.add(friday, monday);
		const elsewhere = mondaysForLeads({ id: "other", channelId: "C-OTHER" });
		await store.schedules.add(elsewhere, monday);
		const paused = await store.schedules.pause(
			leads,
			"2026-12-24",
			"U-WALTER",
			(schedule) => (schedule.id === "friday" ? undefined : nextMonday),
		);
		expect(
			paused.map(({ id, pausedUntil, changedBy, version, next }) => [
				id,
				pausedUntil,
				changedBy,
				version,
				next,
			]),
		).toEqual([
			["friday", "2026-12-24", "U-WALTER", 2, undefined],
			["monday-leads", "2026-12-24", "U-WALTER", 2, nextMonday],
		]);
		expect(await store.schedules.ofChannel("T-HARBOUR", "C-LEADS")).toEqual(
			[...paused].reverse(),
		);
		expect(await store.schedules.one("T-HARBOUR", "other")).toEqual({
			...elsewhere,
			version: 1,
			next: monday,
		});
		const [, again] = await store.schedules.pause(
			leads,
			undefined,
			"U-MATILDA",
			() => monday,
		);
		expect(again).toEqual({ ...mondaysForLeads(), version: 3, next: monday });
	});

	test("one that Slack refuses stops, is told of once, and starts again when it is resumed", async () => {
		const { store } = await testStore(database);
		await store.schedules.add(mondaysForLeads(), monday);
		const mark = () =>
			store.schedules.markBroken("monday-leads", "is_archived");
		expect([await mark(), await mark()]).toEqual([true, false]);
		const stopped = await store.schedules.one("T-HARBOUR", "monday-leads");
		expect([stopped?.brokenBy, stopped?.next]).toEqual([
			"is_archived",
			undefined,
		]);
		const [paused] = await store.schedules.pause(
			leads,
			"2026-12-24",
			"U-MATILDA",
			() => monday,
		);
		expect([paused?.brokenBy, paused?.next]).toEqual([
			"is_archived",
			undefined,
		]);
		const [resumed] = await store.schedules.pause(
			leads,
			undefined,
			"U-MATILDA",
			() => monday,
		);
		expect([resumed?.brokenBy, resumed?.next]).toEqual([undefined, monday]);
	});

	describe("the team's sentence", () => {
		test("is not in the database in plain words", async () => {
			const { store, place } = await testStore(database);
			await store.schedules.add(mondaysForLeads(), monday);
			const rows = JSON.stringify(
				await rowsOf(place, "select * from schedule"),
			);
			expect(rows).toContain("Europe/Berlin");
			expect(rows).not.toMatch(/Every|ship|leaves/);
		});

		test("opens in no other workspace's row and no other schedule's", async () => {
			const { store, place } = await testStore(database);
			await store.schedules.add(mondaysForLeads(), monday);
			await rowsOf(
				place,
				"insert into schedule select 'copy', workspace_id, channel_id, series, weekday, time, time_zone, vision, skip_dates, holiday_country, holiday_then, paused_until, hard_week_until, set_up_by, changed_by, broken_by, version, next_run_at, next_slot from schedule returning id",
			);
			const copy = await store.schedules.one("T-HARBOUR", "copy");
			expect([copy?.time, copy?.vision]).toEqual(["09:00", undefined]);
		});

		test("opens with its old key after a new one was put first, and not without it", async () => {
			const { store, another, keyRing } = await testStore(database);
			await store.schedules.add(mondaysForLeads(), monday);
			const fresh = `second:${makeKeyRing().slice(6)}`;
			const after = await another(`${fresh},${keyRing}`);
			const vision = async (from: typeof store) =>
				(await from.schedules.one("T-HARBOUR", "monday-leads"))?.vision;
			expect(await vision(after)).toBe("Every ship leaves on time");
			expect(await vision(await another(fresh))).toBeUndefined();
			await after.schedules.change(mondaysForLeads(), 1, monday);
			expect(await vision(await another(fresh))).toBe(
				"Every ship leaves on time",
			);
		});
	});
});
