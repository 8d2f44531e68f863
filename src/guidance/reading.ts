import { plainWords, stem } from "./word-forms.js";

/** One plain word of a text; `start` and `end` point at the written word it came from. */
export type Word = { stem: string; form: string; start: number; end: number };

/** A run of words `from` (included) `to` (excluded) with no stop, comma or turning word inside. */
type Clause = {
	from: number;
	to: number;
	turn: boolean;
	asked: boolean;
};

/** A text as the guide reads it. */
export type Reading = { text: string; words: Word[]; clauses: Clause[] };

const turningWords = new Set(
	"but yet however though although tho except instead whereas while despite".split(
		" ",
	),
);

const writtenWord = /[\p{L}\p{N}]+(?:['’][\p{L}]+)*['’]?/gu;
const stop = /[.!?;:,()[\]{}"“”„…\n\r—–•|]|\s-+\s|\.\.+/;

/**
 * The words and clauses of a text, each with its place, so that they can be quoted as written.
 * `stems` may know stems beforehand, which saves working them out.
 */
export function readSituation(
	text: string,
	stems?: ReadonlyMap<string, string>,
): Reading {
	const words: Word[] = [];
	const clauses: Clause[] = [];
	let from = 0;
	let turn = false;
	let end = 0;
	const close = (gap: string) => {
		if (words.length > from)
			clauses.push({ from, to: words.length, turn, asked: gap.includes("?") });
		from = words.length;
		turn = false;
	};
	for (const found of text.matchAll(writtenWord)) {
		const start = found.index;
		const gap = text.slice(end, start);
		if (stop.test(gap)) close(gap);
		end = start + found[0].length;
		for (const form of plainWords(found[0])) {
			if (turningWords.has(form)) {
				close("");
				turn = true;
			}
			words.push({ stem: stems?.get(form) ?? stem(form), form, start, end });
		}
	}
	close(text.slice(end));
	return { text, words, clauses };
}
