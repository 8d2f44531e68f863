import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import {
	holidayCountries,
	publicHolidays,
} from "../../src/nudges/holiday-files.js";

test("a country's public holidays are told by their local dates, for every year asked", async () => {
	const holidays = await publicHolidays("DE", [2026, 2027]);
	expect(holidays?.get("2026-12-25")).toBe("Christmas Day");
	expect(holidays?.get("2026-04-06")).toBe("Easter Monday");
	expect(holidays?.get("2027-03-29")).toBe("Easter Monday");
	expect(holidays?.has("2026-12-24")).toBe(false);
	const mothersDay = "2026-05-10";
	expect(holidays?.has(mothersDay)).toBe(false);
	expect(holidays?.has("2028-01-01")).toBe(false);
});

test("a holiday that is observed on another day is free on that day too", async () => {
	const holidays = await publicHolidays("GB", [2026]);
	expect(holidays?.get("2026-12-28")).toMatch(/^Boxing Day/);
});

test("a holiday of several days is free on all of them, half a day on none", async () => {
	const turkey = await publicHolidays("TR", [2026]);
	expect(
		["2026-03-20", "2026-03-21", "2026-03-22", "2026-03-23"].map((day) =>
			turkey?.has(day),
		),
	).toEqual([true, true, true, false]);
	const china = await publicHolidays("CN", [2026]);
	expect(china?.has("2026-03-08")).toBe(false);
});

test("a country that nobody has listed has no answer", async () => {
	for (const country of ["ZZ", "", "germany", "__proto__"])
		expect(await publicHolidays(country, [2026])).toBeUndefined();
});

test("the countries have English names", async () => {
	const countries = await holidayCountries();
	expect(countries.size).toBeGreaterThan(200);
	expect(countries.get("DE")).toBe("Germany");
});

test("the machine's time zone moves no holiday, and nothing is loaded before it is asked for", () => {
	const file = fileURLToPath(
		new URL("../../dist/nudges/holiday-files.js", import.meta.url),
	);
	const program = `
		const { publicHolidays } = await import(${JSON.stringify(file)});
		const before = process.memoryUsage().rss;
		const days = [];
		for (const country of ["NZ", "US", "IL"]) days.push(...(await publicHolidays(country, [2026])).keys());
		process.stdout.write(JSON.stringify({ days, grew: process.memoryUsage().rss - before > 5e6 }));
	`;
	const runIn = (TZ: string): unknown =>
		JSON.parse(
			execFileSync(process.execPath, ["--input-type=module", "-e", program], {
				env: { TZ },
				encoding: "utf8",
			}),
		);
	const here = runIn("UTC");
	expect(here).toMatchObject({ grew: true });
	expect(runIn("Pacific/Apia")).toEqual(here);
});
