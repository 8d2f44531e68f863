import type { Schedule } from "../../src/nudges/schedule.js";

/** The leads' channel gets a nudge on leading every Monday at nine in Berlin. */
export function mondaysForLeads(changes: Partial<Schedule> = {}): Schedule {
	return {
		id: "monday-leads",
		workspaceId: "T-HARBOUR",
		channelId: "C-LEADS",
		series: ["lead", "vision"],
		weekday: 1,
		time: "09:00",
		timeZone: "Europe/Berlin",
		vision: "Every ship leaves on time",
		skipDates: ["2026-12-28"],
		// biome-ignore lint/suspicious/noThenProperty: a string, so nobody can take it for a promise
		holidays: { country: "DE", then: "move" },
		pausedUntil: undefined,
		hardWeekUntil: "2026-12-01",
		setUpBy: "U-MATILDA",
		changedBy: "U-MATILDA",
		brokenBy: undefined,
		...changes,
	};
}

/** Monday the 23rd of November 2026 at nine in Berlin. */
export const monday = {
	date: "2026-11-23",
	at: new Date("2026-11-23T08:00:00Z"),
};

/** A week later. */
export const nextMonday = {
	date: "2026-11-30",
	at: new Date("2026-11-30T08:00:00Z"),
};
