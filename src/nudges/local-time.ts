const dayMs = 86_400_000;

/** A local date such as "2026-11-23", so many days later. */
export function daysLater(date: string, days: number): string {
	return dateOf(utcOf(date) + days * dayMs);
}

/** The whole days from one local date to another; negative when the other is earlier. */
export function daysBetween(from: string, to: string): number {
	return (utcOf(to) - utcOf(from)) / dayMs;
}

/** The day of the week of a local date: Monday is 1, Sunday 7. */
export function weekdayOf(date: string): number {
	return ((utcOf(date) / dayMs + 3) % 7) + 1;
}

/** The local date and time, such as "2026-11-23" and "09:00", of a moment in a time zone. */
export function localTime(
	at: Date,
	timeZone: string,
): { date: string; time: string } {
	const local = new Date(wallClock(at.getTime(), timeZone)).toISOString();
	return { date: local.slice(0, 10), time: local.slice(11, 16) };
}

/**
 * The moment at which a time zone's clocks show a date and time. As RFC 5545 says: a time that the clocks leap over is
 * read with the offset from before the leap, and of a time that they show twice the first one is meant.
 */
export function momentOf(date: string, time: string, timeZone: string): Date {
	const local = Date.parse(`${date}T${time}Z`);
	const before = offsetAt(local - dayMs, timeZone);
	const early = local - before;
	const after = offsetAt(local + dayMs, timeZone);
	if (before === after || offsetAt(early, timeZone) === before)
		return new Date(early);
	const late = local - after;
	return new Date(offsetAt(late, timeZone) === after ? late : early);
}

function utcOf(date: string): number {
	return Date.parse(`${date}T00:00Z`);
}

function dateOf(utc: number): string {
	return new Date(utc).toISOString().slice(0, 10);
}

/** How far a zone's clocks are ahead of UTC, in milliseconds. */
function offsetAt(utc: number, timeZone: string): number {
	return wallClock(utc, timeZone) - utc;
}

/** A zone's clocks, and what they were last seen to show: when many schedules are due, they ask for the same moments. */
type Clocks = { formatter: Intl.DateTimeFormat; seen: Map<number, number> };

const mostSeen = 200;
const zones = new Map<string, Clocks>();
function clocksOf(timeZone: string): Clocks {
	let clocks = zones.get(timeZone);
	if (!clocks) {
		const formatter = new Intl.DateTimeFormat("en-US", {
			timeZone,
			hourCycle: "h23",
			calendar: "gregory",
			numberingSystem: "latn",
			year: "numeric",
			month: "2-digit",
			day: "2-digit",
			hour: "2-digit",
			minute: "2-digit",
			second: "2-digit",
		});
		clocks = { formatter, seen: new Map() };
		zones.set(timeZone, clocks);
	}
	return clocks;
}

/** What a zone's clocks show, read as if it were UTC. */
function wallClock(utc: number, timeZone: string): number {
	const { formatter, seen } = clocksOf(timeZone);
	const known = seen.get(utc);
	if (known !== undefined) return known;
	if (seen.size >= mostSeen) seen.clear();
	const shown = readClock(formatter, utc);
	seen.set(utc, shown);
	return shown;
}

function readClock(formatter: Intl.DateTimeFormat, utc: number): number {
	// Written "11/23/2026, 09:00:00"; fixed places are several times faster to read than formatToParts.
	const shown = formatter.format(utc);
	const at = (start: number) => Number(shown.slice(start, start + 2));
	return Date.UTC(
		Number(shown.slice(6, 10)),
		at(0) - 1,
		at(3),
		at(12),
		at(15),
		at(18),
		((utc % 1000) + 1000) % 1000,
	);
}
