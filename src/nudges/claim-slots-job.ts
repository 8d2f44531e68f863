import { setImmediate } from "node:timers/promises";
import { describeError, type Log } from "../slack/log.js";
import type { Plan } from "../store/delivery-store.js";
import type { Store } from "../store/store.js";
import type { Clock } from "./clock.js";
import { sendTimes } from "./pace.js";
import type { Paces } from "./paces.js";
import { planOf, type SlotPlan } from "./plan.js";
import type { Schedule, Slot } from "./schedule.js";
import { type Holidays, yearsAround } from "./slot.js";

/** What it takes to claim slots. */
export type ClaimWorld = {
	store: Pick<Store, "deliveries">;
	clock: Pick<Clock, "now">;
	paces: Pick<Paces, "soFar">;
	holidaysOf: (
		country: string,
		years: readonly number[],
	) => Promise<Holidays | undefined>;
	graceMs: number;
	ending: AbortSignal;
	log: Log;
};

type Waiting = Omit<Schedule, "vision"> & { next: Slot };

/** So few that planning and writing them holds up nobody. */
const batch = 250;
const weekMs = 7 * 86_400_000;

/**
 * Writes a delivery for every slot that has come, claimed or skipped with its reason. Returns the ids of the schedules
 * that can't be read, which rest from now on.
 */
export async function claimDueSlots(world: ClaimWorld): Promise<string[]> {
	const { store, clock, graceMs, ending, log } = world;
	const now = clock.now();
	const turnOf = turns(world.paces, now);
	const calendars = new Map<string, Holidays>();
	const unreadable: string[] = [];
	const planFor = planner({ now, graceMs });
	while (!ending.aborted) {
		const missing = new Map<string, { country: string; years: number[] }>();
		const plan = (schedule: Waiting) => {
			const { holidays, next } = schedule;
			let days: Holidays = new Map();
			if (holidays) {
				const weeks = Math.ceil((now.getTime() - next.at.getTime()) / weekMs);
				const years = yearsAround(next.at, weeks + 2);
				const key = `${holidays.country} ${years}`;
				const known = calendars.get(key);
				if (!known) {
					missing.set(key, { country: holidays.country, years });
					return undefined;
				}
				days = known;
			}
			const { weeks, next: following } = planFor(schedule, days);
			const slots: Plan["slots"] = weeks.map(({ slot, fate }) =>
				fate.kind === "skipped"
					? { ...slot, skipped: fate.reason }
					: { ...slot, sendAfter: turnOf(schedule.workspaceId) },
			);
			return { slots, next: following };
		};
		const { due, unplanned } = await store.deliveries.claimDue(
			now,
			batch,
			plan,
		);
		for (const { scheduleId, error } of unplanned) {
			log.error(
				{ schedule: scheduleId, error: describeError(error) },
				"a schedule can't be read, so it rests",
			);
			unreadable.push(scheduleId);
		}
		for (const [key, { country, years }] of missing)
			calendars.set(key, await calendarOf(country, years, world));
		if (due < batch && missing.size === 0) break;
		await setImmediate();
	}
	return unreadable;
}

/** Plans each kind of schedule once: at nine many are due that differ in nothing that matters here. */
function planner(moment: { now: Date; graceMs: number }) {
	const made = new Map<string, SlotPlan>();
	return (schedule: Waiting, holidays: Holidays): SlotPlan => {
		const { next, weekday, time, timeZone, pausedUntil, brokenBy } = schedule;
		const { country, then } = schedule.holidays ?? {};
		const key = [
			...[next.date, next.at.getTime(), weekday, time, timeZone, pausedUntil],
			...[brokenBy, country, then, ...schedule.skipDates],
		].join(" ");
		const known = made.get(key);
		if (known) return known;
		const plan = planOf(schedule, next, holidays, moment);
		made.set(key, plan);
		return plan;
	};
}

/** Each workspace's next turn at its pace, so that what is due at once is sent one after the other. */
function turns(
	paces: Pick<Paces, "soFar">,
	now: Date,
): (workspaceId: string) => Date {
	const given = new Map<string, { times: number[]; count: number }>();
	return (workspaceId) => {
		const turn = given.get(workspaceId) ?? { times: [], count: 0 };
		if (turn.count === turn.times.length) {
			const pace = paces.soFar(workspaceId);
			turn.times = sendTimes(pace, 2 * turn.count + 10, now.getTime());
		}
		given.set(workspaceId, turn);
		return new Date(turn.times[turn.count++] ?? now);
	};
}

/** Where nobody knows a country's holidays, none are kept. */
async function calendarOf(
	country: string,
	years: readonly number[],
	{ holidaysOf, log }: ClaimWorld,
): Promise<Holidays> {
	try {
		const known = await holidaysOf(country, years);
		if (known) return known;
		log.warn({ country }, "a country whose holidays nobody knows");
	} catch (error) {
		log.error(
			{ country, error: describeError(error) },
			"the holidays could not be reckoned",
		);
	}
	return new Map();
}
