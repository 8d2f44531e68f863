import type { Lexicon, Phrasebook } from "./lexicon.js";
import type { Reading, Word } from "./reading.js";

/** A meaning found in a text: words `from` (included) `to` (excluded), all in clause `clause`. */
export type Match = {
	meaning: number;
	from: number;
	to: number;
	clause: number;
};

const mostGapWords = 4;
/** However a pattern is written, a position costs at most this many steps. */
const mostStepsAPosition = 5000;

const littleWords = new Set(
	"a an the my our your his her their it its this that these those just really so very even still already always actually also too all quite rather simply totally completely basically literally kind sort any some of".split(
		" ",
	),
);

type Keyed = { stem: number; form: number; little: boolean };
/** A group found at a place: where it goes on to, forward or backward. */
type Reach = { key: number; to: number };

/** Every meaning that stands in the text, by its longest run of words where it is found twice at a place. */
export function findMeanings(
	{ words, clauses }: Reading,
	book: Phrasebook,
): Match[] {
	const keyed = words.map((word, at) => keyWord(word, words[at + 1], book));
	const ahead = keyed.map(() => none);
	const behind = [none, ...ahead];
	const { groupKeys } = book;
	const present = new Uint32Array(
		book.stems.size + book.forms.size + groupKeys.length + 1,
	);
	const met = needsOf(book.meanings);
	const metByGroups = needsOf(book.groups);
	const matches: Match[] = [];
	clauses.forEach(({ from, to }, clause) => {
		const stamp = clause + 1;
		const bare = { keyed, from, to, ahead, behind, present, stamp, met };
		for (let at = from; at < to; at++) {
			const { stem, form } = keyed[at] as Keyed;
			if (stem > 0) present[stem] = stamp;
			if (form > 0) present[form] = stamp;
		}
		readClause(
			book.groups,
			{ ...bare, ahead: [], behind: [], met: metByGroups },
			(group, first, end) => {
				const key = groupKeys[group] as number;
				present[key] = stamp;
				ahead[first] = [...(ahead[first] as Reach[]), { key, to: end }];
				behind[end] = [...(behind[end] as Reach[]), { key, to: first }];
			},
		);
		readClause(book.meanings, bare, (meaning, first, end) =>
			keepLongest(matches, { meaning, from: first, to: end, clause }),
		);
	});
	return matches;
}

const none: readonly Reach[] = [];

/** A clause in keys; `ahead[at]` are the groups that begin with word `at`, `behind[at]` those that end before it. */
type Keys = {
	keyed: readonly Keyed[];
	from: number;
	to: number;
	ahead: readonly (readonly Reach[])[];
	behind: readonly (readonly Reach[])[];
	/** `present[key]` is `stamp` for every key that stands in the clause. */
	present: Uint32Array;
	stamp: number;
	/** `met[need]` is `stamp` where a key of the clause meets the need, `-stamp` where none does. */
	met: Int32Array;
};

function keepLongest(matches: Match[], found: Match) {
	for (let i = matches.length - 1; i >= 0; i--) {
		const other = matches[i] as Match;
		if (other.clause !== found.clause) break;
		if (other.meaning !== found.meaning) continue;
		if (other.from <= found.from && other.to >= found.to) return;
		if (found.from <= other.from && found.to >= other.to) {
			other.from = found.from;
			other.to = found.to;
			return;
		}
	}
	matches.push(found);
}

const auxiliaries = new Set(
	"do have be will would could can should".split(" "),
);

function keyWord(
	word: Word,
	next: Word | undefined,
	{ stems, forms }: Phrasebook,
): Keyed {
	return {
		stem: stems.get(word.stem) ?? -1,
		form: forms.get(word.form) ?? -1,
		little:
			littleWords.has(word.form) ||
			(next?.form === "not" && auxiliaries.has(word.stem)),
	};
}

/** Room for what is known of every need of a net. */
function needsOf({ needsAt }: Lexicon): Int32Array {
	return new Int32Array(needsAt.length);
}

/** Reads a clause: for every pattern in it, its meaning, its first word and the end of its last, by where its anchor stands. */
function readClause(
	net: Lexicon,
	clause: Keys,
	found: (meaning: number, from: number, to: number) => void,
) {
	const { edgesAt, edgeKeys, edgeNodes, gaps, skips, ends, meanings, backs } =
		net;
	const { startsAt, startNodes, startNeeds, needsAt, needKeys } = net;
	const { keyed, from, to, ahead, behind, present, stamp, met } = clause;
	let start = from;
	let steps = 0;

	const forward = (node: number, at: number) => {
		for (let here = node; here > 0; here = skips[here] as number) {
			const pattern = (ends[here] as number) - 1;
			if (pattern >= 0) {
				const back = backs[pattern] as number;
				if (back === 0) found(meanings[pattern] as number, start, at);
				else backward(back, start, pattern, at);
			}
			if (at < to) goForward(here, at);
		}
	};
	const goForward = (node: number, at: number) => {
		if (--steps < 0) return;
		const { stem, form, little } = keyed[at] as Keyed;
		const reaches = ahead[at] ?? none;
		for (
			let edge = edgesAt[node] as number;
			edge < (edgesAt[node + 1] as number);
			edge++
		) {
			const key = edgeKeys[edge] as number;
			if (present[key] !== stamp) continue;
			if (key === stem || key === form)
				forward(edgeNodes[edge] as number, at + 1);
			else
				for (let i = 0; i < reaches.length; i++)
					if (reaches[i]?.key === key)
						forward(edgeNodes[edge] as number, (reaches[i] as Reach).to);
		}
		if (little && at + 1 < to) goForward(node, at + 1);
		const behindGap = gaps[node] as number;
		if (behindGap > 0)
			for (let here = at; here <= at + mostGapWords && here < to; here++)
				goForward(behindGap, here);
	};
	/** Reads the part before the anchor, from word `at - 1` on to the left. */
	const backward = (node: number, at: number, pattern: number, end: number) => {
		for (let here = node; here > 0; here = skips[here] as number) {
			if ((ends[here] as number) > 0)
				found(meanings[pattern] as number, at, end);
			if (at > from) goBackward(here, at, pattern, end);
		}
	};
	const goBackward = (
		node: number,
		at: number,
		pattern: number,
		end: number,
	) => {
		if (--steps < 0) return;
		const { stem, form, little } = keyed[at - 1] as Keyed;
		const reaches = behind[at] ?? none;
		for (
			let edge = edgesAt[node] as number;
			edge < (edgesAt[node + 1] as number);
			edge++
		) {
			const key = edgeKeys[edge] as number;
			if (present[key] !== stamp) continue;
			const next = edgeNodes[edge] as number;
			if (key === stem || key === form) backward(next, at - 1, pattern, end);
			else
				for (let i = 0; i < reaches.length; i++)
					if (reaches[i]?.key === key)
						backward(next, (reaches[i] as Reach).to, pattern, end);
		}
		if (little && at - 1 > from) goBackward(node, at - 1, pattern, end);
		const beforeGap = gaps[node] as number;
		if (beforeGap > 0)
			for (let here = at; here >= at - mostGapWords && here > from; here--)
				goBackward(beforeGap, here, pattern, end);
	};
	/** Whether anything that a pattern needs stands in the clause at all; most patterns end here. */
	const meets = (need: number) => {
		const known = met[need] as number;
		if (known === stamp || need === 0) return true;
		if (known === -stamp) return false;
		const end = needsAt[need + 1] as number;
		for (let i = needsAt[need] as number; i < end; i++)
			if (present[needKeys[i] as number] === stamp) {
				met[need] = stamp;
				return true;
			}
		met[need] = -stamp;
		return false;
	};
	const begin = (key: number, at: number) => {
		for (let i = startsAt[key] as number; i < (startsAt[key + 1] ?? 0); i++) {
			if (meets(startNeeds[i * 2] as number))
				if (meets(startNeeds[i * 2 + 1] as number))
					forward(startNodes[i] as number, at);
		}
	};

	for (; start < to; start++) {
		steps = mostStepsAPosition;
		const { stem, form } = keyed[start] as Keyed;
		if (stem > 0) begin(stem, start + 1);
		if (form > 0) begin(form, start + 1);
		for (const reach of ahead[start] ?? none) begin(reach.key, reach.to);
	}
}
