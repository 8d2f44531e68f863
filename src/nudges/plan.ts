import type { Schedule, Slot } from "./schedule.js";
import {
	type Holidays,
	missedSlots,
	upcomingSlots,
	type Week,
} from "./slot.js";

/** What becomes of every slot of a schedule that has come, the oldest first, and which comes next. */
export type SlotPlan = { weeks: readonly Week[]; next: Slot | undefined };

const dayMs = 86_400_000;

/** The plan for a schedule that waited for slot `waited`; one that is off or broken waits for none. */
export function planOf(
	schedule: Omit<Schedule, "vision">,
	waited: Slot,
	holidays: Holidays,
	{ now, graceMs }: { now: Date; graceMs: number },
): SlotPlan {
	// A day to spare, for where the time zone's rules were changed since the slot was reckoned.
	const since = new Date(waited.at.getTime() - dayMs);
	const weeks = missedSlots(schedule, holidays, { since, now, graceMs }).filter(
		({ slot }) => slot.date >= waited.date,
	);
	const rests =
		schedule.pausedUntil === "forever" || schedule.brokenBy !== undefined;
	const [next] = rests ? [] : upcomingSlots(schedule, holidays, now, 1);
	return { weeks, next: next?.slot };
}
