import { expect, test } from "vitest";
import { planOf } from "../../src/nudges/plan.js";
import { monday, mondaysForLeads, nextMonday } from "../support/schedules.js";

const hourMs = 3_600_000;
const plain = mondaysForLeads({
	skipDates: [],
	holidays: undefined,
	hardWeekUntil: undefined,
});
const at = (now: Date) => ({ now, graceMs: 6 * hourMs });
const told = ({ weeks, next }: ReturnType<typeof planOf>) => ({
	weeks: weeks.map(({ slot, fate }) => [
		slot.date,
		fate.kind === "skipped" ? fate.reason.kind : fate.kind,
	]),
	next,
});

test("the slot that has come comes, and the next is a week later", () => {
	expect(told(planOf(plain, monday, new Map(), at(monday.at)))).toEqual({
		weeks: [["2026-11-23", "comes"]],
		next: nextMonday,
	});
});

test("a slot on a holiday is waited for until the day it was moved to", () => {
	const moving = {
		...plain,
		// biome-ignore lint/suspicious/noThenProperty: a string, so nobody can take it for a promise
		holidays: { country: "DE", then: "move" as const },
	};
	const holidays = new Map([["2026-11-23", "Harbour Day"]]);
	const onMonday = planOf(moving, monday, holidays, at(monday.at));
	const tuesday = new Date(monday.at.getTime() + 24 * hourMs);
	expect(told(onMonday)).toEqual({
		weeks: [],
		next: { date: "2026-11-23", at: tuesday },
	});
	const waited = { date: "2026-11-23", at: tuesday };
	expect(told(planOf(moving, waited, holidays, at(tuesday)))).toEqual({
		weeks: [["2026-11-23", "comes"]],
		next: nextMonday,
	});
});

test("a paused one says so each week, one that is off waits for nothing", () => {
	const paused = { ...plain, pausedUntil: "2026-12-24" };
	expect(told(planOf(paused, monday, new Map(), at(monday.at)))).toEqual({
		weeks: [["2026-11-23", "paused"]],
		next: nextMonday,
	});
	const off = { ...plain, pausedUntil: "forever" };
	expect(planOf(off, monday, new Map(), at(monday.at)).next).toBeUndefined();
});

test("a slot reckoned before a country changed its clocks is not lost", () => {
	const anHourLater = new Date(monday.at.getTime() + hourMs);
	const waited = { date: monday.date, at: anHourLater };
	expect(told(planOf(plain, waited, new Map(), at(anHourLater))).weeks).toEqual(
		[["2026-11-23", "comes"]],
	);
});
