import type { Answer } from "./answer.js";

/** What a person sees when something inside broke; the log has the same reference. */
export function apologyMessage(reference: string): Answer {
	const text = `Sorry, something went wrong on my side, and your words were not kept. Please send them once more. If it happens again, tell whoever looks after this app the reference ${reference}.`;
	return {
		text,
		blocks: [{ type: "section", text: { type: "plain_text", text } }],
	};
}
