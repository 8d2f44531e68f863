import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";
import type { HolidaysTypes } from "date-holidays";
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
	const found = await Promise.all(
		years.map((year) => holidaysIn(country, year)),
	);
	const names = new Map<string, string>();
	for (const days of found) {
		if (days === undefined) return undefined;
		for (const [day, name] of days) if (!names.has(day)) names.set(day, name);
	}
	return names;
}

/** The countries whose holidays are known: their English names by their two letters. */
export async function holidayCountries(): Promise<ReadonlyMap<string, string>> {
	return new Map(Object.entries(await countries()));
}

/** A day off as date-holidays tells it. */
type Day = HolidaysTypes.Holiday;

const known = new Map<string, Promise<Map<string, string> | undefined>>();

function holidaysIn(country: string, year: number) {
	const key = `${country} ${year}`;
	let days = known.get(key);
	if (!days) {
		days = ask<Day[] | undefined>({ country, year }).then(
			(all) => all && publicDays(all),
		);
		known.set(key, days);
		days.catch(() => known.delete(key));
	}
	return days;
}

function publicDays(all: readonly Day[]): Map<string, string> {
	const names = new Map<string, string>();
	for (const { date, start, end, name, type } of all) {
		if (type !== "public") continue;
		const first = date.slice(0, 10);
		// An hour to spare, for the day on which the clocks go forward.
		const days = Math.floor((end.getTime() - start.getTime() + hourMs) / dayMs);
		for (let day = 0; day < days; day++) {
			const on = daysLater(first, day);
			if (!names.has(on)) names.set(on, name);
		}
	}
	return names;
}

let listed: Promise<Record<string, string>> | undefined;

function countries() {
	listed ??= ask<Record<string, string>>({}).catch((error: unknown) => {
		listed = undefined;
		throw error;
	});
	return listed;
}

type Question = { country?: string; year?: number };
type Waiter = { resolve(answer: never): void; reject(error: Error): void };

// A thread of its own: loading the calendars takes 300 ms and a year of China's 100, in which nobody would be answered.
const script = `
const { parentPort, workerData } = require("node:worker_threads");
const Calendar = require(workerData);
const countries = new Calendar().getCountries("en");
parentPort.on("message", ({ id, country, year }) => {
	try {
		const answer =
			country === undefined ? countries
			: Object.hasOwn(countries, country) ? new Calendar(country).getHolidays(year, "en")
			: undefined;
		parentPort.postMessage({ id, answer });
	} catch (error) {
		parentPort.postMessage({ id, error });
	}
});
`;

let thread: Worker | undefined;
let asked = 0;
const waiting = new Map<number, Waiter>();

function ask<Answer>(question: Question): Promise<Answer> {
	thread ??= startThread();
	const id = ++asked;
	return new Promise<Answer>((resolve, reject) => {
		waiting.set(id, { resolve, reject });
		thread?.ref();
		thread?.postMessage({ id, ...question });
	});
}

/** Starts what is kept for later questions, and keeps no process alive when there are none. */
function startThread(): Worker {
	const worker = new Worker(script, {
		eval: true,
		execArgv: [],
		workerData: createRequire(import.meta.url).resolve("date-holidays"),
	});
	worker.on("message", ({ id, answer, error }) => {
		const waiter = waiting.get(id);
		waiting.delete(id);
		if (waiting.size === 0) worker.unref();
		if (error) waiter?.reject(error);
		else waiter?.resolve(answer as never);
	});
	worker.on("error", (error) => {
		thread = undefined;
		for (const { reject } of waiting.values()) reject(error as Error);
		waiting.clear();
	});
	return worker;
}
