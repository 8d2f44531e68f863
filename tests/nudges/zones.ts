import { Cron } from "croner";
import type { Weekday } from "../../src/nudges/schedule.js";
import { nextRun } from "../../src/nudges/slot.js";

/** A weekly appointment: a weekday and a local time. */
export type Appointment = { weekday: Weekday; time: string };

/** A zone's clocks in words that can be compared, found without any code of ours. */
export type Clocks = (at: number) => string;

const minuteMs = 60_000;
const reachMs = 30 * 60 * minuteMs;

/** Every zone that this machine's tables know. */
export const allZones = Intl.supportedValuesOf("timeZone");

/** The local date and time of a zone at a moment, by Intl alone. */
export function clocksOf(timeZone: string): Clocks {
	const format = new Intl.DateTimeFormat("sv-SE", {
		timeZone,
		dateStyle: "short",
		timeStyle: "medium",
	});
	return (at) => format.format(at);
}

/** Every slot of an appointment from one moment to another, by our own reckoning. */
export function slotsBetween(
	{ weekday, time }: Appointment,
	timeZone: string,
	from: Date,
	to: Date,
): { date: string; at: number }[] {
	const slots: { date: string; at: number }[] = [];
	let after = from;
	for (;;) {
		const { date, at } = nextRun({ weekday, time, timeZone }, after);
		if (at > to) return slots;
		slots.push({ date, at: at.getTime() });
		after = at;
	}
}

/** When a zone changes its offset between two moments, to the minute: looked at every six hours, then halved. */
export function changesBetween(
	timeZone: string,
	from: number,
	to: number,
): number[] {
	const clocks = clocksOf(timeZone);
	const offset = (at: number) => asUtc(clocks(at)) - at;
	const changes: number[] = [];
	const step = 6 * 60 * minuteMs;
	let before = offset(from);
	for (let at = from + step; at <= to + step; at += step) {
		const now = offset(at);
		if (now === before) continue;
		let [low, high] = [at - step, at];
		while (high - low > minuteMs) {
			const middle = low + Math.floor((high - low) / 2 / minuteMs) * minuteMs;
			if (offset(middle) === before) low = middle;
			else high = middle;
		}
		changes.push(high);
		before = now;
	}
	return changes;
}

/**
 * What RFC 5545 means by local dates and times near a moment, found by looking at the zone's clocks at every minute of
 * sixty hours: the first at which they show it or, where they leap over it, as many minutes after the leap as it lies
 * after what they showed before.
 */
export function searchAround(
	moment: number,
	clocks: Clocks,
): (date: string, time: string) => number {
	const first = new Map<string, number>();
	const leaps: { at: number; before: string; after: string }[] = [];
	let before: string | undefined;
	for (let at = moment - reachMs; at <= moment + reachMs; at += minuteMs) {
		const after = clocks(at);
		if (!first.has(after)) first.set(after, at);
		if (before !== undefined) leaps.push({ at, before, after });
		before = after;
	}
	return (date, time) => {
		const wanted = `${date} ${time}:00`;
		const seen = first.get(wanted);
		if (seen !== undefined) return seen;
		const leap = leaps.find(
			({ before, after }) => before < wanted && wanted < after,
		);
		if (!leap) throw new Error(`${wanted} is nowhere`);
		return leap.at - minuteMs + (asUtc(wanted) - asUtc(leap.before));
	};
}

function asUtc(shown: string): number {
	return Date.parse(`${shown.replace(" ", "T")}Z`);
}

/** Every run of an appointment from one moment to another, by croner. */
export function cronerRuns(
	{ weekday, time }: Appointment,
	timeZone: string,
	from: Date,
	to: Date,
): number[] {
	const [hour, minute] = time.split(":").map(Number);
	const cron = new Cron(`0 ${minute} ${hour} * * ${weekday % 7}`, {
		timezone: timeZone,
		paused: true,
	});
	const runs: number[] = [];
	for (let at = cron.nextRun(from); at && at <= to; at = cron.nextRun(at))
		runs.push(at.getTime());
	return runs;
}
