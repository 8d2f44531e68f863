import { localTime } from "./local-time.js";
import { type Series, seriesNames } from "./nudge.js";
import type { Schedule, Weekday } from "./schedule.js";
import { isTimeZone } from "./time-zones.js";
import { writtenDates } from "./written-date.js";

/** What stands in the fields of the form, as it was typed and chosen. */
export type Form = {
	series: readonly Series[];
	vision: string;
	weekday: Weekday;
	time: string | undefined;
	timeZone: string | undefined;
	skipDates: string;
	/** Two letters. */
	country: string | undefined;
	onHoliday: "skip" | "move";
	hardWeekUntil: string | undefined;
};

/** Every block of the form in which something is typed or chosen: its id. */
export const fields = {
	series: "series",
	vision: "vision",
	weekday: "weekday",
	time: "time",
	zone: "zone",
	skip: "skip",
	country: "country",
	onHoliday: "on-holiday",
	hard: "hard",
} as const;

/** What a field complains of, by its block. */
export type Complaints = Partial<Record<keyof typeof fields, string>>;

/** The part of a schedule that the form decides. */
export type Filled = Pick<
	Schedule,
	| "series"
	| "weekday"
	| "time"
	| "timeZone"
	| "vision"
	| "skipDates"
	| "holidays"
	| "hardWeekUntil"
>;

/** "None" among the countries, as Slack's menus cannot be emptied again. */
export const noCountry = "none";

const timeShape = /^([01]\d|2[0-3]):[0-5]\d$/;
const longestVision = 300;
const mostSkipDates = 200;

/** The form of somebody who begins: Mondays at nine in their own time zone, about nothing yet. */
export function newForm(timeZone: string): Form {
	return {
		series: [],
		vision: "",
		weekday: 1,
		time: "09:00",
		timeZone,
		skipDates: "",
		country: undefined,
		onHoliday: "move",
		hardWeekUntil: undefined,
	};
}

/** The form with a schedule in it. */
export function formOf(schedule: Schedule): Form {
	return {
		series: schedule.series,
		vision: schedule.vision ?? "",
		weekday: schedule.weekday,
		time: schedule.time,
		timeZone: schedule.timeZone,
		skipDates: schedule.skipDates.join(", "),
		country: schedule.holidays?.country,
		onHoliday: schedule.holidays?.then ?? "move",
		hardWeekUntil: schedule.hardWeekUntil,
	};
}

type State = Readonly<
	Record<string, Readonly<Record<string, StateValue>> | undefined>
>;
type StateValue = {
	value?: string | null | undefined;
	selected_option?: { value: string } | null | undefined;
	selected_options?: readonly { value: string }[] | null | undefined;
	selected_time?: string | null | undefined;
	selected_date?: string | null | undefined;
};

/** What stands in the form, from the state of its view. A field that isn't shown keeps what it had in `before`. */
export function formIn(state: State, before: Form): Form {
	const at = (field: keyof typeof fields): StateValue | undefined => {
		const inBlock = Object.values(state[fields[field]] ?? {});
		return inBlock[0];
	};
	const chosen = (field: keyof typeof fields) =>
		at(field)?.selected_option?.value;
	const ticked = (at("series")?.selected_options ?? []).map(
		({ value }) => value,
	);
	const vision = at("vision");
	const country = chosen("country");
	const onHoliday = at("onHoliday") ? chosen("onHoliday") : before.onHoliday;
	return {
		series: seriesNames.filter((name) => ticked.includes(name)),
		vision: vision ? (vision.value ?? "") : before.vision,
		weekday: (Number(chosen("weekday")) || before.weekday) as Weekday,
		time: shaped(at("time")?.selected_time, timeShape),
		timeZone: chosen("zone"),
		skipDates: at("skip")?.value ?? "",
		country: country === noCountry ? undefined : country,
		onHoliday: onHoliday === "skip" ? "skip" : "move",
		hardWeekUntil: shaped(at("hard")?.selected_date, /^\d{4}-\d\d-\d\d$/),
	};
}

/** What a form decides, or what is wrong with it, each complaint with what to do. */
export function filledIn(
	form: Form,
	now: Date,
	isCountry: (code: string) => boolean,
): { filled: Filled } | { complaints: Complaints } {
	const zone = form.timeZone;
	const knownZone = zone !== undefined && isTimeZone(zone);
	const today = localTime(now, knownZone ? zone : "UTC").date;
	const written = writtenDates(form.skipDates, today);
	const vision = form.vision.replace(/[\p{C}\s]+/gu, " ").trim();
	const wantsVision = form.series.includes("vision");
	const complaints: Complaints = {
		...(form.series.length === 0 && {
			series: "Choose at least one series.",
		}),
		...(wantsVision &&
			vision === "" && {
				vision:
					"Write the sentence your team works towards, or take Vision off above.",
			}),
		...(wantsVision &&
			vision.length > longestVision && {
				vision: `This has ${vision.length} characters, and ${longestVision} fit. One short sentence is what people remember.`,
			}),
		...(![1, 2, 3, 4, 5, 6, 7].includes(form.weekday) && {
			weekday: "Choose a day of the week.",
		}),
		...(!timeShape.test(form.time ?? "") && {
			time: "Choose a time, such as 09:00.",
		}),
		...(!knownZone && {
			zone: "Choose a time zone: type a city, such as Brussels.",
		}),
		...("unread" in written && {
			skip: `I can't read ${inQuotes(written.unread)}. Write dates like 2026-12-24 or 24 Dec, with commas; 24 Dec to 2 Jan is a stretch.`,
		}),
		...("dates" in written &&
			written.dates.length > mostSkipDates && {
				skip: `These are ${written.dates.length} days, and ${mostSkipDates} fit. For a long break, use Pause.`,
			}),
		...(form.country !== undefined &&
			!isCountry(form.country) && {
				country: "I know no holidays of this country. Choose another, or None.",
			}),
		...(form.hardWeekUntil !== undefined &&
			form.hardWeekUntil <= today && {
				hard: "That day is over. Choose one to come, or clear it.",
			}),
	};
	if (
		Object.keys(complaints).length > 0 ||
		!("dates" in written) ||
		form.time === undefined ||
		zone === undefined
	)
		return { complaints };
	return {
		filled: {
			series: form.series,
			weekday: form.weekday,
			time: form.time,
			timeZone: zone,
			vision: vision === "" ? undefined : vision,
			skipDates: written.dates,
			holidays:
				form.country === undefined
					? undefined
					: {
							country: form.country,
							// biome-ignore lint/suspicious/noThenProperty: a string, so nobody can take it for a promise
							then: form.onHoliday,
						},
			hardWeekUntil: form.hardWeekUntil,
		},
	};
}

function shaped(
	value: string | null | undefined,
	shape: RegExp,
): string | undefined {
	return value && shape.test(value) ? value : undefined;
}

function inQuotes(pieces: readonly string[]): string {
	const shown = pieces.slice(0, 3).map((piece) => `“${piece.slice(0, 30)}”`);
	return `${shown.join(", ")}${pieces.length > 3 ? ` and ${pieces.length - 3} more` : ""}`;
}
