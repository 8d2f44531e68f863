import type { KnownBlock } from "@slack/types";
import { dayInWords } from "../coaching/day.js";
import { heldBackInWords } from "../people/quiet-message.js";
import { type Answer, cutTo } from "../slack/answer.js";
import {
	bold,
	button,
	buttonRow,
	paragraph,
	piece,
	pieces,
	smallPrint,
} from "../slack/blocks.js";
import { isHeldBack, isQuiet, type KeptPlan } from "./kept-plan.js";
import { standing } from "./plan-words.js";

const mostOpen = 12;
const mostOver = 8;

/** Somebody's plans: the open ones to change, tick off or drop, and what became of the last others. */
export function myPlansMessage(
	plans: readonly KeptPlan[],
	{ quietUntil, now }: { quietUntil: string | undefined; now: Date },
): Answer {
	const open = plans.filter(({ state }) => state === "open");
	const over = plans.filter(({ state }) => state !== "open");
	const text = headline(open.length, over.length);
	const waiting = open.filter(({ askAt }) => askAt !== undefined);
	const zone = waiting[0]?.timeZone ?? "UTC";
	const hushed = isQuiet(quietUntil, now, zone);
	const due = waiting.filter((plan) => isHeldBack(plan, now)).length;
	return {
		text,
		blocks: [
			paragraph(text),
			...open.slice(0, mostOpen).flatMap(openPlan),
			...(open.length > mostOpen
				? [
						smallPrint(
							`And ${open.length - mostOpen} more, once some of these are off the list.`,
						),
					]
				: []),
			...(over.length > 0 ? [overPlans(over.slice(0, mostOver))] : []),
			...(hushed
				? [
						smallPrint(
							[
								quietUntil === "forever"
									? "You asked me to be quiet."
									: `You asked me to be quiet until ${dayInWords(quietUntil ?? "")}.`,
								...(due > 0 ? [heldBackInWords(due)] : []),
							].join(" "),
						),
						buttonRow(button("hear-again", "Write to me again", "hear-again")),
					]
				: []),
		],
	};
}

function headline(open: number, over: number): string {
	if (open === 0)
		return over === 0
			? "You have no plan yet. Tell me what is going on, and we'll make one."
			: "No plan is open.";
	return open === 1 ? "One plan is open:" : `${open} plans are open:`;
}

function openPlan(plan: KeptPlan): KnownBlock[] {
	return [
		{
			type: "rich_text",
			elements: [
				pieces(piece(plan.sentence)),
				pieces({
					type: "text",
					text: standing(plan),
					style: { italic: true },
				}),
			],
		},
		buttonRow(
			button("plan-done", "Done", plan.id, { style: "primary" }),
			button("plan-change", "Change", plan.id),
			button("plan-drop", "Drop", plan.id),
		),
	];
}

function overPlans(plans: readonly KeptPlan[]): KnownBlock {
	return {
		type: "rich_text",
		elements: [
			pieces(bold("Before that")),
			{
				type: "rich_text_list",
				style: "bullet",
				elements: plans.map((plan) =>
					pieces(
						piece(`${cutTo(300, plan.sentence)} `),
						{ type: "text", text: standing(plan), style: { italic: true } },
						...(plan.line ? [piece(` To remember: ${plan.line}`)] : []),
					),
				),
			},
		],
	};
}
