import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { daysLater, weekdayOf } from "../../src/nudges/local-time.js";
import type { Weekday } from "../../src/nudges/schedule.js";
import {
	type Fate,
	missedSlots,
	nextRun,
	type Timing,
	upcomingSlots,
	weekOf,
	yearsAround,
} from "../../src/nudges/slot.js";

const graceMs = 6 * 3_600_000;
const noHolidays = new Map<string, string>();
const christmas = new Map([
	["2026-12-25", "Christmas Day"],
	["2026-12-26", "Boxing Day"],
]);
// biome-ignore lint/suspicious/noThenProperty: a string, so nobody can take it for a promise
const moved = { country: "DE", then: "move" } as const;
// biome-ignore lint/suspicious/noThenProperty: a string, so nobody can take it for a promise
const skipped = { country: "DE", then: "skip" } as const;
const mondaysAtNine: Timing = {
	weekday: 1,
	time: "09:00",
	timeZone: "Europe/Berlin",
	skipDates: [],
	holidays: undefined,
	pausedUntil: undefined,
	brokenBy: undefined,
};
const fridaysAtNine: Timing = {
	...mondaysAtNine,
	weekday: 5,
	holidays: moved,
};
const sundayNoon = new Date("2026-11-22T12:00:00Z");
const comes: Fate = { kind: "comes", moved: undefined };

test("the next slot is the coming Monday at nine where the team is", () => {
	expect(nextRun(mondaysAtNine, sundayNoon)).toEqual({
		date: "2026-11-23",
		at: new Date("2026-11-23T08:00:00Z"),
	});
});

test("a slot that is due this very moment is not the next one", () => {
	const { at } = nextRun(mondaysAtNine, sundayNoon);
	expect(nextRun(mondaysAtNine, at).date).toBe("2026-11-30");
});

test("a slot keeps its own date where the local day is not the day in UTC", () => {
	const adelaide = {
		...mondaysAtNine,
		timeZone: "Australia/Adelaide",
		time: "06:30",
	};
	expect(nextRun(adelaide, sundayNoon)).toEqual({
		date: "2026-11-23",
		at: new Date("2026-11-22T20:00:00Z"),
	});
});

test("one slot in each week, whatever the weekday, time, zone and moment", () => {
	const zones = Intl.supportedValuesOf("timeZone");
	fc.assert(
		fc.property(
			fc.integer({ min: 1, max: 7 }),
			fc.integer({ min: 0, max: 1439 }),
			fc.constantFrom(...zones),
			fc.date({
				min: new Date("2020-01-01"),
				max: new Date("2040-01-01"),
				noInvalidDate: true,
			}),
			(weekday, minutes, timeZone, after) => {
				const time = `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
				const times = { weekday: weekday as Weekday, time, timeZone };
				const slot = nextRun(times, after);
				const before = new Date(slot.at.getTime() - 1);
				expect(weekdayOf(slot.date)).toBe(weekday);
				expect(slot.at.getTime()).toBeGreaterThan(after.getTime());
				expect(nextRun(times, before)).toEqual(slot);
				expect(nextRun(times, slot.at).date).toBe(daysLater(slot.date, 7));
			},
		),
		{ numRuns: 500 },
	);
});

describe("what becomes of a slot", () => {
	const fateOn = (
		date: string,
		changes: Partial<Timing>,
		holidays = noHolidays,
	) => weekOf({ ...mondaysAtNine, ...changes }, holidays, date).fate;

	test("it comes when nothing speaks against it", () => {
		expect(fateOn("2026-11-23", {})).toEqual(comes);
	});

	test("it is skipped on a date to skip", () => {
		expect(fateOn("2026-12-28", { skipDates: ["2026-12-28"] })).toEqual({
			kind: "skipped",
			reason: { kind: "skip-date" },
		});
	});

	test("it is skipped before the day until which the schedule is paused, and comes on that day", () => {
		const paused = { pausedUntil: "2026-11-30" };
		expect(fateOn("2026-11-23", paused)).toEqual({
			kind: "skipped",
			reason: { kind: "paused", until: "2026-11-30" },
		});
		expect(fateOn("2026-11-30", paused)).toEqual(comes);
	});

	test("it is skipped while the schedule is off, or refused by Slack", () => {
		expect(fateOn("2026-11-23", { pausedUntil: "forever" })).toEqual({
			kind: "skipped",
			reason: { kind: "off" },
		});
		expect(fateOn("2026-11-23", { brokenBy: "is_archived" })).toEqual({
			kind: "skipped",
			reason: { kind: "broken", error: "is_archived" },
		});
	});

	test("on a public holiday it is skipped by name where that was chosen", () => {
		const chosen = { holidays: skipped };
		const easter = new Map([["2026-04-06", "Easter Monday"]]);
		expect(fateOn("2026-04-06", chosen, easter)).toEqual({
			kind: "skipped",
			reason: { kind: "holiday", name: "Easter Monday" },
		});
	});

	test("holidays do not matter to a team that chose no country", () => {
		expect(fateOn("2026-12-25", { weekday: 5 }, christmas)).toEqual(comes);
	});
});

describe("a slot on a holiday that moves", () => {
	test("comes on the next working day and keeps its own date as its key", () => {
		expect(weekOf(fridaysAtNine, christmas, "2026-12-25")).toEqual({
			slot: { date: "2026-12-25", at: new Date("2026-12-28T08:00:00Z") },
			localDate: "2026-12-28",
			localTime: "09:00",
			fate: {
				kind: "comes",
				moved: {
					from: "2026-12-25",
					to: "2026-12-28",
					holiday: "Christmas Day",
				},
			},
		});
	});

	test("passes over further holidays and dates to skip", () => {
		const { localDate } = weekOf(
			{ ...fridaysAtNine, skipDates: ["2026-12-28"] },
			new Map([...christmas, ["2026-12-29", "Harbour Day"]]),
			"2026-12-25",
		);
		expect(localDate).toBe("2026-12-30");
	});

	test("is skipped when it would run into the next slot", () => {
		const closed = new Map(
			Array.from({ length: 7 }, (_, i) => [
				daysLater("2026-12-25", i),
				"Shutdown",
			]),
		);
		expect(weekOf(fridaysAtNine, closed, "2026-12-25").fate).toEqual({
			kind: "skipped",
			reason: { kind: "no-day-left", name: "Shutdown" },
		});
	});

	test("is skipped all the same while the schedule is paused", () => {
		const paused = { ...fridaysAtNine, pausedUntil: "2026-12-27" };
		expect(weekOf(paused, christmas, "2026-12-25").fate).toEqual({
			kind: "skipped",
			reason: { kind: "paused", until: "2026-12-27" },
		});
	});

	test("is still to come after its own day has passed", () => {
		const saturday = new Date("2026-12-26T12:00:00Z");
		const [next, afterwards] = upcomingSlots(
			fridaysAtNine,
			christmas,
			saturday,
			2,
		);
		expect(next?.slot.date).toBe("2026-12-25");
		expect(next?.localDate).toBe("2026-12-28");
		expect(afterwards?.slot.date).toBe("2027-01-01");
	});
});

test("the next five weeks are told with their local time and why one will not come", () => {
	const timing = {
		...mondaysAtNine,
		pausedUntil: "2026-11-30",
		skipDates: ["2026-12-21"],
		holidays: skipped,
	};
	const holidays = new Map([["2026-12-14", "Harbour Day"]]);
	const weeks = upcomingSlots(timing, holidays, sundayNoon, 5);
	expect(
		weeks.map(({ localDate, localTime, fate }) => [
			localDate,
			localTime,
			fate.kind === "comes" ? "comes" : fate.reason.kind,
		]),
	).toEqual([
		["2026-11-23", "09:00", "paused"],
		["2026-11-30", "09:00", "comes"],
		["2026-12-07", "09:00", "comes"],
		["2026-12-14", "09:00", "holiday"],
		["2026-12-21", "09:00", "skip-date"],
	]);
});

test("what is to come is never past and always in order", () => {
	fc.assert(
		fc.property(
			fc.date({
				min: new Date("2026-01-01"),
				max: new Date("2030-01-01"),
				noInvalidDate: true,
			}),
			fc.array(fc.nat(60), { maxLength: 30 }),
			(now, days) => {
				const today = now.toISOString().slice(0, 10);
				const holidays = new Map(
					days.map((day) => [daysLater(today, day - 10), "Some day"]),
				);
				const weeks = upcomingSlots(fridaysAtNine, holidays, now, 6);
				const times = weeks.map(({ slot }) => slot.at.getTime());
				expect(times[0]).toBeGreaterThan(now.getTime());
				expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
				expect(new Set(weeks.map(({ slot }) => slot.date)).size).toBe(6);
			},
		),
	);
});

describe("slots missed while the bot was down", () => {
	const since = new Date("2026-11-02T08:00:00Z");
	const missed = (now: string, timing = mondaysAtNine, holidays = noHolidays) =>
		missedSlots(timing, holidays, { since, now: new Date(now), graceMs }).map(
			({ slot, fate }) => [
				slot.date,
				fate.kind === "comes" ? "comes" : fate.reason.kind,
			],
		);

	test("the newest is caught up inside the grace window, the others are skipped", () => {
		expect(missed("2026-11-23T13:59:00Z")).toEqual([
			["2026-11-09", "missed"],
			["2026-11-16", "missed"],
			["2026-11-23", "comes"],
		]);
	});

	test("none is caught up once the grace window is over", () => {
		expect(missed("2026-11-23T14:00:01Z").at(-1)).toEqual([
			"2026-11-23",
			"missed",
		]);
	});

	test("what would not have come anyway keeps its own reason", () => {
		const timing = { ...mondaysAtNine, skipDates: ["2026-11-16"] };
		expect(missed("2026-11-24T00:00:00Z", timing)).toEqual([
			["2026-11-09", "missed"],
			["2026-11-16", "skip-date"],
			["2026-11-23", "missed"],
		]);
	});

	test("a slot that a holiday moved is missed on the day it was moved to", () => {
		const timing = {
			...mondaysAtNine,
			holidays: moved,
		};
		const holidays = new Map([["2026-11-09", "Harbour Day"]]);
		expect(missed("2026-11-09T12:00:00Z", timing, holidays)).toEqual([]);
		expect(missed("2026-11-10T08:00:00Z", timing, holidays)).toEqual([
			["2026-11-09", "comes"],
		]);
	});

	test("nothing was missed while the clock stood before the last slot", () => {
		expect(missed("2026-11-02T07:00:00Z")).toEqual([]);
	});
});

test("every slot is taken once though the machine's clock jumps by an hour either way", () => {
	const hours = 24 * 21;
	fc.assert(
		fc.property(
			fc.array(fc.constantFrom(-1, 0, 1), {
				minLength: hours,
				maxLength: hours,
			}),
			(jumps) => {
				const taken: string[] = [];
				let since = sundayNoon;
				jumps.forEach((jump, hour) => {
					const now = new Date(
						sundayNoon.getTime() + (hour + jump) * 3_600_000,
					);
					const span = { since, now, graceMs };
					for (const week of missedSlots(mondaysAtNine, noHolidays, span)) {
						taken.push(`${week.slot.date} ${week.fate.kind}`);
						since = week.slot.at;
					}
				});
				expect(taken).toEqual([
					"2026-11-23 comes",
					"2026-11-30 comes",
					"2026-12-07 comes",
				]);
			},
		),
		{ numRuns: 20 },
	);
});

test("the machine's own time zone changes nothing", () => {
	const slot = fileURLToPath(
		new URL("../../dist/nudges/slot.js", import.meta.url),
	);
	const program = `
		const { nextRun } = await import(${JSON.stringify(slot)});
		const out = [];
		for (const timeZone of ["Europe/Berlin", "Pacific/Apia", "America/St_Johns", "Australia/Lord_Howe"])
			for (let week = 0; week < 60; week++)
				out.push(nextRun({ weekday: 7, time: "02:15", timeZone }, new Date(Date.UTC(2026, 0, 1 + week * 7))));
		process.stdout.write(JSON.stringify(out));
	`;
	const runIn = (TZ: string) =>
		execFileSync(process.execPath, ["--input-type=module", "-e", program], {
			env: { TZ },
			encoding: "utf8",
		});
	const here = runIn("UTC");
	expect(JSON.parse(here)).toHaveLength(240);
	expect(runIn("Pacific/Apia")).toBe(here);
	expect(runIn("America/New_York")).toBe(here);
});

test("the years whose holidays are needed reach a little to both sides", () => {
	expect(yearsAround(sundayNoon, 5)).toEqual([2026, 2027]);
	expect(yearsAround(new Date("2027-01-03T12:00:00Z"), 1)).toEqual([
		2026, 2027,
	]);
});
