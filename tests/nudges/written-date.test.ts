import fc from "fast-check";
import { expect, test } from "vitest";
import { writtenDate, writtenDates } from "../../src/nudges/written-date.js";

const sunday = "2026-11-22";

test.each([
	["2026-12-24", "2026-12-24"],
	["2026-1-5", "2026-01-05"],
	["24 Dec", "2026-12-24"],
	["24th of December", "2026-12-24"],
	["Dec 24", "2026-12-24"],
	["December 24, 2027", "2027-12-24"],
	["24 dec. 2027", "2027-12-24"],
	["24.12.", "2026-12-24"],
	["24.12.2027", "2027-12-24"],
	["3 Jan", "2027-01-03"],
	["29 Feb", "2028-02-29"],
	["tomorrow", "2026-11-23"],
	["next friday", "2026-11-27"],
	["Sunday", "2026-11-29"],
	["next week", "2026-11-23"],
	["in 2 weeks", "2026-12-06"],
	["in 10 days", "2026-12-02"],
])("on a Sunday in November, “%s” is %s", (written, date) => {
	expect(writtenDate(written, sunday)).toBe(date);
});

test.each([
	"",
	"xmas",
	"30 Feb",
	"2026-02-30",
	"31.11.",
	"12/24",
	"0",
	"99999-01-01",
	"constructor",
	"decembre 24",
	"monkey",
	"24 24 Dec",
])("“%s” is no date", (written) => {
	expect(writtenDate(written, sunday)).toBeUndefined();
});

test("a list has commas, lines and stretches, each day once and in order", () => {
	expect(writtenDates("30 Dec to 2 Jan, 2026-12-24\n31 Dec", sunday)).toEqual({
		dates: [
			"2026-12-24",
			"2026-12-30",
			"2026-12-31",
			"2027-01-01",
			"2027-01-02",
		],
	});
});

test("what can't be read in a list is told apart from what can", () => {
	expect(
		writtenDates("xmas, 24 Dec, 2 Jan to, 1 Jan to 31 Dec", sunday),
	).toEqual({ unread: ["xmas", "2 Jan to", "1 Jan to 31 Dec"] });
});

test("whatever is written gives a real date or none, and quickly", () => {
	fc.assert(
		fc.property(fc.string({ maxLength: 200, unit: "grapheme" }), (text) => {
			const date = writtenDate(text, sunday);
			if (date !== undefined)
				expect(new Date(`${date}T00:00Z`).toISOString()).toContain(date);
		}),
	);
	const began = performance.now();
	writtenDates("24 ".repeat(100_000), sunday);
	writtenDates("1 Jan to ".repeat(20_000), sunday);
	expect(performance.now() - began).toBeLessThan(1_000);
});
