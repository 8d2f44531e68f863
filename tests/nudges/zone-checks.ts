import { expect } from "vitest";
import { daysLater, weekdayOf } from "../../src/nudges/local-time.js";
import type { Weekday } from "../../src/nudges/schedule.js";
import { nextRun } from "../../src/nudges/slot.js";
import {
	type Appointment,
	changesBetween,
	clocksOf,
	cronerRuns,
	searchAround,
	slotsBetween,
} from "./zones.js";

const start = new Date("2026-01-01T00:00:00Z");
const halfHours = Array.from(
	{ length: 48 },
	(_, i) =>
		`${String(Math.floor(i / 2)).padStart(2, "0")}:${i % 2 === 0 ? "00" : "30"}`,
);

/** Monday at nine, and the hours in which most zones change their clocks. */
export const appointments: readonly Appointment[] = [
	{ weekday: 1, time: "09:00" },
	{ weekday: 7, time: "02:30" },
	{ weekday: 7, time: "01:30" },
	{ weekday: 1, time: "02:30" },
	{ weekday: 1, time: "01:30" },
];

/** How much a check looked at. */
export type Looked = { slots: number; leapt: number; changes: number };

/**
 * Holds a zone's slots over some years to its clocks and to croner: one in each week, at the first moment at which the
 * clocks show its time. Only where they leap over it croner differs: it then runs at once after the leap.
 */
export function checkSlots(
	timeZone: string,
	years: number,
	wanted: readonly Appointment[] = appointments,
): Looked {
	const end = new Date(Date.UTC(start.getUTCFullYear() + years, 0));
	const clocks = clocksOf(timeZone);
	let [slots, leapt] = [0, 0];
	for (const appointment of wanted) {
		const ours = slotsBetween(appointment, timeZone, start, end);
		const theirs = cronerRuns(appointment, timeZone, start, end);
		const name = `${timeZone}, day ${appointment.weekday} at ${appointment.time}`;
		if (ours.length !== theirs.length)
			expect.fail(`${name}: ${ours.length} slots, croner ${theirs.length}`);
		ours.forEach(({ date, at }, i) => {
			const before = ours[i - 1];
			if (weekdayOf(date) !== appointment.weekday)
				expect.fail(`${name}: ${date} is another day of the week`);
			if (before && date !== daysLater(before.date, 7))
				expect.fail(
					`${name}: ${date} does not come a week after ${before.date}`,
				);
			const wanted = `${date} ${appointment.time}:00`;
			const inLeap = clocks(at) !== wanted;
			const run = theirs[i] as number;
			const afterLeap = clocks(run - 60_000) < wanted && wanted < clocks(run);
			if (inLeap ? !afterLeap : run !== at)
				expect.fail(`${name}: on ${date} croner runs at ${clocks(run)}`);
			slots += 1;
			if (inLeap) leapt += 1;
		});
	}
	return { slots, leapt, changes: 0 };
}

/** Holds every half hour of the two days around each change of a zone's clocks to a search minute by minute. */
export function checkChanges(timeZone: string, years: number): Looked {
	const end = Date.UTC(start.getUTCFullYear() + years, 0);
	const clocks = clocksOf(timeZone);
	const looked = { slots: 0, leapt: 0, changes: 0 };
	for (const change of changesBetween(timeZone, start.getTime(), end)) {
		const meant = searchAround(change, clocks);
		looked.changes += 1;
		for (const date of daysAround(change, clocks))
			for (const time of halfHours) {
				const at = meant(date, time);
				const weekday = weekdayOf(date) as Weekday;
				const slot = nextRun(
					{ weekday, time, timeZone },
					new Date(at - 3 * 86_400_000),
				);
				if (slot.at.getTime() !== at || slot.date !== date)
					expect.fail(
						`${timeZone}: ${date} ${time} is ${new Date(at).toISOString()}, not ${slot.at.toISOString()}`,
					);
				looked.slots += 1;
				if (clocks(at) !== `${date} ${time}:00`) looked.leapt += 1;
			}
	}
	return looked;
}

function daysAround(change: number, clocks: (at: number) => string): string[] {
	const days = [change - 60_000, change].map((at) => clocks(at).slice(0, 10));
	return [...new Set(days)];
}
