import type {
	KnownBlock,
	RichTextElement,
	RichTextSection,
} from "@slack/types";
import { type Answer, cutTo } from "../slack/answer.js";
import {
	bold,
	button,
	buttonRow,
	paragraph,
	piece,
	pieces,
	smallPrint,
	typed,
} from "../slack/blocks.js";
import type { Coming } from "./channel-outlook.js";
import type { DeliveryStatus, SkipReason } from "./delivery.js";
import { nudgeBlocks } from "./nudge-message.js";
import type { Schedule } from "./schedule.js";
import {
	dayInWords,
	reasonInWords,
	seriesInWords,
	seriesTitles,
	troubleInWords,
	whenInWords,
	zoneInWords,
} from "./schedule-words.js";

/** A slot of the last weeks that didn't come, or may not have. */
export type Missed = {
	date: string;
	status: DeliveryStatus;
	skipped: SkipReason | undefined;
	error: string | undefined;
};

const commands = [
	["/nudges", "this channel's nudges: set up, change, pause, remove"],
	["/nudges next", "the next five, and why each"],
	["/nudges preview", "the next one, as it will look"],
	["/nudges pause", "a week off, or: /nudges pause until 24 Dec"],
	["/nudges resume", "goes on"],
	["/nudges off", "stops them all, until you resume"],
] as const;

/** What `/nudges` understands. */
export function nudgesHelpMessage(unknown?: string): Answer {
	const text = unknown
		? `I don't know “${cutTo(60, unknown)}”. This is what I understand:`
		: "Once a week I bring one small thing to try into this channel: about a positive mindset, your vision, leading or managing. This is what I understand:";
	return {
		text,
		blocks: [
			paragraph(text),
			{
				type: "rich_text",
				elements: [
					{
						type: "rich_text_list",
						style: "bullet",
						elements: commands.map(([command, does]) =>
							pieces(typed(command), piece(` ${does}`)),
						),
					},
				],
			},
			smallPrint(
				"Dates as you write them: 2026-12-24, 24 Dec, next friday, in 2 weeks.",
			),
		],
	};
}

/** Where `/nudges` doesn't work. */
export function notHereMessage(): Answer {
	return said(
		"Nudges belong to a channel. Go to your team's channel and type /nudges there; if I'm not in it yet, /invite me first.",
	);
}

/** There is nothing set up yet. */
export function noNudgesMessage(): Answer {
	return said(
		"No nudges here yet. Type /nudges to set one up; it takes a minute.",
	);
}

/** The next posts of a channel with their reasons, and what lately didn't come. */
export function nextMessage(
	coming: readonly Coming[],
	missed: readonly Missed[],
	today: string,
): Answer {
	const text = `The next ${coming.length} in this channel`;
	return {
		text: `${text}: ${coming.map(({ localDate }) => dayInWords(localDate, today)).join(", ")}.`,
		blocks: [
			listBlock(
				text,
				coming.map((week) => comingLine(week, today)),
			),
			...(missed.length > 0
				? [
						listBlock(
							"Lately",
							missed.map((each) => missedLine(each, today)),
						),
					]
				: []),
			smallPrint("Only you see this. It goes like this if nothing changes."),
		],
	};
}

/** The next post as it will look. */
export function previewMessage(
	coming: Coming | undefined,
	facts: { setUpBy: string | undefined; isFirst: boolean; today: string },
): Answer {
	if (!coming?.nudge)
		return said(
			"Nothing will come in the weeks ahead as things stand. Type /nudges next to see why.",
		);
	const text = `This comes ${dayAndTime(coming, facts.today)}, if nothing changes. Only you see it now.`;
	return {
		text,
		blocks: [
			paragraph(text),
			{ type: "divider" },
			...nudgeBlocks({
				nudge: coming.nudge,
				schedule: coming.schedule,
				...facts,
			}),
		],
	};
}

/** All of a channel's nudges are paused until a day. */
export function pausedMessage(
	until: string,
	next: Coming | undefined,
	today: string,
): Answer {
	return said(
		`Paused until ${dayInWords(until, today)}.${comesNext(next, today)} Type /nudges resume to go on sooner.`,
	);
}

/** All of a channel's nudges go on. */
export function resumedMessage(
	next: Coming | undefined,
	today: string,
): Answer {
	return said(`On again.${comesNext(next, today)}`);
}

/** All of a channel's nudges are off; `undo` is what the button carries that takes it back. */
export function offMessage(count: number, undo: string): Answer {
	const text = `${count > 1 ? "All nudges in this channel are" : "The nudge in this channel is"} off. Nothing is lost: /nudges resume brings ${count > 1 ? "them" : "it"} back whenever you like.`;
	return {
		text,
		blocks: [
			paragraph(text),
			buttonRow(button("nudges-undo-off", "Undo", undo)),
		],
	};
}

/** `/nudges off` taken back. */
export function undoneMessage(next: Coming | undefined, today: string): Answer {
	return said(`As it was before.${comesNext(next, today)}`);
}

/** A date that can't be read or isn't to come. */
export function badDateMessage(written: string, example: string): Answer {
	return said(
		`I can't find a day to come in “${cutTo(60, written)}”, so nothing changed. Write it like this: /nudges pause until ${example}, or until 24 Dec, or until next friday.`,
	);
}

/** A sentence and nothing else. */
export function said(text: string): Answer {
	return { text, blocks: [paragraph(text)] };
}

/** When something comes, as one says it. */
export function dayAndTime(
	{
		localDate,
		localTime,
		schedule,
	}: Pick<Coming, "localDate" | "localTime" | "schedule">,
	today: string,
): string {
	return `${dayInWords(localDate, today)} at ${localTime}, ${zoneInWords(schedule.timeZone)}`;
}

/** One schedule in a line or two, for lists. */
export function scheduleInWords(schedule: Schedule, today: string): string {
	const state = stateInWords(schedule, today);
	return `${whenInWords(schedule)}: ${seriesInWords(schedule.series).toLowerCase()}${state ? `. ${state}` : ""}`;
}

/** What is special about a schedule at the moment; empty where it simply runs. */
export function stateInWords(
	{ brokenBy, pausedUntil, hardWeekUntil }: Schedule,
	today: string,
): string {
	if (brokenBy !== undefined) return `Waiting: ${troubleInWords(brokenBy)}.`;
	if (pausedUntil === "forever") return "Off.";
	if (pausedUntil !== undefined && pausedUntil > today)
		return `Paused until ${dayInWords(pausedUntil, today)}.`;
	return hardWeekUntil !== undefined && hardWeekUntil > today
		? `Hard week until ${dayInWords(hardWeekUntil, today)}: nothing too cheerful.`
		: "";
}

function comesNext(next: Coming | undefined, today: string): string {
	return next ? ` The next one comes ${dayAndTime(next, today)}.` : "";
}

function comingLine(week: Coming, today: string): RichTextSection {
	const { nudge, fate, because } = week;
	const when = bold(dayAndTime(week, today));
	if (fate.kind === "skipped")
		return pieces(
			when,
			piece(`: nothing, ${reasonInWords(fate.reason, today)}.`),
		);
	const moved = fate.moved
		? ` Moved from ${dayInWords(fate.moved.from, today)}, ${fate.moved.holiday}.`
		: "";
	const words: RichTextElement[] = nudge
		? [
				piece(`\n${seriesTitles[nudge.series]}: `),
				{ type: "text", text: cutTo(140, nudge.text), style: { italic: true } },
				piece(`\nWhy: ${because}.${moved}`),
			]
		: [];
	return pieces(when, ...words);
}

function missedLine(
	{ date, status, skipped, error }: Missed,
	today: string,
): RichTextSection {
	const why = skipped
		? `didn't come: ${reasonInWords(skipped, today)}.`
		: status === "unknown"
			? "may or may not have come. Slack never said."
			: `didn't come: ${troubleInWords(error ?? "unknown")}.`;
	return pieces(bold(dayInWords(date, today)), piece(` ${why}`));
}

function listBlock(title: string, elements: RichTextSection[]): KnownBlock {
	return {
		type: "rich_text",
		elements: [
			pieces(bold(title)),
			{ type: "rich_text_list", style: "bullet", elements },
		],
	};
}
