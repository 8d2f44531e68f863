import { daysBetween, daysLater, weekdayOf } from "./local-time.js";

/** Dates as read from what somebody wrote, or the pieces that could not be read. */
export type WrittenDates = { dates: string[] } | { unread: string[] };

const months = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const weekdays = "mon tue wed thu fri sat sun".split(" ");
const longestStretch = 92;

/**
 * The local date that somebody wrote: "2026-12-24", "24 Dec", "December 24, 2026", "24.12.", "tomorrow", "next friday",
 * "in 2 weeks". A day without a year is the next one from `today` on. `undefined` for anything else.
 */
export function writtenDate(text: string, today: string): string | undefined {
	const words = text
		.toLowerCase()
		.replace(/(\d)(st|nd|rd|th)\b/g, "$1")
		.replace(/[,\s]+/g, " ")
		.trim();
	return (
		numbered(words, today) ?? namedMonth(words, today) ?? spoken(words, today)
	);
}

/** All dates in a list with commas or on lines; "24 Dec to 2 Jan" is every day of it. Each once, in their order. */
export function writtenDates(text: string, today: string): WrittenDates {
	const dates = new Set<string>();
	const unread: string[] = [];
	for (const piece of text.split(/[,;\n]+/).map((each) => each.trim())) {
		if (piece === "") continue;
		const days = stretch(piece, today);
		if (days === undefined) unread.push(piece);
		else for (const day of days) dates.add(day);
	}
	return unread.length > 0 ? { unread } : { dates: [...dates].sort() };
}

function stretch(piece: string, today: string): string[] | undefined {
	const [first = "", last, ...more] = piece.split(
		/\s+(?:to|until|till|-)\s+|\s*[–—]\s*|\.\.+/i,
	);
	const from = writtenDate(first, today);
	if (from === undefined || more.length > 0) return undefined;
	if (last === undefined) return [from];
	const to = writtenDate(last, from);
	const days = to === undefined ? -1 : daysBetween(from, to);
	return days >= 0 && days <= longestStretch
		? Array.from({ length: days + 1 }, (_, i) => daysLater(from, i))
		: undefined;
}

function numbered(words: string, today: string): string | undefined {
	const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(words);
	if (iso) return dateOf(iso[1], iso[2], iso[3]);
	const dotted = /^(\d{1,2})\. ?(\d{1,2})\.? ?(\d{4})?$/.exec(words);
	return dotted ? soonest(dotted[3], dotted[2], dotted[1], today) : undefined;
}

function namedMonth(words: string, today: string): string | undefined {
	const [, day, name, year] =
		/^(\d{1,2})\.? (?:of )?([a-z]{3,9})\.?(?: (\d{4}))?$/.exec(words) ?? [];
	if (name) return soonest(year, monthOf(name), day, today);
	const [, first, second, third] =
		/^([a-z]{3,9})\.? (\d{1,2})(?: (\d{4}))?$/.exec(words) ?? [];
	return first ? soonest(third, monthOf(first), second, today) : undefined;
}

function spoken(words: string, today: string): string | undefined {
	if (words === "today") return today;
	if (words === "tomorrow") return daysLater(today, 1);
	if (words === "next week") return daysLater(today, 8 - weekdayOf(today));
	const [, count, unit] = /^in (a|\d{1,2}) (day|week)s?$/.exec(words) ?? [];
	if (unit)
		return daysLater(
			today,
			(count === "a" ? 1 : Number(count)) * (unit === "week" ? 7 : 1),
		);
	const [, name = ""] = /^(?:next |on )?([a-z]{3,9})$/.exec(words) ?? [];
	const weekday = weekdays.indexOf(name.slice(0, 3)) + 1;
	if (weekday === 0 || !fullName(name, weekdayNames)) return undefined;
	return daysLater(today, ((weekday - weekdayOf(today) + 6) % 7) + 1);
}

const weekdayNames =
	"monday tuesday wednesday thursday friday saturday sunday".split(" ");
const monthNames =
	"january february march april may june july august september october november december".split(
		" ",
	);

/** Whether it is one of the names, or the beginning of one, three letters at least. */
function fullName(written: string, names: readonly string[]): boolean {
	return names.some((name) => name.startsWith(written));
}

function monthOf(name: string): number | undefined {
	const month = months.indexOf(name.slice(0, 3)) + 1;
	return month > 0 && (fullName(name, monthNames) || name === "sept")
		? month
		: undefined;
}

/** The date in a year, or without one the next such date from today on. */
function soonest(
	year: string | undefined,
	month: string | number | undefined,
	day: string | undefined,
	today: string,
): string | undefined {
	if (year !== undefined) return dateOf(year, month, day);
	const thisYear = Number(today.slice(0, 4));
	// 29 February may be up to eight years away.
	for (let ahead = 0; ahead <= 8; ahead++) {
		const date = dateOf(thisYear + ahead, month, day);
		if (date !== undefined && date >= today) return date;
	}
	return undefined;
}

/** A date of the calendar, from 2000 to 2199. */
function dateOf(
	year: string | number | undefined,
	month: string | number | undefined,
	day: string | number | undefined,
): string | undefined {
	if (year === undefined || month === undefined || day === undefined)
		return undefined;
	const two = (part: string | number) => String(Number(part)).padStart(2, "0");
	const date = `${year}-${two(month)}-${two(day)}`;
	const at = Date.parse(`${date}T00:00Z`);
	const isReal =
		!Number.isNaN(at) && new Date(at).toISOString().startsWith(date);
	return isReal && /^2[01]/.test(date) ? date : undefined;
}
