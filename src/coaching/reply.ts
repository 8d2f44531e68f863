import type { Guidance } from "../guidance/guidance.js";
import { isGibberish } from "./gibberish.js";
import type { Ear, Intent } from "./ear.js";

/** A message as the coach takes it. */
export type Reply = {
	/** As it was typed, without what cannot be seen and without Slack's names for emoji. */
	text: string;
	/** How many words it has. */
	length: number;
	guidance: Guidance;
	heard: ReadonlySet<Intent>;
	unreadable: "language" | "gibberish" | undefined;
	asks: boolean;
};

const longEnoughToTellLanguage = 5;
const thumbs = /👍|👌|✅|🆗|:\+1:|:thumbsup:|:ok_hand:|:white_check_mark:/gu;

/** What a message says, for a coach who listens with `ear`. */
export function replyIn(message: string, judge: (text: string) => Guidance, ear: Ear): Reply {
	const text = message
		.replace(thumbs, " yes ")
		.replace(/:[a-z0-9_+-]+:/gi, " ")
		.replace(/[\p{C}]+/gu, " ")
		.replace(/[ \t]+/g, " ")
		.trim();
	const words = text.match(/[\p{L}\p{N}]+(?:['’]\p{L}+)*/gu) ?? [];
	const guidance = judge(message);
	const heard = new Set(ear(text));
	if (words.length === 0) heard.add("silence");
	const foreign = !guidance.english && (words.length >= longEnoughToTellLanguage || /[^\p{Script=Latin}\P{L}]/u.test(text));
	return {
		text,
		length: words.length,
		guidance,
		heard,
		unreadable: isGibberish(text) ? "gibberish" : foreign ? "language" : undefined,
		asks: /\?\s*$/.test(text),
	};
}
