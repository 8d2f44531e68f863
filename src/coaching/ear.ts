import { compilePhrasebook } from "../guidance/lexicon.js";
import { findMeanings } from "../guidance/matches.js";
import { readSituation } from "../guidance/reading.js";

/** What a message can mean to a coach beside being an answer. */
export const intents = [
	"filler",
	"danger",
	"distress",
	"weariness",
	"stop",
	"start-over",
	"help",
	"forget-me",
	"know-me",
	"my-plans",
	"quiet",
	"what-are-you",
	"what-is-kept",
	"who-reads",
	"play",
	"angry",
	"sceptic",
	"off-topic",
	"new-subject",
	"hurry",
	"skip",
	"advice",
	"who-is-right",
	"why-ask",
	"unclear",
	"greeting",
	"thanks",
	"yes",
	"no",
	"silence",
	"dont-know",
	"go-on",
	"more",
	"none",
	"several",
	"fine",
	"never",
	"role",
] as const;

/** One of these. */
export type Intent = (typeof intents)[number];

/** How an intent is said; a message has it when at most `spare` of its words say something else. */
export type Hearing = { id: Intent; spare: number; says: readonly string[] };

/** Tells what a message means. */
export type Ear = (text: string) => ReadonlySet<Intent>;

/** An ear for what was listed: patterns as in `prompts/signals/`. */
export function createEar(hears: readonly Hearing[]): Ear {
	const book = compilePhrasebook(
		hears.map(({ says }) => says),
		{},
	);
	const filler = hears.findIndex(({ id }) => id === "filler");
	return (text) => {
		const reading = readSituation(text);
		const count = reading.words.length;
		const matches = findMeanings(reading, book);
		const fillers = matches.filter(({ meaning }) => meaning === filler);
		const heard = new Set<Intent>();
		hears.forEach(({ id, spare }, meaning) => {
			const found = matches.filter((match) => match.meaning === meaning);
			if (found.length === 0) return;
			const covered = new Set<number>();
			for (const { from, to } of [...found, ...fillers])
				for (let at = from; at < to; at++) covered.add(at);
			if (count - covered.size <= spare) heard.add(id);
		});
		return heard;
	};
}
