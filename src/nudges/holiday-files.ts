import { daysLater } from "./local-time.js";
import type { Holidays } from "./slot.js";

const dayMs = 86_400_000;
const hourMs = 3_600_000;

/**
 * The public holidays of a country, by its two letters, in these years. `undefined` for a country that nobody has
 * listed. A day that is only half a holiday is none.
 */
export async function publicHolidays(
	country: string,
	years: readonly number[],
): Promise<Holidays | undefined> {
	const calendar = await calendarOf(country);
	if (calendar === undefined) return undefined;
	const names = new Map<string, string>();
	for (const year of years)
		for (const { date, start, end, name, type } of calendar.getHolidays(
			year,
			"en",
		)) {
			if (type !== "public") continue;
			const first = date.slice(0, 10);
			// An hour to spare, for the day on which the clocks go forward.
			const days = Math.floor(
				(end.getTime() - start.getTime() + hourMs) / dayMs,
			);
			for (let day = 0; day < days; day++) {
				const on = daysLater(first, day);
				if (!names.has(on)) names.set(on, name);
			}
		}
	return names;
}

/** The countries whose holidays are known: their English names by their two letters. */
export async function holidayCountries(): Promise<ReadonlyMap<string, string>> {
	const { default: Calendar } = await import("date-holidays");
	return new Map(Object.entries(new Calendar().getCountries("en")));
}

async function calendarOf(country: string) {
	const { default: Calendar } = await import("date-holidays");
	const known = Object.hasOwn(new Calendar().getCountries(), country);
	return known ? new Calendar(country) : undefined;
}
