import type { KnownBlock } from "@slack/types";
import type { Ask } from "../coaching/conversation.js";
import { dayInWords } from "../coaching/day.js";
import type { Session } from "../coaching/session.js";
import type { KeptPlan } from "../plans/kept-plan.js";
import { planInWords } from "../plans/plan-words.js";
import type { Answer } from "../slack/answer.js";
import {
	bold,
	oneLine,
	paragraph,
	piece,
	pieces,
	smallPrint,
} from "../slack/blocks.js";

/** Everything that is kept of somebody. */
export type Known = {
	sessions: readonly (Session & { begunAt: Date })[];
	plans: readonly KeptPlan[];
	/** What they said of tips and nudges: the title, or the id where that is gone. */
	opinions: readonly { of: string; opinion: string }[];
	/** Channels whose schedules bear their name. */
	channelIds: readonly string[];
	timeZone: string | undefined;
	quietUntil: string | undefined;
	unaskedOn: string | undefined;
	/** Plans whose question is held back. */
	heldBack: number;
	/** When what is old was last removed. */
	cleanedAt: Date | undefined;
	/** How many messages are remembered by Slack's name for them. */
	remembered: number;
};

const askTitles: Record<Ask, string> = {
	situation: "What is going on",
	goal: "What you want",
	instance: "How it showed",
	role: "Your part in it",
	needs: "What they need",
	strengths: "What you can build on",
	doubt: "Which it is",
	choice: "The tip you took",
	act: "What you will do",
	cue: "When",
	confirm: "Your plan",
	date: "The day",
	care: "How you are",
	resume: "Going on",
};

const mostInMessage = 9_000;

/** All that the bot knows of somebody, in as many messages as that takes. */
export function knowMeMessages(known: Known): Answer[] {
	const parts = [
		...known.sessions.flatMap(sessionPart),
		...known.plans.map((plan) => part("A plan", planInWords(plan))),
		...(known.opinions.length > 0
			? [
					part(
						"What you said of tips and nudges",
						...known.opinions.map(({ of, opinion }) => `${of}: ${opinion}`),
					),
				]
			: []),
		...settingsPart(known),
	];
	const text =
		parts.length === 0
			? "Nothing. I have no words of yours, no plan and no setting."
			: "All that I keep of you:";
	const last = smallPrint(
		`Your words and plans are locked with a key while I keep them. ${known.cleanedAt ? `What is too old was last removed on ${dayInWords(known.cleanedAt.toISOString().slice(0, 10))}. ` : ""}“forget me” removes all of it.`,
	);
	const pages = pagesOf(parts);
	return (pages.length === 0 ? [[]] : pages).map((page, i, all) => ({
		text,
		blocks: [
			...(i === 0 ? [paragraph(text)] : []),
			...page.map(({ block }) => block),
			...(i === all.length - 1 ? [last] : []),
		],
	}));
}

type Part = { block: KnownBlock; length: number };

function sessionPart({
	conversation,
	planId: _,
	...session
}: Known["sessions"][number]): Part[] {
	const { answers, sentence, held } = conversation;
	const lines = (Object.entries(answers) as [Ask, string][])
		.filter(([, words]) => words)
		.map(([ask, words]) => `${askTitles[ask]}: ${oneLine(words)}`);
	if (sentence) lines.push(`Your plan: ${sentence}`);
	if (held?.words) lines.push(`Waiting: ${oneLine(held.words)}`);
	const begun = dayInWords(session.begunAt.toISOString().slice(0, 10));
	return [
		part(
			`Our conversation of ${begun}`,
			...(lines.length > 0 ? lines : ["None of your words."]),
		),
	];
}

function settingsPart({
	timeZone,
	quietUntil,
	unaskedOn,
	heldBack,
	channelIds,
	remembered,
}: Known): Part[] {
	const lines = [
		...(timeZone ? [`Your time zone, as Slack tells it: ${timeZone}`] : []),
		...(quietUntil
			? [
					quietUntil === "forever"
						? "You asked for quiet until you say otherwise"
						: `You asked for quiet until ${dayInWords(quietUntil)}`,
				]
			: []),
		...(heldBack > 0
			? [
					`Held back for that: ${heldBack} ${heldBack === 1 ? "question" : "questions"} how a plan went`,
				]
			: []),
		...(unaskedOn
			? [`The last day I wrote to you unasked: ${dayInWords(unaskedOn)}`]
			: []),
		...(channelIds.length > 0
			? [
					`Your name stands on the weekly nudges of ${channelIds.length} ${channelIds.length === 1 ? "channel" : "channels"}`,
				]
			: []),
	];
	if (remembered > 1)
		lines.push(
			`Slack's numbers for your last ${remembered} messages, without their words, for three days: so that I answer none twice`,
		);
	return lines.length > 0 ? [part("Settings", ...lines)] : [];
}

function part(title: string, ...lines: readonly string[]): Part {
	return {
		length: title.length + lines.join("").length,
		block: {
			type: "rich_text",
			elements: [
				pieces(bold(title)),
				{
					type: "rich_text_list",
					style: "bullet",
					elements: lines.map((line) => pieces(piece(line))),
				},
			],
		},
	};
}

function pagesOf(parts: readonly Part[]): Part[][] {
	const pages: Part[][] = [];
	let room = 0;
	for (const one of parts) {
		if (
			pages.length === 0 ||
			one.length > room ||
			(pages.at(-1)?.length ?? 0) >= 40
		) {
			pages.push([]);
			room = mostInMessage;
		}
		pages.at(-1)?.push(one);
		room -= one.length;
	}
	return pages;
}
