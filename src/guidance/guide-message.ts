import type {
	KnownBlock,
	RichTextBlock,
	RichTextElement,
	RichTextSection,
} from "@slack/types";
import { type Answer, cutTo } from "../slack/answer.js";
import type { Tip } from "../tips/tip.js";
import { tipBlock } from "../tips/tip-message.js";
import type { Judged, Reason, Verdict } from "./guidance.js";
import type { Stance } from "./signal.js";

/** What the buttons of an answer carry, ready for Slack. */
export type AnswerButtons = {
	another: string | undefined;
	/** The same for *Coach me on this* and *Make it a plan*. */
	onward: string;
	options: readonly string[];
	feedback: string;
};

const stanceNames: Record<Stance, string> = {
	manage: "managing",
	lead: "leading",
};

/** The verdict, how sure and why, what to do and say, and how it may look from the other side. */
export function guideMessage(
	situation: string,
	guidance: Judged,
	buttons: AnswerButtons,
): Answer {
	const headline = headlineOf(guidance);
	return {
		text: `${headline} ${shareInWords(guidance)}`,
		blocks: [
			quote(situation),
			{ type: "header", text: { type: "plain_text", text: headline } },
			meter(guidance),
			...reasonBlocks(guidance),
			...(guidance.question
				? doubtBlocks(guidance.question, buttons.options)
				: []),
			{ type: "divider" },
			...tipBlocks(guidance),
			{ type: "divider" },
			otherSide(guidance.otherSide),
			answerButtons(buttons),
		],
	};
}

/** The verdict in one short sentence. */
export function headlineOf({ verdict, first, unsure }: Judged): string {
	const said = {
		manage: "Manage this one",
		lead: "Lead here",
		both: bothSentence(first),
	}[verdict];
	return unsure
		? `I'm not sure. My best guess: ${lowerFirst(said)}.`
		: `${said}.`;
}

function bothSentence(first: Stance): string {
	return first === "manage"
		? "Both: manage first, then lead"
		: "Both: lead first, then manage";
}

const verdictMeanings: Record<Verdict, string> = {
	manage: "The gap looks to be in what, who, when or how well.",
	lead: "The gap looks to be in why, where to, or whether people want to.",
	both: "One alone would leave half of the problem standing.",
};

function shareInWords({ leadShare }: Judged): string {
	return `${100 - leadShare} parts managing, ${leadShare} parts leading.`;
}

const meterDots = 11;

function meter(guidance: Judged): KnownBlock {
	const place = Math.round((guidance.leadShare / 100) * (meterDots - 1));
	const bar = `Manage ${"○".repeat(place)}●${"○".repeat(meterDots - 1 - place)} Lead`;
	return {
		type: "section",
		text: {
			type: "plain_text",
			text: `${bar}\n${shareInWords(guidance)} ${verdictMeanings[guidance.verdict]} ${sureness(guidance)}`,
		},
	};
}

/** What the person settled by an answer of their own. */
const settledConfidence = 1;

function sureness({ confidence, unsure }: Judged): string {
	if (unsure) return "One more fact would settle it.";
	if (confidence === settledConfidence) return "Your answer settled it.";
	if (confidence >= 0.85) return "I'm quite sure.";
	return confidence >= 0.7 ? "I'm fairly sure." : "It could be read otherwise.";
}

function reasonBlocks({ reasons, confidence }: Judged): KnownBlock[] {
	if (reasons.length === 0 && confidence === settledConfidence) return [];
	if (reasons.length === 0)
		return [
			plain(
				"No single phrase of yours decided this; it is the sum of many ordinary words, so hold it lightly.",
			),
		];
	return [
		{
			type: "rich_text",
			elements: [
				section([bold("Why")]),
				{
					type: "rich_text_list",
					style: "bullet",
					elements: reasons.map(reasonLine),
				},
			],
		},
	];
}

function reasonLine({
	words,
	meaning,
	toward,
	because,
	claims,
}: Reason): RichTextSection {
	return section([
		{
			type: "text",
			text: `“${cutTo(200, oneLine(words))}”`,
			style: { italic: true },
		},
		{
			type: "text",
			text: ` reads as ${meaning}, which calls for ${stanceNames[toward]}. ${because} (${claims.join(", ")})`,
		},
	]);
}

function doubtBlocks(
	question: NonNullable<Judged["question"]>,
	values: readonly string[],
): KnownBlock[] {
	return [
		{ type: "rich_text", elements: [section([bold(question.question)])] },
		{
			type: "actions",
			elements: question.options.map(({ answer }, i) => ({
				type: "button",
				action_id: `settle-${i}`,
				text: { type: "plain_text", text: cutTo(75, answer) },
				value: values[i] as string,
			})),
		},
	];
}

function tipBlocks({ verdict, first, tips, themes }: Judged): KnownBlock[] {
	const mine = tips.filter(({ stance }) => stance === first);
	const others = tips.filter(({ stance }) => stance !== first);
	const after =
		verdict === "both"
			? "And"
			: themes[0] === "crisis"
				? "Once it is steady,"
				: "Also";
	return [
		...tipGroup(
			verdict === "both" ? `First, ${partName(first)}` : undefined,
			mine,
		),
		...tipGroup(
			`${after} ${partName(first === "lead" ? "manage" : "lead")}`,
			others,
		),
	];
}

function partName(stance: Stance): string {
	return stance === "manage" ? "manage this" : "lead that";
}

function tipGroup(
	title: string | undefined,
	tips: readonly Tip[],
): KnownBlock[] {
	if (tips.length === 0) return [];
	const heading: KnownBlock[] = title
		? [{ type: "rich_text", elements: [section([bold(title)])] }]
		: [];
	return [...heading, ...tips.map((tip) => tipBlock(tip))];
}

function otherSide(line: string): KnownBlock {
	return {
		type: "rich_text",
		elements: [
			section([bold("The other side: "), { type: "text", text: line }]),
		],
	};
}

function answerButtons({
	another,
	onward,
	feedback,
}: AnswerButtons): KnownBlock {
	const button = (action: string, text: string, value: string) => ({
		type: "button" as const,
		action_id: action,
		text: { type: "plain_text" as const, text },
		value,
	});
	return {
		type: "actions",
		elements: [
			button("coach-me", "Coach me on this", onward),
			button("make-plan", "Make it a plan", onward),
			...(another ? [button("another-angle", "Another angle", another)] : []),
			button("feedback-helpful", "Helpful", feedback),
			button("feedback-not-for-me", "Not for me", feedback),
		],
	};
}

function quote(situation: string): RichTextBlock {
	const text = cutTo(400, oneLine(situation));
	return {
		type: "rich_text",
		elements: [
			{
				type: "rich_text_quote",
				elements: [{ type: "text", text: text || " " }],
			},
		],
	};
}

/** Words on one line, without characters that cannot be seen. */
function oneLine(text: string): string {
	return text.replace(/[\p{C}\s]+/gu, " ").trim();
}

function section(elements: RichTextElement[]): RichTextSection {
	return { type: "rich_text_section", elements };
}

function bold(text: string): RichTextElement {
	return { type: "text", text, style: { bold: true } };
}

function plain(text: string): KnownBlock {
	return { type: "section", text: { type: "plain_text", text } };
}

function lowerFirst(text: string): string {
	return text.charAt(0).toLowerCase() + text.slice(1);
}
