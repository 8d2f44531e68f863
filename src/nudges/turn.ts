import { createHash } from "node:crypto";
import { daysBetween } from "./local-time.js";
import { type Nudge, type Series, seriesNames } from "./nudge.js";
import type { Schedule } from "./schedule.js";

/** A nudge that came, or may have come, to a channel: by which schedule, and on which local date. */
export type Past = { nudgeId: string; scheduleId: string; date: string };

/** What decides which nudge a channel gets next. */
export type Turn = {
	nudges: readonly Nudge[];
	schedule: Pick<Schedule, "id" | "channelId" | "series" | "hardWeekUntil">;
	/** Everything the channel has had, from all of its schedules, the oldest first. */
	past: readonly Past[];
	/** How often people of the channel found a nudge helpful, by its id. */
	helpful: ReadonlyMap<string, number>;
	/** The local date of the slot. */
	date: string;
};

const leastDaysApart = 26 * 7;

/**
 * The nudge for a slot: the schedule's series in turn, and in a series none twice in a channel until all have come, in
 * an order of the channel's own. In later rounds those found helpful come first. None comes again within 26 weeks, and
 * no cheerful one in a hard week; `undefined` when that leaves none.
 */
export function nextNudge(turn: Turn): Nudge | undefined {
	for (const series of seriesInTurn(turn)) {
		const nudge = nextOf(series, turn);
		if (nudge) return nudge;
	}
	return undefined;
}

/** The schedule's series, the one that it used longest ago first. */
function seriesInTurn({ nudges, schedule, past }: Turn): Series[] {
	const seriesOf = new Map(nudges.map(({ id, series }) => [id, series]));
	const own = past.filter(({ scheduleId }) => scheduleId === schedule.id);
	const lastUse = (series: Series) =>
		own.findLastIndex(({ nudgeId }) => seriesOf.get(nudgeId) === series);
	return seriesNames
		.filter((series) => schedule.series.includes(series))
		.sort(
			(a, b) =>
				lastUse(a) - lastUse(b) ||
				schedule.series.indexOf(a) - schedule.series.indexOf(b),
		);
}

function nextOf(
	series: Series,
	{ nudges, schedule, past, helpful, date }: Turn,
): Nudge | undefined {
	const comings = new Map<string, { times: number; last: string }>();
	for (const { nudgeId, date } of past) {
		const { times, last } = comings.get(nudgeId) ?? { times: 0, last: date };
		comings.set(nudgeId, {
			times: times + 1,
			last: date > last ? date : last,
		});
	}
	const timesOf = ({ id }: Nudge) => comings.get(id)?.times ?? 0;
	const all = nudges.filter((nudge) => nudge.series === series);
	const round = Math.min(...all.map(timesOf));
	const hardWeek =
		schedule.hardWeekUntil !== undefined && date < schedule.hardWeekUntil;
	const mayCome = (nudge: Nudge) => {
		const last = comings.get(nudge.id)?.last;
		return (
			timesOf(nudge) === round &&
			!(hardWeek && nudge.cheerful) &&
			(last === undefined || daysBetween(last, date) >= leastDaysApart)
		);
	};
	const liking = ({ id }: Nudge) => (round === 0 ? 0 : (helpful.get(id) ?? 0));
	const [first] = all
		.filter(mayCome)
		.map((nudge) => ({
			nudge,
			liking: liking(nudge),
			place: placeOf(nudge, schedule.channelId),
		}))
		.sort((a, b) => b.liking - a.liking || (a.place < b.place ? -1 : 1));
	return first?.nudge;
}

/** Where a nudge stands in a channel's own order. It stays there when others are added or removed. */
function placeOf({ id }: Nudge, channelId: string): string {
	return createHash("sha256").update(`${channelId} ${id}`).digest("hex");
}
