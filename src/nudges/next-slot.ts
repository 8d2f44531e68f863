import { daysLater, localTime } from "./local-time.js";
import type { Schedule, Slot } from "./schedule.js";
import { nextRun } from "./slot.js";

/** When a schedule is to be looked at next: never while it is off or broken. */
export function nextSlot(
	schedule: Omit<Schedule, "vision">,
	now: Date,
): Slot | undefined {
	const rests =
		schedule.pausedUntil === "forever" || schedule.brokenBy !== undefined;
	return rests ? undefined : nextRun(schedule, now);
}

/** The day on which a week off ends: a week from now, or later, so that each of these schedules is left out once. */
export function endOfWeekOff(
	schedules: readonly Omit<Schedule, "vision">[],
	now: Date,
): string {
	const ends = schedules.flatMap((schedule) => [
		daysLater(localTime(now, schedule.timeZone).date, 7),
		daysLater(nextRun(schedule, now).date, 1),
	]);
	return ends.sort().at(-1) ?? "";
}
