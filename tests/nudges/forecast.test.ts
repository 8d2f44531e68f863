import { expect, test } from "vitest";
import { forecast } from "../../src/nudges/forecast.js";
import type { Nudge } from "../../src/nudges/nudge.js";
import type { Schedule } from "../../src/nudges/schedule.js";

const nudge = (id: string): Nudge => ({
	id,
	series: "vision",
	text: "…",
	why: "…",
	claims: ["A5"],
	cheerful: false,
});
const schedule: Schedule = {
	id: "S-1",
	workspaceId: "T-HARBOUR",
	channelId: "C-LEADS",
	series: ["vision"],
	weekday: 1,
	time: "09:00",
	timeZone: "Europe/Berlin",
	vision: "Every boat home before dark",
	skipDates: ["2026-11-30"],
	holidays: undefined,
	pausedUntil: undefined,
	hardWeekUntil: undefined,
	setUpBy: "U-MATILDA",
	changedBy: "U-MATILDA",
	brokenBy: undefined,
};
const sundayNoon = new Date("2026-11-22T12:00:00Z");
const stock = { past: [], helpful: new Map<string, number>() };

test("each of the weeks to come has a nudge of its own, or the reason why none comes", () => {
	const nudges = ["one", "two", "three", "four"].map(nudge);
	const weeks = forecast(
		{ schedule, nudges, ...stock },
		new Map(),
		sundayNoon,
		5,
	);
	const coming = weeks.flatMap(({ nudge }) => nudge?.id ?? []);
	expect(new Set(coming).size).toBe(4);
	expect(weeks.map(({ slot, fate }) => [slot.date, fate.kind])).toEqual([
		["2026-11-23", "comes"],
		["2026-11-30", "skipped"],
		["2026-12-07", "comes"],
		["2026-12-14", "comes"],
		["2026-12-21", "comes"],
	]);
	expect(weeks[1]?.nudge).toBeUndefined();
});

test("a week for which nothing is left says so", () => {
	const [first, , third] = forecast(
		{ schedule, nudges: [nudge("one")], ...stock },
		new Map(),
		sundayNoon,
		3,
	);
	expect(first?.nudge?.id).toBe("one");
	expect(third?.fate).toEqual({
		kind: "skipped",
		reason: { kind: "nothing-left" },
	});
});
