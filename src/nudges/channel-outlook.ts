import type { Nudge } from "./nudge.js";
import type { Schedule } from "./schedule.js";
import { seriesTitles } from "./schedule-words.js";
import { type Holidays, upcomingSlots, type Week } from "./slot.js";
import { nextNudge, type Past, type Turn } from "./turn.js";

/** What decides what a channel gets: its schedules, what it had, and what it liked. */
export type ChannelStory = Pick<Turn, "nudges" | "past" | "helpful"> & {
	schedules: readonly Schedule[];
	/** The public holidays of a schedule's country. */
	holidaysOf: (schedule: Schedule) => Holidays;
};

/** A nudge to come, or why none comes, and what makes it this one. */
export type Coming = Week & {
	schedule: Schedule;
	nudge: Nudge | undefined;
	because: string;
};

/** The next `count` of a channel's slots after `now`, of all its schedules together, as they would go if nothing changed. */
export function channelOutlook(
	{ schedules, holidaysOf, nudges, past, helpful }: ChannelStory,
	now: Date,
	count: number,
): Coming[] {
	const had = [...past];
	return schedules
		.flatMap((schedule) =>
			upcomingSlots(schedule, holidaysOf(schedule), now, count).map((week) => ({
				...week,
				schedule,
			})),
		)
		.sort((a, b) => a.slot.at.getTime() - b.slot.at.getTime())
		.slice(0, count)
		.map((week): Coming => {
			if (week.fate.kind === "skipped")
				return { ...week, nudge: undefined, because: "" };
			const { date } = week.slot;
			const turn = {
				nudges,
				schedule: week.schedule,
				past: had,
				helpful,
				date,
			};
			const nudge = nextNudge(turn);
			if (!nudge)
				return {
					...week,
					fate: { kind: "skipped", reason: { kind: "nothing-left" } },
					nudge,
					because: "",
				};
			const because = whyThis(nudge, turn);
			had.push({ nudgeId: nudge.id, scheduleId: week.schedule.id, date });
			return { ...week, nudge, because };
		});
}

/** Why it is this nudge's turn, in a few words. */
function whyThis(
	nudge: Nudge,
	{
		schedule,
		past,
		helpful,
		date,
	}: {
		schedule: Pick<Schedule, "series" | "hardWeekUntil">;
		past: readonly Past[];
		helpful: ReadonlyMap<string, number>;
		date: string;
	},
): string {
	const turn =
		schedule.series.length > 1
			? `it is ${seriesTitles[nudge.series]}'s turn, and `
			: "";
	const liked = helpful.get(nudge.id) ?? 0;
	const came = past.some(({ nudgeId }) => nudgeId === nudge.id);
	const why = !came
		? "this one is new to this channel"
		: liked > 0
			? `this one is back because ${liked} of you found it helpful`
			: "this one is back now that all of its series have come";
	const hard =
		schedule.hardWeekUntil !== undefined && date < schedule.hardWeekUntil;
	return `${turn}${why}${hard ? "; nothing too cheerful, as it's a hard week" : ""}`;
}
