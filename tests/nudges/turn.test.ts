import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { daysBetween, daysLater } from "../../src/nudges/local-time.js";
import type { Nudge, Series } from "../../src/nudges/nudge.js";
import { nextNudge, type Past, type Turn } from "../../src/nudges/turn.js";

const firstMonday = "2026-11-23";

/** A series of so many nudges; the first few of them cheerful. */
function seriesOf(series: Series, count: number, cheerful = 0): Nudge[] {
	return Array.from({ length: count }, (_, i) => ({
		id: `${series}-${i + 1}`,
		series,
		text: "…",
		why: "…",
		claims: ["A6"],
		cheerful: i < cheerful,
	}));
}

const oneSeries: Turn = {
	nudges: seriesOf("lead", 56),
	schedule: {
		id: "S-1",
		channelId: "C-LEADS",
		series: ["lead"],
		hardWeekUntil: undefined,
	},
	past: [],
	helpful: new Map(),
	date: firstMonday,
};

/** What the channel gets week after week. */
function weeksOf(turn: Turn, weeks: number): (Past | undefined)[] {
	const past = [...turn.past];
	return Array.from({ length: weeks }, (_, week) => {
		const date = daysLater(turn.date, 7 * week);
		const nudge = nextNudge({ ...turn, past, date });
		if (!nudge) return undefined;
		const had = { nudgeId: nudge.id, scheduleId: turn.schedule.id, date };
		past.push(had);
		return had;
	});
}

const ids = (weeks: readonly (Past | undefined)[]) =>
	weeks.map((week) => week?.nudgeId);

test("no nudge comes twice in a channel until its series is used up", () => {
	expect(new Set(ids(weeksOf(oneSeries, 56))).size).toBe(56);
});

test("the order is the channel's own and stays", () => {
	const order = ids(weeksOf(oneSeries, 20));
	const elsewhere = {
		...oneSeries,
		schedule: { ...oneSeries.schedule, channelId: "C-OTHER" },
	};
	const shuffled = { ...oneSeries, nudges: oneSeries.nudges.toReversed() };
	expect(ids(weeksOf(oneSeries, 20))).toEqual(order);
	expect(ids(weeksOf(shuffled, 20))).toEqual(order);
	expect(ids(weeksOf(elsewhere, 20))).not.toEqual(order);
});

test("a nudge that is added or withdrawn leaves the others in their order", () => {
	const order = ids(weeksOf(oneSeries, 56));
	const without = {
		...oneSeries,
		nudges: oneSeries.nudges.filter(({ id }) => id !== order[3]),
	};
	expect(ids(weeksOf(without, 55))).toEqual(order.filter((_, i) => i !== 3));
});

test("two schedules of one channel share what it has had", () => {
	const other = { ...oneSeries.schedule, id: "S-2" };
	const past = weeksOf(oneSeries, 30).filter((week) => week !== undefined);
	const rest = weeksOf(
		{ ...oneSeries, schedule: other, past, date: "2026-11-25" },
		26,
	);
	expect(new Set([...ids(past), ...ids(rest)]).size).toBe(56);
});

describe("several series", () => {
	const three: Turn = {
		...oneSeries,
		nudges: [
			...seriesOf("lead", 52),
			...seriesOf("manage", 52),
			...seriesOf("vision", 52),
		],
		schedule: { ...oneSeries.schedule, series: ["vision", "lead", "manage"] },
	};
	const seriesIn = (weeks: readonly (Past | undefined)[]) =>
		weeks.map((week) => week?.nudgeId.replace(/-\d+$/, ""));

	test("are taken in turn, in the order in which they were chosen", () => {
		expect(seriesIn(weeksOf(three, 6))).toEqual([
			"vision",
			"lead",
			"manage",
			"vision",
			"lead",
			"manage",
		]);
	});

	test("stay in turn when weeks are skipped, or one is added", () => {
		const past = weeksOf(three, 2).filter((week) => week !== undefined);
		const later = { ...three, past, date: daysLater(firstMonday, 35) };
		expect(seriesIn(weeksOf(later, 2))).toEqual(["manage", "vision"]);
		const two = { ...three.schedule, series: ["vision", "lead"] as const };
		const before = weeksOf({ ...three, schedule: two }, 3).filter(
			(week) => week !== undefined,
		);
		expect(
			seriesIn(
				weeksOf(
					{ ...three, past: before, date: daysLater(firstMonday, 21) },
					3,
				),
			),
		).toEqual(["manage", "lead", "vision"]);
	});
});

describe("in a hard week", () => {
	const hardFor = (weeks: number): Turn => ({
		...oneSeries,
		nudges: seriesOf("lead", 56, 20),
		schedule: {
			...oneSeries.schedule,
			hardWeekUntil: daysLater(firstMonday, 7 * weeks),
		},
	});
	const cheerful = new Set(seriesOf("lead", 20).map(({ id }) => id));
	const isCheerful = (id: string | undefined) => cheerful.has(id ?? "");

	test("no cheerful nudge comes, and all of them come later", () => {
		const order = ids(weeksOf(hardFor(10), 56));
		expect(order.slice(0, 10).filter(isCheerful)).toEqual([]);
		expect(order.filter(isCheerful)).toHaveLength(20);
		expect(new Set(order).size).toBe(56);
	});

	test("when only cheerful ones are left, none comes rather than one of them", () => {
		const order = ids(weeksOf(hardFor(40), 41));
		expect(order.slice(36, 40)).toEqual([
			undefined,
			undefined,
			undefined,
			undefined,
		]);
		expect(isCheerful(order[40])).toBe(true);
	});
});

describe("once a series is used up", () => {
	const firstRound = weeksOf(oneSeries, 56).filter(
		(week) => week !== undefined,
	);
	const order = ids(firstRound);
	const secondRound: Turn = {
		...oneSeries,
		past: firstRound,
		date: daysLater(firstMonday, 7 * 56),
	};

	test("it begins again in the same order", () => {
		expect(ids(weeksOf(secondRound, 56))).toEqual(order);
	});

	test("what people found helpful comes sooner, the most helpful first", () => {
		const helpful = new Map([
			[order[20] ?? "", 1],
			[order[25] ?? "", 3],
		]);
		const again = ids(weeksOf({ ...secondRound, helpful }, 56));
		expect(again.slice(0, 3)).toEqual([order[25], order[20], order[0]]);
		expect(new Set(again).size).toBe(56);
	});

	test("but none within 26 weeks", () => {
		const last = order[55] ?? "";
		const again = weeksOf(
			{ ...secondRound, helpful: new Map([[last, 9]]) },
			56,
		);
		const week = ids(again).indexOf(last);
		expect(week).toBe(25);
		expect(
			daysBetween(firstRound[55]?.date ?? "", again[week]?.date ?? ""),
		).toBe(26 * 7);
	});

	test("a channel with more schedules than nudges is left in peace rather than told the same again", () => {
		const past = Array.from({ length: 56 }, (_, i) => ({
			nudgeId: `lead-${i + 1}`,
			scheduleId: `S-${i % 4}`,
			date: daysLater(firstMonday, i),
		}));
		expect(
			nextNudge({ ...oneSeries, past, date: daysLater(firstMonday, 57) }),
		).toBeUndefined();
	});

	test("whatever people press, a round holds every nudge once and none within 26 weeks", () => {
		fc.assert(
			fc.property(
				fc.array(
					fc.tuple(
						fc.integer({ min: 1, max: 56 }),
						fc.integer({ min: 1, max: 5 }),
					),
					{ maxLength: 56 },
				),
				(presses) => {
					const helpful = new Map(
						presses.map(([n, count]) => [`lead-${n}`, count]),
					);
					const weeks = weeksOf({ ...oneSeries, helpful }, 168).filter(
						(week) => week !== undefined,
					);
					for (const round of [0, 1, 2])
						expect(
							new Set(ids(weeks.slice(56 * round, 56 * (round + 1)))).size,
						).toBe(56);
					const last = new Map<string, string>();
					for (const { nudgeId, date } of weeks) {
						const before = last.get(nudgeId);
						if (before)
							expect(daysBetween(before, date)).toBeGreaterThanOrEqual(26 * 7);
						last.set(nudgeId, date);
					}
				},
			),
			{ numRuns: 15 },
		);
	});
});
