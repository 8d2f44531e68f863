import type { Nudge } from "./nudge.js";
import type { Schedule } from "./schedule.js";
import { type Holidays, upcomingSlots, type Week } from "./slot.js";
import { nextNudge, type Turn } from "./turn.js";

/** A week to come, and the nudge that would come then. */
export type Outlook = Week & { nudge: Nudge | undefined };

/** The next `count` weeks of a schedule after `now`, as they would go if nothing changed. */
export function forecast(
	{
		schedule,
		nudges,
		past,
		helpful,
	}: Omit<Turn, "date" | "schedule"> & {
		schedule: Schedule;
	},
	holidays: Holidays,
	now: Date,
	count: number,
): Outlook[] {
	const had = [...past];
	return upcomingSlots(schedule, holidays, now, count).map((week) => {
		if (week.fate.kind === "skipped") return { ...week, nudge: undefined };
		const { date } = week.slot;
		const nudge = nextNudge({ nudges, schedule, past: had, helpful, date });
		if (!nudge)
			return {
				...week,
				fate: { kind: "skipped", reason: { kind: "nothing-left" } },
				nudge,
			};
		had.push({ nudgeId: nudge.id, scheduleId: schedule.id, date });
		return { ...week, nudge };
	});
}
