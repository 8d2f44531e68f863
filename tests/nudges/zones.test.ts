import { describe, expect, test } from "vitest";
import { momentOf } from "../../src/nudges/local-time.js";
import { checkChanges, checkSlots } from "./zone-checks.js";
import { allZones } from "./zones.js";

const years = 10;
const notable = [
	"America/New_York",
	"Europe/Berlin",
	"Europe/London",
	"Africa/Casablanca",
	"Africa/Cairo",
	"Asia/Beirut",
	"America/Santiago",
	"Australia/Lord_Howe",
	"Pacific/Chatham",
	"America/St_Johns",
	"Asia/Kathmandu",
	"UTC",
];

test.each(notable)(
	"no weekly slot is lost or doubled in ten years in %s",
	(timeZone) => {
		const { slots } = checkSlots(timeZone, years);
		expect(slots).toBeGreaterThanOrEqual(5 * 521);
	},
);

test.each(["Europe/Berlin", "Australia/Lord_Howe", "Africa/Casablanca"])(
	"around each change of the clocks in %s every half hour is what RFC 5545 says",
	(timeZone) => {
		const { changes, leapt } = checkChanges(timeZone, 3);
		expect(changes).toBeGreaterThanOrEqual(6);
		expect(leapt).toBeGreaterThan(0);
	},
);

test("the zones between them are the same, looked at in a wide sample", () => {
	for (const timeZone of allZones.filter((_, i) => i % 8 === 3))
		checkSlots(timeZone, 1, [
			{ weekday: 7, time: "02:30" },
			{ weekday: 1, time: "09:00" },
		]);
});

describe("a time that the clocks leap over is read with the offset before the leap", () => {
	test.each([
		["Europe/Berlin", "2026-03-29", "02:30", "2026-03-29T01:30:00.000Z"],
		["America/New_York", "2026-03-08", "02:30", "2026-03-08T07:30:00.000Z"],
		["Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03T15:45:00.000Z"],
		["Africa/Cairo", "2026-04-24", "00:30", "2026-04-23T22:30:00.000Z"],
		["Pacific/Apia", "2011-12-30", "09:00", "2011-12-30T19:00:00.000Z"],
	])("%s, %s at %s", (timeZone, date, time, expected) => {
		expect(momentOf(date, time, timeZone).toISOString()).toBe(expected);
	});
});

describe("of a time that comes twice the first one is meant", () => {
	test.each([
		["Europe/Berlin", "2026-10-25", "02:30", "2026-10-25T00:30:00.000Z"],
		["America/New_York", "2026-11-01", "01:30", "2026-11-01T05:30:00.000Z"],
		["Australia/Lord_Howe", "2026-04-05", "01:45", "2026-04-04T14:45:00.000Z"],
	])("%s, %s at %s", (timeZone, date, time, expected) => {
		expect(momentOf(date, time, timeZone).toISOString()).toBe(expected);
	});
});
