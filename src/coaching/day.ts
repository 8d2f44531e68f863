import { casual } from "chrono-node/en";

/** A local date, "2026-12-24", and the local hour where one was said. */
export type Day = { date: string; hour: number | undefined };

/** What somebody meant by words that should name a day. */
export type DayHeard =
	| { kind: "day"; day: Day }
	| { kind: "past" }
	| { kind: "far" }
	| { kind: "none" };

const mostDaysAhead = 366;
const millisecondsPerDay = 86_400_000;

/** The day that words name, as it is for somebody in `timeZone` at `now`: "friday", "next tuesday morning", "24 Dec". */
export function dayIn(text: string, now: Date, timeZone: string): DayHeard {
	const today = localDate(now, timeZone);
	const said = plainer(text, today);
	if (/\b(ago|last (week|month|year|mon|tues?|wed|thu|fri|sat|sun))/.test(said))
		return { kind: "past" };
	// Noon of the person's own day, in the machine's zone: only local dates are read from the result, so the zone cancels out.
	const noon = new Date(today.year, today.month - 1, today.day, 12);
	const found = casual.parse(said, noon, { forwardDate: true })[0]?.start;
	if (!found) return { kind: "none" };
	const named = (["day", "weekday", "month"] as const).some((part) =>
		found.isCertain(part),
	);
	if (!named && !/\b(today|tonight|now|next|in|this|week|month)\b/.test(said))
		return { kind: "none" };
	let ahead = daysBetween(today, {
		year: found.get("year") ?? today.year,
		month: found.get("month") ?? today.month,
		day: found.get("day") ?? today.day,
	});
	// "friday", said on a friday, is the next one: nobody makes a plan to look back at it on the same day by that name.
	if (
		ahead === 0 &&
		found.isCertain("weekday") &&
		!/\b(today|this)\b/.test(said)
	)
		ahead = 7;
	if (ahead < 0) return { kind: "past" };
	if (ahead > mostDaysAhead) return { kind: "far" };
	return {
		kind: "day",
		day: { date: dateAfter(today, ahead), hour: hourIn(said, found) },
	};
}

/** A local date in words: "Thursday 24 December". */
export function dayInWords(date: string): string {
	return new Intl.DateTimeFormat("en-GB", {
		weekday: "long",
		day: "numeric",
		month: "long",
		timeZone: "UTC",
	})
		.format(new Date(`${date}T12:00:00Z`))
		.replace(",", "");
}

type LocalDate = { year: number; month: number; day: number };

function localDate(now: Date, timeZone: string): LocalDate {
	const parts = new Intl.DateTimeFormat("en-CA", { timeZone })
		.format(now)
		.split("-");
	const [year = 0, month = 0, day = 0] = parts.map(Number);
	return { year, month, day };
}

/** Ways to name a day that the date library does not know, in words that it knows. */
function plainer(text: string, today: LocalDate): string {
	const weekday =
		new Date(Date.UTC(today.year, today.month - 1, today.day)).getUTCDay() || 7;
	const friday = (weeks: number) =>
		`in ${Math.max(0, 5 - weekday) + 7 * weeks} days`;
	const lastOfMonth = new Date(
		Date.UTC(today.year, today.month, 0),
	).getUTCDate();
	return text
		.toLowerCase()
		.replace(/\s+/g, " ")
		.slice(0, 200)
		.replace(/(the )?day after tomorrow/g, "in 2 days")
		.replace(/\b(a |one )?fortnight\b/g, "2 weeks")
		.replace(/\bend of (the )?next week\b/g, friday(1))
		.replace(/\bend of (the |this )?week\b/g, friday(0))
		.replace(
			/\b(end of (the |this )?month|month end|eom)\b/g,
			`in ${lastOfMonth - today.day} days`,
		)
		.replace(/\b(eow)\b/g, friday(0))
		.replace(/\bchristmas eve\b/g, "24 december")
		.replace(/\b(christmas|xmas)( day)?\b/g, "25 december")
		.replace(/\bnew year'?s?( day)?\b/g, "1 january")
		.replace(
			/^(on |by )?(the )?(\d{1,2})(st|nd|rd|th)$/g,
			(_all, _on, _the, day: string) => nextWithDay(Number(day), today),
		)
		.replace(
			/^(first thing )?in the (morning|afternoon|evening)$/,
			"tomorrow $2",
		)
		.replace(
			/\b(\d{1,2})\.\s?(\d{1,2})\.(?!\d)/g,
			(_all, day: string, month: string) =>
				`${day} ${monthNames[Number(month) - 1] ?? ""}`,
		);
}

const monthNames =
	"january february march april may june july august september october november december".split(
		" ",
	);

function nextWithDay(day: number, today: LocalDate): string {
	const month = day > today.day ? today.month : (today.month % 12) + 1;
	return `${day} ${monthNames[month - 1]}`;
}

const partsOfDay: [RegExp, number][] = [
	[/\bmorning\b/, 9],
	[/\b(noon|midday|lunch\w*)\b/, 12],
	[/\bafternoon\b/, 14],
	[/\b(evening|tonight)\b/, 18],
];

function hourIn(
	said: string,
	found: { isCertain(part: "hour"): boolean; get(part: "hour"): number | null },
): number | undefined {
	const part = partsOfDay.find(([pattern]) => pattern.test(said))?.[1];
	return found.isCertain("hour") && !/\bnow\b/.test(said)
		? (found.get("hour") ?? part)
		: part;
}

function daysBetween(from: LocalDate, to: LocalDate): number {
	return Math.round((dayNumber(to) - dayNumber(from)) / millisecondsPerDay);
}

function dateAfter(from: LocalDate, days: number): string {
	return new Date(dayNumber(from) + days * millisecondsPerDay)
		.toISOString()
		.slice(0, 10);
}

function dayNumber({ year, month, day }: LocalDate): number {
	return Date.UTC(year, month - 1, day);
}
