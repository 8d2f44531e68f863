import type { Guidance } from "../guidance/guidance.js";
import type { Ear, Intent } from "./ear.js";
import { isGibberish } from "./gibberish.js";

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

const longEnoughToTellLanguage = 4;
/** What must be heard also in a sentence that says nothing of the matter. */
const anywhere = ["danger", "distress", "weariness"] as const;
const asides = [
	"sceptic",
	"angry",
	"thanks",
	"greeting",
	"silence",
	"dont-know",
	"yes",
	"play",
] as const;
const thumbs = /👍|👌|✅|🆗|:\+1:|:thumbsup:|:ok_hand:|:white_check_mark:/gu;

/** What a message says, for a coach who listens with `ear`. */
export function replyIn(
	message: string,
	judge: (text: string) => Guidance,
	ear: Ear,
): Reply {
	const text = message
		.replace(thumbs, " yes ")
		.replace(/:[a-z0-9_+-]+:/gi, " ")
		.replace(/[\p{C}]+/gu, " ")
		.replace(/[ \t]+/g, " ")
		.trim();
	const matter = matterOf(text, ear);
	const words = matter.match(/[\p{L}\p{N}]+(?:['’]\p{L}+)*/gu) ?? [];
	const guidance = judge(message);
	const heard = new Set(ear(matter));
	if (words.length === 0) heard.add("silence");
	for (const intent of anywhere) if (ear(text).has(intent)) heard.add(intent);
	const foreign =
		!guidance.english &&
		(words.length >= longEnoughToTellLanguage ||
			/[^\p{Script=Latin}\P{L}]/u.test(text));
	return {
		text: matter,
		length: words.length,
		guidance,
		heard,
		unreadable: isGibberish(text)
			? "gibberish"
			: foreign
				? "language"
				: undefined,
		asks: /\?\s*$/.test(text),
	};
}

/** The sentences about the matter, without those that only speak to the coach, where there are both. */
function matterOf(text: string, ear: Ear): string {
	const sentences = text.split(/(?<=[.!?…])\s+|\n+/);
	if (sentences.length < 2 || sentences.length > 6) return text;
	const about = sentences.filter((sentence) => {
		const heard = ear(sentence);
		return (
			/\p{L}/u.test(sentence) &&
			(sentence.endsWith("?") || !asides.some((intent) => heard.has(intent)))
		);
	});
	const rest = about.join(" ");
	return rest.split(/\s+/).length >= 3 ? rest : text;
}
