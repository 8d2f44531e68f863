import { dayInWords } from "../coaching/day.js";
import { localTime } from "../nudges/local-time.js";
import type { Answer } from "../slack/answer.js";
import {
	button,
	buttonRow,
	paragraph,
	quote,
	smallPrint,
} from "../slack/blocks.js";
import type { KeptPlan } from "./kept-plan.js";

/** On the day: how did it go? */
export function followUpMessage({
	id,
	sentence,
	madeAt,
	timeZone,
}: KeptPlan): Answer {
	const text = `On ${dayInWords(localTime(madeAt, timeZone).date)} you made a plan. How did it go?`;
	return {
		text,
		blocks: [
			paragraph(text),
			quote(sentence),
			buttonRow(
				button("asked-done", "Done", id, { style: "primary" }),
				button("asked-partly", "Partly", id),
				button("asked-not-yet", "Not yet", id),
				button("asked-drop", "Not any more", id),
			),
			smallPrint(
				"I ask this once. “quiet” in this conversation stops such messages.",
			),
		],
	};
}

/** What somebody answered to that. */
export type FollowUpAnswer = "done" | "partly" | "not yet" | "let go";

const heard: Record<FollowUpAnswer, string> = {
	done: "Done. Noted.",
	partly: "Partly: that is further than before. Noted.",
	"not yet": "Not yet. These things take the time they take.",
	"let go": "Not any more: then it's off the list.",
};

/** After the answer: a line to remember, or another day. */
export function answeredMessage(
	plan: KeptPlan,
	answer: FollowUpAnswer,
): Answer {
	const text = heard[answer];
	const mayMove = answer === "not yet" && !plan.moved;
	return {
		text,
		blocks: [
			quote(plan.sentence),
			paragraph(text),
			...(mayMove
				? [
						buttonRow(
							button("plan-again", "Ask me another day", plan.id, {
								style: "primary",
							}),
							button("asked-drop", "Not any more", plan.id),
						),
					]
				: []),
			...(answer === "not yet" && plan.moved
				? [
						smallPrint(
							"I have asked twice now, so I won't again. It stays in “my plans”.",
						),
					]
				: []),
			...(answer === "done" || answer === "partly"
				? [buttonRow(button("plan-line", "Write a line to remember", plan.id))]
				: []),
		],
	};
}

/** Where the plan of a message is gone. */
export function planGoneMessage(): Answer {
	const text = "That plan is gone already. “my plans” shows those I have.";
	return { text, blocks: [paragraph(text)] };
}
