import type { SkipReason } from "./delivery.js";
import { daysLater, localTime, momentOf, weekdayOf } from "./local-time.js";
import type { Schedule, Slot } from "./schedule.js";

/** What decides when a schedule runs. */
type Times = Pick<Schedule, "weekday" | "time" | "timeZone">;

/** What decides, besides, whether it comes then. */
export type Timing = Times &
	Pick<Schedule, "skipDates" | "holidays" | "pausedUntil" | "brokenBy">;

/** The names of public holidays by their local dates. */
export type Holidays = ReadonlyMap<string, string>;

/** Why a slot comes on a later day than it is nominally due. */
export type Move = { from: string; to: string; holiday: string };

/** What becomes of a slot. */
export type Fate =
	| { kind: "comes"; moved: Move | undefined }
	| { kind: "skipped"; reason: SkipReason };

/** One week of a schedule: the slot, its local date and time on the day it is really due, and what becomes of it. */
export type Week = {
	slot: Slot;
	localDate: string;
	localTime: string;
	fate: Fate;
};

/** The first slot of a schedule after a moment, before anything is skipped or moved. */
export function nextRun(times: Times, after: Date): Slot {
	// A slot whose local time is leapt over can come after its own date has ended, so the search starts a day early.
	const yesterday = daysLater(localTime(after, times.timeZone).date, -1);
	let date = onOrAfter(yesterday, times.weekday);
	for (;;) {
		const at = momentOf(date, times.time, times.timeZone);
		if (at > after) return { date, at };
		date = daysLater(date, 7);
	}
}

/** What becomes of the slot that is nominally due on a date. */
export function weekOf(timing: Timing, holidays: Holidays, date: string): Week {
	const holiday = timing.holidays && holidays.get(date);
	const pause = pauseOn(timing, date);
	const skip = (reason: SkipReason, on = date) =>
		week(timing, date, on, { kind: "skipped", reason });

	if (timing.brokenBy !== undefined)
		return skip({ kind: "broken", error: timing.brokenBy });
	if (timing.pausedUntil === "forever") return skip({ kind: "off" });
	if (timing.skipDates.includes(date)) return skip({ kind: "skip-date" });
	if (holiday === undefined || pause !== undefined)
		return pause
			? skip(pause)
			: week(timing, date, date, { kind: "comes", moved: undefined });
	if (timing.holidays?.then === "skip")
		return skip({ kind: "holiday", name: holiday });

	const to = workingDayAfter(timing, holidays, date);
	if (to === undefined) return skip({ kind: "no-day-left", name: holiday });
	return week(timing, date, to, {
		kind: "comes",
		moved: { from: date, to, holiday },
	});
}

/** The next `count` weeks of a schedule that are due after `now`, in the order of their moments. */
export function upcomingSlots(
	timing: Timing,
	holidays: Holidays,
	now: Date,
	count: number,
): Week[] {
	const weeks: Week[] = [];
	for (
		let date = firstDate(timing, now);
		weeks.length < count;
		date = daysLater(date, 7)
	) {
		const week = weekOf(timing, holidays, date);
		if (week.slot.at > now) weeks.push(week);
	}
	return weeks;
}

/**
 * What becomes of the slots that fell due after `since` and up to `now` while nobody looked, the oldest first: the
 * newest that should have come still does where it is no later than `graceMs`, the others are skipped.
 */
export function missedSlots(
	timing: Timing,
	holidays: Holidays,
	{ since, now, graceMs }: { since: Date; now: Date; graceMs: number },
): Week[] {
	const weeks: Week[] = [];
	for (let date = firstDate(timing, since); ; date = daysLater(date, 7)) {
		const week = weekOf(timing, holidays, date);
		if (momentOf(date, timing.time, timing.timeZone) > now) break;
		if (week.slot.at > since && week.slot.at <= now) weeks.push(week);
	}
	const newest = weeks.findLast(({ fate }) => fate.kind === "comes");
	const caughtUp =
		newest && now.getTime() - newest.slot.at.getTime() <= graceMs
			? newest
			: undefined;
	return weeks.map((week) =>
		week === caughtUp || week.fate.kind === "skipped"
			? week
			: { ...week, fate: { kind: "skipped", reason: { kind: "missed" } } },
	);
}

/** The years whose holidays are needed to tell what becomes of so many weeks from a moment on. */
export function yearsAround(from: Date, weeks: number): number[] {
	const first = new Date(from.getTime() - 8 * dayMs).getUTCFullYear();
	const last = new Date(
		from.getTime() + (weeks * 7 + 8) * dayMs,
	).getUTCFullYear();
	return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

const dayMs = 86_400_000;

function week(timing: Times, date: string, on: string, fate: Fate): Week {
	const at = momentOf(on, timing.time, timing.timeZone);
	const local = localTime(at, timing.timeZone);
	return {
		slot: { date, at },
		localDate: local.date,
		localTime: local.time,
		fate,
	};
}

/** The first nominal date whose slot could be due after a moment, as a holiday may have moved it by up to six days. */
function firstDate(timing: Times, after: Date): string {
	const today = localTime(after, timing.timeZone).date;
	return onOrAfter(daysLater(today, -8), timing.weekday);
}

function onOrAfter(date: string, weekday: number): string {
	return daysLater(date, (weekday - weekdayOf(date) + 7) % 7);
}

function pauseOn(
	{ pausedUntil }: Timing,
	date: string,
): SkipReason | undefined {
	return pausedUntil !== undefined &&
		pausedUntil !== "forever" &&
		date < pausedUntil
		? { kind: "paused", until: pausedUntil }
		: undefined;
}

/** The first working day after a holiday that is still before the schedule's next slot. */
function workingDayAfter(
	{ skipDates }: Timing,
	holidays: Holidays,
	date: string,
): string | undefined {
	for (let days = 1; days < 7; days++) {
		const day = daysLater(date, days);
		if (weekdayOf(day) <= 5 && !holidays.has(day) && !skipDates.includes(day))
			return day;
	}
	return undefined;
}
