import { describe, expect, test } from "vitest";
import type { Delivery, Plan } from "../../src/store/delivery-store.js";
import type { Store } from "../../src/store/store.js";
import { monday, mondaysForLeads, nextMonday } from "../support/schedules.js";
import { databases, testStore } from "../support/test-store.js";

const minute = 60_000;
const lease = minute;
const leads = { workspaceId: "T-HARBOUR", channelId: "C-LEADS" };
const nineOnMonday = monday.at;
const plus = (ms: number) => new Date(nineOnMonday.getTime() + ms);
const once = (): Plan => ({
	slots: [{ ...monday, sendAfter: nineOnMonday }],
	next: nextMonday,
});

/** A store in which Monday's delivery has been claimed, and taken by somebody. */
async function taken(database: (typeof databases)[number]) {
	const opened = await testStore(database);
	await opened.store.schedules.add(mondaysForLeads(), monday);
	await opened.store.deliveries.claimDue(nineOnMonday, 10, once);
	const [delivery] = await opened.store.deliveries.takeReady(
		nineOnMonday,
		lease,
		10,
	);
	return { ...opened, delivery: delivery as Delivery };
}

const look = async ({ deliveries }: Store) =>
	(await deliveries.one("T-HARBOUR", "monday-leads.2026-11-23")) as Delivery;

describe.each(databases)("on %s", (database) => {
	describe("a schedule that is due", () => {
		test("gets one delivery, and the schedule waits for its next slot", async () => {
			const { store } = await testStore(database);
			await store.schedules.add(mondaysForLeads(), monday);
			const seen: unknown[] = [];
			const claim = () =>
				store.deliveries.claimDue(nineOnMonday, 10, (schedule) => {
					seen.push(schedule);
					return once();
				});
			expect(await store.deliveries.claimDue(plus(-1), 10, once)).toEqual({
				due: 0,
				claimed: 0,
				skipped: 0,
				unplanned: [],
			});
			expect(await claim()).toMatchObject({ due: 1, claimed: 1 });
			expect(await claim()).toMatchObject({ due: 0, claimed: 0 });
			const { vision, ...known } = mondaysForLeads();
			expect(seen).toEqual([{ ...known, next: monday }]);
			const kept = await store.schedules.one("T-HARBOUR", "monday-leads");
			expect([kept?.next, kept?.version]).toEqual([nextMonday, 1]);
			expect(await look(store)).toEqual({
				id: "monday-leads.2026-11-23",
				scheduleId: "monday-leads",
				...leads,
				slot: monday,
				status: "claimed",
				skipped: undefined,
				error: undefined,
				nudgeId: undefined,
				fence: 0,
				attempts: 0,
				sendAfter: nineOnMonday,
				postingAt: undefined,
				ts: undefined,
				askedAt: undefined,
			});
		});

		test("gets none for a slot that has had one", async () => {
			const { store } = await testStore(database);
			await store.schedules.add(mondaysForLeads(), monday);
			await store.deliveries.claimDue(nineOnMonday, 10, once);
			const kept = await store.schedules.one("T-HARBOUR", "monday-leads");
			await store.schedules.change(
				{ ...mondaysForLeads(), time: "09:30" },
				kept?.version ?? 0,
				{ ...monday, at: plus(30 * minute) },
			);
			expect(
				await store.deliveries.claimDue(plus(30 * minute), 10, once),
			).toMatchObject({ due: 1, claimed: 0 });
		});

		test("gets a row for every slot that was missed, with the reason", async () => {
			const { store } = await testStore(database);
			await store.schedules.add(mondaysForLeads(), monday);
			const came = await store.deliveries.claimDue(nextMonday.at, 10, () => ({
				slots: [
					{ ...monday, skipped: { kind: "missed" } },
					{ ...nextMonday, sendAfter: nextMonday.at },
				],
				next: undefined,
			}));
			expect(came).toMatchObject({ due: 1, claimed: 1, skipped: 1 });
			const past = await store.deliveries.past("monday-leads", 10);
			expect(
				past.map(({ slot, status, skipped }) => [slot.date, status, skipped]),
			).toEqual([
				["2026-11-30", "claimed", undefined],
				["2026-11-23", "skipped", { kind: "missed" }],
			]);
			expect(
				await store.deliveries.takeReady(nextMonday.at, lease, 10),
			).toHaveLength(1);
		});

		test("keeps its place though thousands of slots were missed", async () => {
			const { store } = await testStore(database);
			await store.schedules.add(mondaysForLeads(), monday);
			const slots = Array.from({ length: 2500 }, (_, i) => ({
				date: `${i}`,
				at: plus(i),
				skipped: { kind: "missed" } as const,
			}));
			expect(
				await store.deliveries.claimDue(nineOnMonday, 10, () => ({
					slots,
					next: nextMonday,
				})),
			).toMatchObject({ skipped: 2500 });
		});

		test("for which no plan can be made stops, and holds up nobody", async () => {
			const { store } = await testStore(database);
			await store.schedules.add(mondaysForLeads(), monday);
			await store.schedules.add(mondaysForLeads({ id: "odd" }), monday);
			const error = new Error("no such zone");
			const claimed = await store.deliveries.claimDue(
				nineOnMonday,
				10,
				({ id }) => {
					if (id === "odd") throw error;
					return once();
				},
			);
			expect(claimed).toEqual({
				due: 2,
				claimed: 1,
				skipped: 0,
				unplanned: [{ scheduleId: "odd", error }],
			});
			const odd = await store.schedules.one("T-HARBOUR", "odd");
			expect([odd?.brokenBy, odd?.next]).toEqual(["no_plan", undefined]);
		});

		test("comes in batches, those first that are due longest, until none is left", async () => {
			const { store } = await testStore(database);
			for (let i = 0; i < 5; i++)
				await store.schedules.add(mondaysForLeads({ id: `s${i}` }), {
					...monday,
					at: plus(-i),
				});
			const order: string[] = [];
			const sizes: number[] = [];
			while (sizes.at(-1) !== 1) {
				const { due } = await store.deliveries.claimDue(
					nineOnMonday,
					2,
					(one) => {
						order.push(one.id);
						return once();
					},
				);
				sizes.push(due);
			}
			expect(order).toEqual(["s4", "s3", "s2", "s1", "s0"]);
			expect(sizes).toEqual([2, 2, 1]);
		});
	});

	test("several who claim and take at the same time get every one, and none twice", async () => {
		const { store, another } = await testStore(database);
		for (let i = 0; i < 60; i++)
			await store.schedules.add(mondaysForLeads({ id: `s${i}` }), monday);
		const workers = [store, await another(), await another(), await another()];
		const claimed = await Promise.all(
			workers.map(async ({ deliveries }) => {
				let sum = 0;
				for (let due = 1; due > 0; ) {
					const round = await deliveries.claimDue(nineOnMonday, 7, once);
					({ due } = round);
					sum += round.claimed;
				}
				return sum;
			}),
		);
		expect(claimed.reduce((sum, one) => sum + one, 0)).toBe(60);
		const got = await Promise.all(
			workers.map(async ({ deliveries }) => {
				const mine: string[] = [];
				for (let more = 1; more > 0; ) {
					const some = await deliveries.takeReady(nineOnMonday, lease, 7);
					more = some.length;
					mine.push(...some.map(({ id }) => id));
				}
				return mine;
			}),
		);
		expect(got.flat()).toHaveLength(60);
		expect(new Set(got.flat()).size).toBe(60);
	});

	describe("a delivery that may be sent", () => {
		test("is taken when its time has come, by one", async () => {
			const { store } = await testStore(database);
			await store.schedules.add(mondaysForLeads(), monday);
			await store.deliveries.claimDue(nineOnMonday, 10, () => ({
				slots: [{ ...monday, sendAfter: plus(1000) }],
				next: nextMonday,
			}));
			const take = (ms: number) =>
				store.deliveries.takeReady(plus(ms), lease, 10);
			expect(await take(999)).toEqual([]);
			expect(await take(1000)).toMatchObject([{ fence: 1, attempts: 0 }]);
			expect(await take(1001)).toEqual([]);
		});

		test("is free again when the lease is over, and who had it can no longer write", async () => {
			const { store, delivery } = await taken(database);
			const [again] = await store.deliveries.takeReady(plus(lease), lease, 10);
			expect(again?.fence).toBe(delivery.fence + 1);
			const late = plus(lease + 1);
			const { deliveries } = store;
			expect(await deliveries.beginPosting(delivery, "n1", late)).toBe(false);
			expect(await deliveries.failed(delivery, "x")).toBe(false);
			expect(await deliveries.skip(delivery, { kind: "too-late" })).toBe(false);
			expect(await deliveries.backToClaimed(delivery, late)).toBe(false);
			expect(await deliveries.beginPosting(again as Delivery, "n1", late)).toBe(
				true,
			);
		});

		test("is not begun by somebody whose lease is over, though nobody has taken it yet", async () => {
			const { store, delivery } = await taken(database);
			const { deliveries } = store;
			expect(await deliveries.beginPosting(delivery, "n1", plus(lease))).toBe(
				false,
			);
		});

		test("may be let pass, with its reason", async () => {
			const { store, delivery } = await taken(database);
			expect(await store.deliveries.skip(delivery, { kind: "too-late" })).toBe(
				true,
			);
			expect(await look(store)).toMatchObject({
				status: "skipped",
				skipped: { kind: "too-late" },
			});
		});

		test.each([
			["2026-12-24", { kind: "paused", until: "2026-12-24" }],
			["forever", { kind: "off" }],
		])(
			"is let pass when the channel pauses until %s",
			async (until, skipped) => {
				const { store, delivery } = await taken(database);
				await store.schedules.pause(leads, until, "U-WALTER", () => nextMonday);
				expect(await look(store)).toMatchObject({ status: "skipped", skipped });
				const { deliveries } = store;
				expect(await deliveries.beginPosting(delivery, "n1", plus(1))).toBe(
					false,
				);
			},
		);

		test("goes with its schedule, and what the channel has had stays", async () => {
			const { store, delivery } = await taken(database);
			await store.deliveries.beginPosting(delivery, "n1", plus(1));
			await store.deliveries.sent(delivery, "1.2");
			await store.deliveries.claimDue(nextMonday.at, 10, () => ({
				slots: [{ ...nextMonday, sendAfter: nextMonday.at }],
				next: undefined,
			}));
			await store.schedules.remove("T-HARBOUR", "monday-leads");
			expect(
				await store.deliveries.takeReady(nextMonday.at, lease, 10),
			).toEqual([]);
			expect(await store.deliveries.recentNudges(leads, new Date(0))).toEqual([
				{
					nudgeId: "n1",
					scheduleId: "monday-leads",
					...{ date: monday.date, at: nineOnMonday },
				},
			]);
		});
	});

	describe("a delivery that was begun", () => {
		const begun = async () => {
			const all = await taken(database);
			const { deliveries } = all.store;
			expect(await deliveries.beginPosting(all.delivery, "n1", plus(1))).toBe(
				true,
			);
			return all;
		};

		test("says so before it is sent, and cannot be begun twice", async () => {
			const { store, delivery } = await begun();
			expect(await look(store)).toMatchObject({
				status: "posting",
				nudgeId: "n1",
				postingAt: plus(1),
				attempts: 1,
			});
			const { deliveries } = store;
			expect(await deliveries.beginPosting(delivery, "n2", plus(2))).toBe(
				false,
			);
			expect(await deliveries.takeReady(plus(2 * lease), lease, 10)).toEqual(
				[],
			);
		});

		test("certainly never arrived: that is no attempt", async () => {
			const { store, delivery } = await begun();
			const { deliveries } = store;
			expect(await deliveries.unbegin(delivery, plus(5000))).toBe(true);
			expect(await deliveries.unbegin(delivery, plus(5000))).toBe(false);
			const [again] = await deliveries.takeReady(plus(5000), lease, 10);
			expect(again).toMatchObject({ attempts: 0, nudgeId: "n1" });
		});

		test.each(["failed", "unknown"] as const)(
			"%s and still to be told of, it is taken until somebody was told",
			async (status) => {
				const { store, delivery } = await begun();
				const { deliveries } = store;
				if (status === "failed")
					await deliveries.failed(delivery, "is_archived", plus(10));
				else await deliveries.unknown(delivery, plus(10));
				const untold = (ms: number) =>
					deliveries.takeUntold(plus(ms), lease, 10);
				expect(await untold(9)).toEqual([]);
				const [first] = await untold(10);
				expect(first).toMatchObject({ id: delivery.id, status });
				expect(await untold(11)).toEqual([]);
				const [second] = await untold(10 + lease);
				expect(await deliveries.told(first as Delivery)).toBe(false);
				expect(
					await deliveries.told(second as Delivery, plus(5 * minute)),
				).toBe(true);
				expect(await untold(4 * minute)).toEqual([]);
				const [third] = await untold(5 * minute);
				expect(await deliveries.told(third as Delivery)).toBe(true);
				expect(await untold(60 * minute)).toEqual([]);
			},
		);

		test("ends as sent, and stays so", async () => {
			const { store, delivery } = await begun();
			const { deliveries } = store;
			expect(await deliveries.sent(delivery, "1700.1")).toBe(true);
			expect(await deliveries.failed(delivery, "x")).toBe(false);
			expect(await look(store)).toMatchObject({ status: "sent", ts: "1700.1" });
			expect(await deliveries.takeStranded(plus(2 * lease), lease, 10)).toEqual(
				[],
			);
		});

		test("ends as failed, with Slack's error", async () => {
			const { store, delivery } = await begun();
			expect(await store.deliveries.failed(delivery, "is_archived")).toBe(true);
			expect(await look(store)).toMatchObject({
				status: "failed",
				error: "is_archived",
			});
		});

		test("goes back where it was certainly not sent, and waits", async () => {
			const { store, delivery } = await begun();
			const { deliveries } = store;
			expect(await deliveries.backToClaimed(delivery, plus(5000))).toBe(true);
			expect(await deliveries.takeReady(plus(4999), lease, 10)).toEqual([]);
			const [again] = await deliveries.takeReady(plus(5000), lease, 10);
			expect(again).toMatchObject({ attempts: 1, sendAfter: plus(5000) });
		});

		test("is stranded when the lease is over; who takes it then may say that it was sent", async () => {
			const { store, delivery } = await begun();
			const { deliveries } = store;
			const stranded = (ms: number) =>
				deliveries.takeStranded(plus(ms), lease, 10);
			expect(await stranded(lease - 1)).toEqual([]);
			const [found] = await stranded(lease);
			expect(found).toMatchObject({ status: "posting", postingAt: plus(1) });
			expect(await deliveries.sent(delivery, "late")).toBe(false);
			expect(await deliveries.sent(found as Delivery, "1700.1")).toBe(true);
		});

		test("that nobody will ever know of is never taken again, until one person has it posted", async () => {
			const { store, delivery } = await begun();
			const { deliveries } = store;
			expect(await deliveries.unknown(delivery)).toBe(true);
			const late = plus(10 * lease);
			expect(await deliveries.takeStranded(late, lease, 10)).toEqual([]);
			expect(await deliveries.takeReady(late, lease, 10)).toEqual([]);
			expect(await deliveries.postNow("T-OTHER", delivery.id, late)).toBe(
				false,
			);
			const presses = await Promise.all(
				Array.from({ length: 5 }, () =>
					deliveries.postNow("T-HARBOUR", delivery.id, late),
				),
			);
			expect(presses.filter((first) => first)).toHaveLength(1);
			expect(await deliveries.takeReady(late, lease, 10)).toHaveLength(1);
		});
	});

	test("after a 429, what a workspace still has to get waits in its order, and no other workspace does", async () => {
		const { store } = await testStore(database);
		const { deliveries, schedules } = store;
		const at: Record<string, number> = {
			overdue: -9000,
			soon: 2000,
			later: 4000,
		};
		for (const id of Object.keys(at))
			await schedules.add(mondaysForLeads({ id }), monday);
		await schedules.add(
			mondaysForLeads({ id: "theirs", workspaceId: "T-OTHER" }),
			monday,
		);
		await deliveries.claimDue(nineOnMonday, 10, ({ id }) => ({
			slots: [{ ...monday, sendAfter: plus(at[id] ?? 0) }],
			next: nextMonday,
		}));
		expect(await deliveries.lastSendAfter("T-HARBOUR")).toEqual(plus(4000));
		expect(await deliveries.lastSendAfter("T-NONE")).toBeUndefined();
		await deliveries.pushBack("T-HARBOUR", 30_000, nineOnMonday);
		const ids = (taken: Delivery[]) =>
			taken.map(({ scheduleId }) => scheduleId);
		expect(ids(await deliveries.takeReady(plus(29_999), lease, 10))).toEqual([
			"theirs",
		]);
		expect(ids(await deliveries.takeReady(plus(34_000), lease, 10))).toEqual([
			"overdue",
			"soon",
			"later",
		]);
	});

	test("when what waits may go can be set anew, but for what somebody has taken", async () => {
		const { store } = await testStore(database);
		const { deliveries, schedules } = store;
		for (let i = 0; i < 7; i++)
			await schedules.add(mondaysForLeads({ id: `s${i}` }), monday);
		await schedules.add(
			mondaysForLeads({ id: "theirs", workspaceId: "T-OTHER" }),
			monday,
		);
		await deliveries.claimDue(nineOnMonday, 10, ({ id }) => ({
			slots: [{ ...monday, sendAfter: plus(id === "s6" ? 1 : 0) }],
			next: nextMonday,
		}));
		expect(await deliveries.waitingWorkspaces()).toEqual([
			{ workspaceId: "T-HARBOUR", next: nineOnMonday },
			{ workspaceId: "T-OTHER", next: nineOnMonday },
		]);
		const first = await deliveries.waiting("T-HARBOUR", 3);
		const rest = await deliveries.waiting("T-HARBOUR", 10, first[2]);
		const names = ["s0", "s1", "s2", "s3", "s4", "s5", "s6"];
		expect([...first, ...rest].map(({ id }) => id)).toEqual(
			names.map((name) => `${name}.2026-11-23`),
		);
		const [taken] = await deliveries.takeReady(nineOnMonday, lease, 1, {
			workspaceId: "T-HARBOUR",
			upTo: nineOnMonday,
		});
		await deliveries.retime(
			[...first, ...rest].map((row, i) => ({
				...row,
				sendAfter: plus(1000 * (7 - i)),
			})),
		);
		const waiting = await deliveries.waiting("T-HARBOUR", 10);
		expect(waiting.map(({ id }) => id)).toEqual(
			[...first, ...rest]
				.map(({ id }) => id)
				.filter((id) => id !== taken?.id)
				.reverse(),
		);
		const others = await deliveries.takeReady(nineOnMonday, lease, 9, {
			workspaceId: "T-HARBOUR",
			upTo: plus(2500),
		});
		expect(others.map(({ sendAfter }) => sendAfter)).toEqual(
			[1000, 2000].map(plus),
		);
	});

	test("a schedule that no plan is there for yet stays due", async () => {
		const { store } = await testStore(database);
		await store.schedules.add(mondaysForLeads(), monday);
		const { deliveries } = store;
		expect(
			await deliveries.claimDue(nineOnMonday, 10, () => undefined),
		).toMatchObject({ due: 1, claimed: 0, unplanned: [] });
		expect(await deliveries.claimDue(nineOnMonday, 10, once)).toMatchObject({
			due: 1,
			claimed: 1,
		});
	});

	test("what a channel has had lately counts all that may have come, the latest first", async () => {
		const { store } = await testStore(database);
		const { deliveries, schedules } = store;
		const ends: Record<string, (hold: Delivery) => Promise<boolean>> = {
			sent: (hold) => deliveries.sent(hold, "1.2"),
			unknown: (hold) => deliveries.unknown(hold),
			failed: (hold) => deliveries.failed(hold, "is_archived"),
			back: (hold) => deliveries.backToClaimed(hold, plus(minute)),
			posting: async () => true,
		};
		const names = Object.keys(ends);
		for (const id of [...names, "elsewhere"])
			await schedules.add(
				mondaysForLeads({
					id,
					...(id === "elsewhere" && { channelId: "C-OTHER" }),
				}),
				monday,
			);
		await deliveries.claimDue(nineOnMonday, 10, ({ id }) => ({
			slots: [
				{
					date: monday.date,
					at: plus(names.indexOf(id)),
					sendAfter: nineOnMonday,
				},
			],
			next: nextMonday,
		}));
		for (const one of await deliveries.takeReady(nineOnMonday, lease, 10)) {
			await deliveries.beginPosting(one, `nudge-${one.scheduleId}`, plus(1));
			await ends[one.scheduleId]?.(one);
		}
		const had = async (since: Date) =>
			(await deliveries.recentNudges(leads, since)).map(
				({ nudgeId }) => nudgeId,
			);
		expect(await had(nineOnMonday)).toEqual([
			"nudge-posting",
			"nudge-unknown",
			"nudge-sent",
		]);
		expect(await had(plus(1))).toEqual(["nudge-posting", "nudge-unknown"]);
	});
});
