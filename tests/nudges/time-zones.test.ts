import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { isTimeZone, zonesLike } from "../../src/nudges/time-zones.js";

const now = new Date("2026-11-22T11:00:00Z");
const names = (typed: string) =>
	zonesLike(typed, now, 100).map(({ name }) => name);
const data = "/usr/share/zoneinfo/tzdata.zi";

test.runIf(existsSync(data))("every IANA zone is found by its name", () => {
	const lines = readFileSync(data, "utf8").split("\n");
	const all = lines.flatMap((line) => {
		const [kind, first = "", second = ""] = line.split(" ");
		if (kind === "Z") return first;
		return kind === "L" ? second : [];
	});
	const zones = all.filter((name) => name.includes("/") && isTimeZone(name));
	expect(zones.length).toBeGreaterThan(400);
	expect(zones.filter((name) => !names(name).includes(name))).toEqual([]);
});

test("a city is enough, in small letters and with a space", () => {
	expect(names("brussels")[0]).toBe("Europe/Brussels");
	expect(names("new york")[0]).toBe("America/New_York");
	expect(names("kolkata")[0]).toBe("Asia/Kolkata");
	expect(names("utc")[0]).toBe("UTC");
});

test("a zone stands there with how far it is from UTC now", () => {
	expect(zonesLike("lisbon", now, 1)).toEqual([
		{ name: "Europe/Lisbon", label: "Europe/Lisbon (UTC+0)" },
	]);
	expect(zonesLike("kathmandu", now, 1)[0]?.label).toBe(
		"Asia/Kathmandu (UTC+5:45)",
	);
});

test.each(["", "Mars/Olympus", "<b>", "a".repeat(5_000)])(
	"“%s” is no time zone",
	(name) => {
		expect(isTimeZone(name)).toBe(false);
	},
);
