import { expect, test } from "vitest";
import { dayIn, dayInWords } from "../../src/coaching/day.js";

const mondayNoon = new Date("2026-11-23T11:00:00Z");
const heard = (words: string, now = mondayNoon, zone = "Europe/Brussels") => {
	const day = dayIn(words, now, zone);
	return day.kind === "day"
		? `${day.day.date}${day.day.hour === undefined ? "" : ` at ${day.day.hour}`}`
		: day.kind;
};

test.each([
	["friday", "2026-11-27"],
	["next tuesday morning", "2026-12-01 at 9"],
	["in two weeks", "2026-12-07"],
	["24 Dec", "2026-12-24"],
	["2026-12-24", "2026-12-24"],
	["24.12.", "2026-12-24"],
	["tomorrow", "2026-11-24"],
	["tomorrow at 4pm", "2026-11-24 at 16"],
	["the day after tomorrow", "2026-11-25"],
	["monday", "2026-11-30"],
	["today", "2026-11-23"],
	["this evening", "2026-11-23 at 18"],
	["in a fortnight", "2026-12-07"],
	["end of the week", "2026-11-27"],
	["end of next week", "2026-12-04"],
	["end of the month", "2026-11-30"],
	["the 5th", "2026-12-05"],
	["12 january", "2027-01-12"],
	["christmas eve", "2026-12-24"],
	["in the morning", "2026-11-24 at 9"],
	["Can you ask me on Thursday, please?", "2026-11-26"],
])("“%s”, said on Monday 23 November, is %s", (words, day) => {
	expect(heard(words)).toBe(day);
});

test.each(["yesterday", "last friday", "two weeks ago", "2020-01-01"])(
	"“%s” has gone by",
	(words) => expect(heard(words)).toBe("past"),
);

test("no day is looked forward to for more than a year", () => {
	expect(heard("in five years")).toBe("far");
});

test.each(["", "whenever", "I may do it", "31 february", "soon", "🙂", "?"])(
	"“%s” names no day",
	(words) => expect(heard(words)).toBe("none"),
);

test("tomorrow is counted from the person's own day, wherever the machine stands", () => {
	const lateOnSunday = new Date("2026-11-22T22:30:00Z");
	expect(heard("tomorrow", lateOnSunday, "Pacific/Auckland")).toBe(
		"2026-11-24",
	);
	expect(heard("tomorrow", lateOnSunday, "America/Los_Angeles")).toBe(
		"2026-11-23",
	);
});

test("a day is told in words", () => {
	expect(dayInWords("2026-12-24")).toBe("Thursday 24 December");
});
