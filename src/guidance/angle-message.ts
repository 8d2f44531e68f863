import type { KnownBlock } from "@slack/types";
import { type Answer, cutTo } from "../slack/answer.js";
import { tipBlock } from "../tips/tip-message.js";
import type { Angle } from "./angle.js";
import type { Judged } from "./guidance.js";
import { headlineOf } from "./guide-message.js";

/** Further tips for a situation, or that there are no more; `value` is what the next press carries. */
export function angleMessage(
	guidance: Judged,
	angle: Angle,
	value: string,
): Answer {
	const { tips } = guidance;
	const text =
		tips.length > 0
			? `Another angle on the same situation. ${headlineOf(guidance)}`
			: "That was all I have on this one. The first tips are a press away.";
	return {
		text,
		blocks: [
			{
				type: "rich_text",
				elements: [
					{
						type: "rich_text_quote",
						elements: [
							{
								type: "text",
								text: cutTo(
									400,
									angle.words.replace(/[\p{C}\s]+/gu, " ").trim() ||
										"Your situation",
								),
							},
						],
					},
				],
			},
			plain(text),
			...(angle.cut
				? [plain("Your text was long: these tips go by its beginning.")]
				: []),
			...tips.map((tip) => tipBlock(tip)),
			{
				type: "actions",
				elements: [
					{
						type: "button",
						action_id: "another-angle",
						text: {
							type: "plain_text",
							text:
								tips.length > 0 ? "Another angle" : "Back to the first tips",
						},
						value,
					},
				],
			},
		],
	};
}

function plain(text: string): KnownBlock {
	return { type: "section", text: { type: "plain_text", text } };
}
