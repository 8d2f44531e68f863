import type { SkipReason } from "./delivery.js";
import { weekdayOf } from "./local-time.js";
import type { Series } from "./nudge.js";
import type { Schedule } from "./schedule.js";

/** What people call each series. */
export const seriesTitles: Readonly<Record<Series, string>> = {
	"positive-mindset": "Positive mindset",
	vision: "Vision",
	lead: "Leading",
	manage: "Managing",
};

/** The days of the week, Monday first. */
export const weekdayTitles =
	"Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" ");

const monthTitles =
	"January February March April May June July August September October November December".split(
		" ",
	);

/** A local date as one says it, such as "Monday 30 November"; with its year where that is not this one's. */
export function dayInWords(date: string, today: string): string {
	const [year = "", month, day] = date.split("-");
	const said = `${weekdayTitles[weekdayOf(date) - 1]} ${Number(day)} ${monthTitles[Number(month) - 1]}`;
	return today.startsWith(year) ? said : `${said} ${year}`;
}

/** A time zone as one says it: "Brussels time". */
export function zoneInWords(timeZone: string): string {
	if (!timeZone.includes("/") || timeZone.startsWith("Etc/")) return timeZone;
	return `${timeZone.replace(/^.*\//, "").replaceAll("_", " ")} time`;
}

/** When a schedule comes, as one says it. */
export function whenInWords({
	weekday,
	time,
	timeZone,
}: Pick<Schedule, "weekday" | "time" | "timeZone">): string {
	return `every ${weekdayTitles[weekday - 1]} at ${time}, ${zoneInWords(timeZone)}`;
}

/** The series of a schedule, as one says them. */
export function seriesInWords(series: readonly Series[]): string {
	const titles = series.map((each) => seriesTitles[each]);
	if (titles.length < 2) return titles.join("");
	return `${titles.slice(0, -1).join(", ")} and ${titles.at(-1)?.toLowerCase()}, in turn`;
}

/** Why a nudge doesn't come, or didn't. */
export function reasonInWords(reason: SkipReason, today: string): string {
	switch (reason.kind) {
		case "off":
			return "switched off";
		case "broken":
			return troubleInWords(reason.error);
		case "paused":
			return `paused until ${dayInWords(reason.until, today)}`;
		case "skip-date":
			return "on the list of dates to skip";
		case "holiday":
			return `${reason.name}, a public holiday`;
		case "no-day-left":
			return `${reason.name}, and no working day was left that week to move it to`;
		case "missed":
			return "I wasn't running at the time";
		case "too-late":
			return "it could not be sent in time";
		case "nothing-left":
			return "every nudge of the series came within the last half year, or waits for a better week";
	}
}

/** What stands between a nudge and its channel, by Slack's code, short enough for a list. */
export function troubleInWords(error: string): string {
	switch (error) {
		case "not_in_channel":
		case "channel_not_found":
			return "I'm not in this channel";
		case "is_archived":
			return "the channel is archived";
		case "no_plan":
			return "something in its settings can't be read: change it once, and it goes on";
		default:
			return error.startsWith("restricted_action")
				? "this channel doesn't let me post"
				: `Slack doesn't let me post at the moment (${error})`;
	}
}
