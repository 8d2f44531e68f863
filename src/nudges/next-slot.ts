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
