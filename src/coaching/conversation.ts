import type { Theme } from "../guidance/theme.js";

/** What a coach can have asked last, in the order in which a conversation goes; `doubt`, `care` and `resume` come where they are needed. */
const asks = [
	"situation",
	"goal",
	"instance",
	"role",
	"needs",
	"strengths",
	"doubt",
	"choice",
	"act",
	"cue",
	"confirm",
	"date",
	"care",
	"resume",
] as const;

/** The question that stands open. */
export type Ask = (typeof asks)[number];

/** How a conversation stands; a `rested` one is over, and the next message begins anew. */
type Standing = "open" | "paused" | "planned" | "rested" | "handed-over";

/** Everything a coach knows of a conversation, to be stored as JSON. Words are kept only here, and cut. */
export type Conversation = {
	version: 1;
	standing: Standing;
	/** What phrases are chosen by, with those that were said. */
	seed: number;
	turns: number;
	/** When the person last wrote, ISO, UTC. */
	at: string;
	ask: Ask;
	/** How often in a row the open question was not answered. */
	detours: number;
	/** The names of phrases, reasons and questions that were said, so that none comes twice. */
	said: readonly string[];
	/** Whether the person was told what the coach is and keeps. */
	introduced: boolean;
	/** The person's answers, as they wrote them. */
	answers: Partial<Record<Ask, string>>;
	themes: readonly Theme[];
	/** What an answer outside of the coaching said, when it was brought along. */
	leadShare: number | undefined;
	/** The tips that were offered, by id; the last `choices` of them stand open. */
	offered: readonly string[];
	choices: readonly string[];
	/** The tip that was taken, by id. */
	tip: string | undefined;
	/** The plan while it is agreed on. */
	sentence: string | undefined;
	/** A message that waits until the person has chosen to go on, and the question it answers. */
	held: { ask: Ask; words: string } | undefined;
	/** How often distress was answered. */
	cares: number;
};

/** What was said last is not said first again. */
const mostCarriedOver = 12;
const mostWords = 500;
const mostSituationWords = 1500;

/** A conversation of which nothing was said yet, maybe after another. */
export function newConversation(
	seed: number,
	now: Date,
	{ introduced, said }: { introduced: boolean; said: readonly string[] } = {
		introduced: false,
		said: [],
	},
): Conversation {
	return {
		version: 1,
		standing: "open",
		seed,
		turns: 0,
		at: now.toISOString(),
		ask: "situation",
		detours: 0,
		said: said.slice(-mostCarriedOver),
		introduced,
		answers: {},
		themes: [],
		leadShare: undefined,
		offered: [],
		choices: [],
		tip: undefined,
		sentence: undefined,
		held: undefined,
		cares: 0,
	};
}

/** The conversation with an answer written down, cut to what is worth keeping. */
export function withAnswer(
	conversation: Conversation,
	ask: Ask,
	words: string,
): Conversation {
	const most = ask === "situation" ? mostSituationWords : mostWords;
	return {
		...conversation,
		detours: 0,
		answers: { ...conversation.answers, [ask]: cut(words, most) },
	};
}

/** The conversation without anything that was said about its matter; what was asked and told stays known. */
export function cleared(conversation: Conversation): Conversation {
	const { seed, turns, at, said, introduced, cares } = conversation;
	return {
		...newConversation(seed, new Date(at)),
		introduced,
		turns,
		said,
		cares,
	};
}

/** A text cut to `most` characters, whole characters only. */
function cut(text: string, most: number): string {
	return text.length <= most
		? text
		: [...text.slice(0, most)].slice(0, -1).join("");
}
