import type { Answer } from "../slack/answer.js";

/** What a button says whose words cannot be opened any more. */
export function staleMessage(): Answer {
	const text =
		"I can't read this button any more: it is from before my key changed, or it was made for somebody else. Please type the situation once more, and I'll look at it afresh.";
	return {
		text,
		blocks: [{ type: "section", text: { type: "plain_text", text } }],
	};
}
