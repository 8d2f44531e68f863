import type { ModalView } from "@slack/types";
import type { Answer } from "./answer.js";

/** What a person sees when something inside broke; the log has the same reference. */
export function apologyMessage(reference: string): Answer {
	const text = `Sorry, something went wrong on my side, and your words were not kept. Please send them once more. If it happens again, tell whoever looks after this app the reference ${reference}.`;
	return {
		text,
		blocks: [{ type: "section", text: { type: "plain_text", text } }],
	};
}

/** The same for somebody with a modal before them, whose fields keep what was typed. */
export function modalApology(reference: string): string {
	return `Sorry, something went wrong on my side. Nothing you typed is lost: please try once more. If it happens again, tell whoever looks after this app the reference ${reference}.`;
}

/** The same as a page on top of a modal. */
export function apologyModal(reference: string): ModalView {
	return {
		type: "modal",
		title: { type: "plain_text", text: "Sorry" },
		close: { type: "plain_text", text: "Back" },
		blocks: [
			{
				type: "section",
				text: { type: "plain_text", text: modalApology(reference) },
			},
		],
	};
}
