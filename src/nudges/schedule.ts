import type { Series } from "./nudge.js";

/** A channel's weekly appointment. Every date in it is a local one, such as "2026-12-24". */
export type Schedule = {
	/** Random, never used again. */
	id: string;
	workspaceId: string;
	channelId: string;
	/** Taken in turn. */
	series: readonly Series[];
	/** Monday is 1. */
	weekday: Weekday;
	/** Local, such as "09:00". */
	time: string;
	/** By its IANA name. */
	timeZone: string;
	/** The team's own sentence. */
	vision: string | undefined;
	skipDates: readonly string[];
	/** The country, by its two letters, and what becomes of a slot on a public holiday there. */
	holidays: { country: string; then: "skip" | "move" } | undefined;
	/** The day on which it runs again; "forever" while it is off. */
	pausedUntil: string | undefined;
	/** The day from which cheerful nudges may come again. */
	hardWeekUntil: string | undefined;
	/** Ids of persons. */
	setUpBy: string;
	changedBy: string;
	/** The error of Slack's that paused it, where one did. */
	brokenBy: string | undefined;
};

/** A day of the week: Monday is 1, Sunday 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/**
 * One week's turn of a schedule. `date` is the local day on which it is nominally due and never changes: with the
 * schedule it is the delivery's key. `at` is when it really comes, which a holiday may move to a later day.
 */
export type Slot = { date: string; at: Date };
