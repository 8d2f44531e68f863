import type {
	InputBlock,
	KnownBlock,
	ModalView,
	PlainTextOption,
} from "@slack/types";
import { cutTo } from "../slack/answer.js";
import {
	bold,
	button,
	buttonRow,
	oneLine,
	paragraph,
	piece,
	pieces,
	plain,
	quote,
	smallPrint,
} from "../slack/blocks.js";
import type { Coming } from "./channel-outlook.js";
import { type Series, seriesNames } from "./nudge.js";
import { nudgeBlocks } from "./nudge-message.js";
import { type Form, fields, noCountry } from "./nudges-form.js";
import { dayAndTime, stateInWords } from "./nudges-message.js";
import type { Schedule } from "./schedule.js";
import {
	seriesInWords,
	seriesTitles,
	weekdayTitles,
	whenInWords,
} from "./schedule-words.js";
import { isTimeZone, zoneChoice } from "./time-zones.js";

/** What a modal remembers between its pages: the channel and, in a form, which edition of which schedule; 0 for a new one. */
export type ModalMemory = {
	channelId: string;
	channelName: string;
	scheduleId?: string | undefined;
	version?: number | undefined;
};

/** As many schedules as a channel can have. */
export const mostSchedules = 10;

/** What a modal remembers, ready for Slack. */
function remember(memory: ModalMemory): string {
	return JSON.stringify(memory);
}

/** What was remembered; `undefined` where it can't be read. */
export function remembered(metadata: string): ModalMemory | undefined {
	try {
		const { channelId, channelName, scheduleId, version } = JSON.parse(
			metadata,
		) as ModalMemory;
		return { channelId, channelName, scheduleId, version };
	} catch {
		return undefined;
	}
}

/** Shown at once, as what comes next takes a moment. */
export function waitModal(): ModalView {
	return {
		type: "modal",
		title: plain("Weekly nudges"),
		close: plain("Close"),
		blocks: [paragraph("Looking up this channel's nudges…")],
	};
}

/** Something to say and nothing to do. */
export function sentenceModal(title: string, text: string): ModalView {
	return {
		type: "modal",
		title: plain(title),
		close: plain("Close"),
		blocks: [paragraph(text)],
	};
}

/** A schedule of a list, and when it comes next. */
export type Listed = {
	schedule: Schedule;
	next: Coming | undefined;
	today: string;
};

/** A channel's schedules, each with what can be done to it by those who may. */
export function listModal(
	listed: readonly Listed[],
	{
		memory,
		notice,
		hindrance,
		hasBot,
	}: {
		memory: ModalMemory;
		/** What was just done. */
		notice?: string | undefined;
		/** Why this person only looks. */
		hindrance?: string | undefined;
		hasBot: boolean;
	},
): ModalView {
	const mayChange = hindrance === undefined;
	return {
		type: "modal",
		callback_id: "nudges-list",
		private_metadata: remember(memory),
		title: plain("Weekly nudges"),
		close: plain("Done"),
		blocks: [
			...(notice ? [strong(notice)] : []),
			...(hindrance ? [paragraph(hindrance)] : []),
			...(hasBot ? [] : [inviteBlock(memory.channelName)]),
			...(listed.length === 0
				? [
						paragraph(
							"No nudges here yet. A nudge is one small thing to try, once a week, in a few lines: about a positive mindset, your vision, leading or managing.",
						),
					]
				: []),
			...listed.flatMap((each, index) => [
				...(index > 0 || notice || hindrance || !hasBot
					? [{ type: "divider" as const }]
					: []),
				...listedBlocks(each, mayChange),
			]),
			...(mayChange && listed.length < mostSchedules
				? [
						{ type: "divider" as const },
						buttonRow(
							button(
								"nudges-add",
								listed.length > 0 ? "Add another" : "Set one up",
								"add",
								listed.length > 0 ? {} : { style: "primary" },
							),
						),
					]
				: []),
		],
	};
}

function inviteBlock(channelName: string): KnownBlock {
	return {
		type: "rich_text",
		elements: [
			pieces(
				bold("One step is left: "),
				piece(
					`I'm not in #${channelName} yet. Close this, type /invite there and pick Lead or Manage. Everything you set up is kept, and starts as soon as I'm in.`,
				),
			),
		],
	};
}

function listedBlocks(
	{ schedule, next, today }: Listed,
	mayChange: boolean,
): KnownBlock[] {
	const state = stateInWords(schedule, today);
	const rests =
		schedule.pausedUntil === "forever" ||
		schedule.brokenBy !== undefined ||
		(schedule.pausedUntil !== undefined && schedule.pausedUntil > today);
	const comes = next ? `Next: ${dayAndTime(next, today)}.` : "";
	return [
		{
			type: "rich_text",
			elements: [
				pieces(
					bold(upperFirst(whenInWords(schedule))),
					piece(`\n${seriesInWords(schedule.series)}`),
					...[state, comes].filter(Boolean).map((words) => piece(`\n${words}`)),
					piece("\nSet up by "),
					schedule.setUpBy
						? { type: "user", user_id: schedule.setUpBy }
						: piece("somebody who asked to be forgotten"),
				),
			],
		},
		...(schedule.vision && schedule.series.includes("vision")
			? [quote(schedule.vision)]
			: []),
		...(mayChange
			? [
					buttonRow(
						button("nudges-change", "Change", schedule.id),
						rests
							? button("nudges-resume", "Resume", schedule.id)
							: button("nudges-pause", "Pause", schedule.id),
						button("nudges-remove", "Remove", schedule.id, {
							style: "danger",
							confirm: {
								title: plain("Remove it for good?"),
								text: plain(
									`The nudge ${whenInWords(schedule)} goes, with its dates${schedule.vision ? " and your vision sentence" : ""}. Pause would keep them.`,
								),
								confirm: plain("Remove"),
								deny: plain("Keep it"),
								style: "danger",
							},
						}),
					),
				]
			: []),
	];
}

const seriesWords: Readonly<Record<Series, string>> = {
	"positive-mindset": "A breath, the good that is there, each other",
	vision: "Your own sentence, and a small step towards it",
	lead: "Reasons, direction, trust: one act a week",
	manage: "Plans, standards, loose ends: one act a week",
};

/** The form for one schedule, with what would come next as it stands. */
export function formModal(
	form: Form,
	{
		memory,
		notice,
		countryName,
		preview,
		today,
		now,
	}: {
		memory: ModalMemory;
		notice?: string | undefined;
		countryName: string | undefined;
		/** The first that would come, or nothing while something is missing. */
		preview: Coming | undefined;
		today: string;
		now: Date;
	},
): ModalView {
	const isNew = memory.version === 0;
	return {
		type: "modal",
		callback_id: "nudges-form",
		private_metadata: rememberForm(memory, form),
		title: plain(isNew ? "A weekly nudge" : "Change this nudge"),
		submit: plain("Save"),
		close: plain("Cancel"),
		blocks: [
			...(notice ? [strong(notice)] : []),
			...(isNew
				? [
						paragraph(
							`One small thing to try, once a week, in #${cutTo(80, memory.channelName)}.`,
						),
					]
				: []),
			seriesField(form.series),
			...(form.series.includes("vision") ? [visionField(form.vision)] : []),
			weekdayField(form),
			{
				...field("time", "Time", {
					type: "timepicker",
					action_id: "nudges-form",
					...(form.time && { initial_time: form.time }),
				}),
				dispatch_action: true,
			},
			{
				...field("zone", "Time zone", {
					type: "external_select",
					action_id: "nudges-zone",
					min_query_length: 0,
					placeholder: plain("Type a city, such as Brussels"),
					...(form.timeZone &&
						isTimeZone(form.timeZone) && {
							initial_option: zoneOption(form.timeZone, now),
						}),
				}),
				dispatch_action: true,
			},
			{ type: "divider" },
			field(
				"skip",
				"Dates to skip",
				{
					type: "plain_text_input",
					action_id: "nudges-skip",
					placeholder: plain("24 Dec to 2 Jan, 2027-05-14"),
					...(form.skipDates && { initial_value: cutTo(3000, form.skipDates) }),
				},
				{ optional: true },
			),
			{
				...field(
					"country",
					"Public holidays of",
					{
						type: "external_select",
						action_id: "nudges-country",
						min_query_length: 0,
						placeholder: plain("Type a country"),
						...(form.country && {
							initial_option: option(form.country, countryName ?? form.country),
						}),
					},
					{ optional: true },
				),
				dispatch_action: true,
			},
			...(form.country ? [holidayField(form.onHoliday)] : []),
			field(
				"hard",
				"Hard week: nothing too cheerful until",
				{
					type: "datepicker",
					action_id: "nudges-hard",
					...(form.hardWeekUntil && { initial_date: form.hardWeekUntil }),
				},
				{
					optional: true,
					hint: "For weeks in which a cheerful line would hurt.",
				},
			),
			{ type: "divider" },
			...previewBlocks(preview, today),
		],
	};
}

/** The form's page remembers, besides, the words of fields that are not shown at the moment. */
function rememberForm(
	memory: ModalMemory,
	{ vision, onHoliday }: Form,
): string {
	const fits = (length: number): string => {
		const hidden = { vision: cutTo(length, vision), onHoliday };
		const text = JSON.stringify({ ...memory, hidden });
		return text.length <= 3000 || length < 2 ? text : fits(length >> 1);
	};
	return fits(2000);
}

/** What the fields held that the form did not show. */
export function hiddenIn(metadata: string): Pick<Form, "vision" | "onHoliday"> {
	try {
		const { hidden } = JSON.parse(metadata) as {
			hidden?: Pick<Form, "vision" | "onHoliday">;
		};
		return {
			vision: hidden?.vision ?? "",
			onHoliday: hidden?.onHoliday ?? "move",
		};
	} catch {
		return { vision: "", onHoliday: "move" };
	}
}

function previewBlocks(
	preview: Coming | undefined,
	today: string,
): KnownBlock[] {
	if (!preview?.nudge)
		return [
			smallPrint("Choose what it is about, and the next nudge shows here."),
		];
	const [, ...withoutCredit] = nudgeBlocks({
		nudge: preview.nudge,
		schedule: preview.schedule,
		setUpBy: undefined,
		isFirst: false,
	}).reverse();
	return [
		strong(`The next one: ${dayAndTime(preview, today)}`),
		...withoutCredit.reverse(),
	];
}

function seriesField(chosen: readonly Series[]): KnownBlock {
	const options = seriesNames.map((name) => ({
		...option(name, seriesTitles[name]),
		description: plain(seriesWords[name]),
	}));
	const initial = options.filter(({ value }) =>
		chosen.includes(value as Series),
	);
	return {
		...field(
			"series",
			"What it is about",
			{
				type: "checkboxes",
				action_id: "nudges-form",
				options,
				...(initial.length > 0 && { initial_options: initial }),
			},
			{ hint: "Several take turns, week by week." },
		),
		dispatch_action: true,
	};
}

function visionField(vision: string): KnownBlock {
	return field(
		"vision",
		"Your team's vision, in one sentence",
		{
			type: "plain_text_input",
			action_id: "nudges-vision",
			multiline: true,
			placeholder: plain(
				"Nobody in this town waits for help longer than a day.",
			),
			...(vision && { initial_value: cutTo(3000, vision) }),
		},
		{
			hint: "Quoted above every vision nudge, for all in the channel to see.",
		},
	);
}

function weekdayField({ weekday }: Form): KnownBlock {
	const options = weekdayTitles.map((title, index) =>
		option(String(index + 1), title),
	);
	const initial = options[weekday - 1];
	return {
		...field("weekday", "Day", {
			type: "static_select",
			action_id: "nudges-form",
			options,
			...(initial && { initial_option: initial }),
		}),
		dispatch_action: true,
	};
}

function holidayField(onHoliday: Form["onHoliday"]): KnownBlock {
	const move = option("move", "Bring it on the next working day");
	const skip = option("skip", "Skip that week");
	return {
		...field("onHoliday", "On a public holiday", {
			type: "radio_buttons",
			action_id: "nudges-form",
			options: [move, skip],
			initial_option: onHoliday === "skip" ? skip : move,
		}),
		dispatch_action: true,
	};
}

/** A choice among the time zones. */
export function zoneOption(timeZone: string, now: Date): PlainTextOption {
	const { name, label } = zoneChoice(timeZone, now);
	return option(name, label);
}

/** A choice among the countries; the first takes the choice back. */
export function countryOption(code: string, name: string): PlainTextOption {
	return option(code, name);
}

/** Takes the choice of a country back. */
export const noCountryOption: PlainTextOption = option(
	noCountry,
	"None: holidays are like any day",
);

/** Asks until when one schedule rests. `date` is what it proposes. */
export function pauseModal({
	schedule,
	date,
	memory,
}: {
	schedule: Schedule;
	date: string;
	memory: ModalMemory;
}): ModalView {
	return {
		type: "modal",
		callback_id: "nudges-pause",
		private_metadata: remember(memory),
		title: plain("Pause this nudge"),
		submit: plain("Pause"),
		close: plain("Cancel"),
		blocks: [
			paragraph(`It comes ${whenInWords(schedule)}.`),
			{
				type: "input",
				block_id: "until",
				label: plain("It comes again from"),
				hint: plain("The next one is left out, unless you choose another day."),
				element: {
					type: "datepicker",
					action_id: "nudges-until",
					initial_date: date,
				},
			},
		],
	};
}

function field(
	name: keyof typeof fields,
	label: string,
	element: InputBlock["element"],
	{ optional = false, hint }: { optional?: boolean; hint?: string } = {},
): InputBlock {
	return {
		type: "input",
		block_id: fields[name],
		label: plain(label),
		element,
		...(optional && { optional }),
		...(hint && { hint: plain(hint) }),
	};
}

function option(value: string, text: string): PlainTextOption {
	return { text: plain(cutTo(75, oneLine(text))), value };
}

function strong(text: string): KnownBlock {
	return { type: "rich_text", elements: [pieces(bold(text))] };
}

function upperFirst(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
