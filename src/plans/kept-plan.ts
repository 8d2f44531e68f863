import type { Plan } from "../coaching/plan.js";
import type { Theme } from "../guidance/theme.js";
import { daysLater, localTime, momentOf } from "../nudges/local-time.js";
import type { Owner } from "../slack/seal.js";

/** How a plan stands. `let go`: not any more. */
export type PlanState = "open" | "done" | "partly" | "let go";

/** A plan as it is kept. */
export type KeptPlan = {
	/** Random, never used again. */
	id: string;
	owner: Owner;
	/** The direct message where its question goes, or the person's id where that is not known. */
	channelId: string;
	threadTs: string | undefined;
	/** "When …, I will …." */
	sentence: string;
	/** What the person wants to remember of it. */
	line: string | undefined;
	tip: string | undefined;
	themes: readonly Theme[];
	state: PlanState;
	/** The local day, and hour where one was chosen, of the one question how it went. */
	on: { date: string; hour: number | undefined } | undefined;
	timeZone: string;
	/** When to ask; nothing once it was asked, or where nobody is to be asked. */
	askAt: Date | undefined;
	askedAt: Date | undefined;
	/** Whether the day was moved after the question; that is done once. */
	moved: boolean;
	madeAt: Date;
	doneAt: Date | undefined;
	/** Grows with every change. */
	version: number;
};

const morning = "08:30";

/** A plan as it was agreed on just now. */
export function newPlan(
	{ sentence, on, tip, themes }: Plan,
	{
		now,
		...where
	}: Pick<KeptPlan, "id" | "owner" | "channelId" | "threadTs" | "timeZone"> & {
		now: Date;
	},
): KeptPlan {
	return {
		...where,
		sentence,
		line: undefined,
		tip,
		themes,
		state: "open",
		on,
		askAt: askMoment(on, where.timeZone, now),
		askedAt: undefined,
		moved: false,
		madeAt: now,
		doneAt: undefined,
		version: 1,
	};
}

/** When to ask how it went: at the hour that was chosen, else in the person's morning. */
export function askMoment(
	on: KeptPlan["on"],
	timeZone: string,
	now: Date,
): Date | undefined {
	if (!on) return undefined;
	const time =
		on.hour === undefined ? morning : `${String(on.hour).padStart(2, "0")}:00`;
	const at = momentOf(on.date, time, timeZone);
	if (at > now) return at;
	// A plan for today, made after the morning, is asked about at the end of the working day, or else tomorrow.
	const { date } = localTime(now, timeZone);
	const evening = momentOf(date, "17:00", timeZone);
	return on.date >= date && evening > now
		? evening
		: momentOf(daysLater(date, 1), morning, timeZone);
}

/** The morning after a moment, where somebody is. */
export function nextMorning(now: Date, timeZone: string): Date {
	const { date } = localTime(now, timeZone);
	return momentOf(daysLater(date, 1), morning, timeZone);
}

/** The morning of a local day. */
export function morningOf(date: string, timeZone: string): Date {
	return momentOf(date, morning, timeZone);
}

/** Whether somebody wants quiet just now. */
export function isQuiet(
	quietUntil: string | undefined,
	now: Date,
	timeZone: string,
): boolean {
	if (quietUntil === undefined) return false;
	return quietUntil === "forever" || quietUntil > localTime(now, timeZone).date;
}

/** Whether a plan's question would have come by now, if somebody had not wanted quiet. */
export function isHeldBack(
	{ askAt, on, timeZone }: KeptPlan,
	now: Date,
): boolean {
	return (
		askAt !== undefined &&
		on !== undefined &&
		(askMoment(on, timeZone, new Date(0)) as Date) <= now
	);
}
