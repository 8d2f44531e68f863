import type { Answer } from "../slack/answer.js";
import { button, buttonRow, smallPrint } from "../slack/blocks.js";

/** The coach's words on keeping quiet, with what is held back for it and the way back. */
export function quietMessage(said: Answer, heldBack: number): Answer {
	return {
		text: said.text,
		blocks: [
			...said.blocks,
			...(heldBack > 0 ? [smallPrint(heldBackInWords(heldBack))] : []),
			buttonRow(button("hear-again", "Write to me again", "hear-again")),
		],
	};
}

/** After *Write to me again*. */
export function hearAgainMessage(): Answer {
	const text =
		"From now on I write to you again: one message a day at most, and only about your own plans or nudges.";
	return { text, blocks: [smallPrint(text)] };
}

/** What is held back while somebody wants quiet. */
export function heldBackInWords(count: number): string {
	return count === 1
		? "Held back for now: the question how one plan went. “my plans” shows it."
		: `Held back for now: the questions how ${count} plans went. “my plans” shows them.`;
}
