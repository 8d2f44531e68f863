import { piecesOf, type Step } from "./pattern.js";
import type { Reading, Word } from "./reading.js";

/** Named lists of words and short runs that patterns share: `@team` is any of `groups.team`. */
export type Groups = Record<string, readonly string[]>;

/** Patterns compiled into a net of plain numbers, so that it can be written to a file and read back. */
export type Lexicon = {
	/** The nodes that a word's key leads to from the start of a pattern. */
	starts: Map<number, number[]>;
	/** From `node * span + key` to the next node; key 0 is a gap. */
	edges: Map<number, number>;
	/** Where a node may go on without a word. */
	skips: Map<number, number>;
	/** The meaning that is found at a node. */
	ends: Map<number, number>;
};

/** Groups and meanings, each with its net; a group's key in the meanings' net is `groupKeys[group]`. */
export type Phrasebook = {
	stems: Map<string, number>;
	forms: Map<string, number>;
	groups: Lexicon;
	groupKeys: number[];
	meanings: Lexicon;
};

/** A meaning found in a text: words `from` (included) `to` (excluded), all in clause `clause`. */
export type Match = {
	meaning: number;
	from: number;
	to: number;
	clause: number;
};

/** A pattern that names a group nobody defined. */
export class UnknownGroupError extends Error {
	override name = "UnknownGroupError";
}

const span = 2 ** 20;
const gapKey = 0;
const mostGapWords = 4;
/** However a pattern is written, a position costs at most this many steps. */
const mostStepsAPosition = 5000;

const littleWords = new Set(
	"a an the my our your his her their it its this that these those just really so very even still already always actually also too all quite rather simply totally completely basically literally kind sort any some of".split(
		" ",
	),
);

/** The nets of all patterns: `patterns[n]` are those of meaning `n`. Throws `PatternError` and `UnknownGroupError`. */
export function compilePhrasebook(
	patterns: readonly (readonly string[])[],
	groups: Groups,
): Phrasebook {
	const names = Object.keys(groups);
	const keys = new KeyRing();
	const groupKeys = names.map((name) => keys.ofGroup(name));
	const keyOf = (step: Step) => {
		if (step.kind === "word") return keys.ofStem(step.stem);
		if (step.kind === "form") return keys.ofForm(step.form);
		if (!Object.hasOwn(groups, step.name))
			throw new UnknownGroupError(`there is no group @${step.name}`);
		return keys.ofGroup(step.name);
	};
	return {
		...keys.words,
		groupKeys,
		groups: compileNet(Object.values(groups), keyOf),
		meanings: compileNet(patterns, keyOf),
	};
}

class KeyRing {
	#next = 1;
	#groups = new Map<string, number>();
	words = {
		stems: new Map<string, number>(),
		forms: new Map<string, number>(),
	};
	ofGroup = (name: string) => this.#in(this.#groups, name);
	ofStem = (stem: string) => this.#in(this.words.stems, stem);
	ofForm = (form: string) => this.#in(this.words.forms, form);
	#in(map: Map<string, number>, name: string) {
		const known = map.get(name) ?? this.#next++;
		map.set(name, known);
		return known;
	}
}

function compileNet(
	patterns: readonly (readonly string[])[],
	keyOf: (step: Step) => number,
): Lexicon {
	const net: Lexicon = {
		starts: new Map(),
		edges: new Map(),
		skips: new Map(),
		ends: new Map(),
	};
	let nodes = 1;
	patterns.forEach((list, meaning) => {
		for (const pattern of list) {
			const first = nodes++;
			const beginnings = [first];
			let node = first;
			for (const piece of piecesOf(pattern)) {
				const next = nodes++;
				if (piece.kind === "gap") net.edges.set(node * span + gapKey, next);
				else {
					const begins = beginnings.at(-1) === node;
					for (const run of piece.runs)
						addRun(run.map(keyOf), node, next, begins);
					if (piece.optional) net.skips.set(node, next);
					if (piece.optional && begins) beginnings.push(next);
				}
				node = next;
			}
			net.ends.set(node, meaning);
		}
	});
	return net;

	/** "(get|get up)": a shorter run ends at a node where a longer one goes on. */
	function addRun(
		keys: readonly number[],
		from: number,
		to: number,
		begins: boolean,
	) {
		let node = from;
		keys.forEach((key, place) => {
			const edge = node * span + key;
			const known = net.edges.get(edge);
			const last = place === keys.length - 1;
			if (known === undefined) {
				const next = last ? to : nodes++;
				net.edges.set(edge, next);
				if (begins && place === 0) push(net.starts, key, next);
			} else if (last && known !== to) net.skips.set(known, to);
			else if (!last && known === to) {
				const between = nodes++;
				net.edges.set(edge, between);
				net.skips.set(between, to);
				if (begins && place === 0) push(net.starts, key, between);
			}
			node = net.edges.get(edge) as number;
		});
	}
}

function push(lists: Map<number, number[]>, key: number, value: number) {
	const list = lists.get(key);
	if (list) list.push(value);
	else lists.set(key, [value]);
}

type Keyed = { stem: number; form: number; little: boolean };
type Reach = { key: number; to: number };

/** Every meaning that stands in the text, by its longest run of words where it is found twice at a place. */
export function findMeanings(
	{ words, clauses }: Reading,
	book: Phrasebook,
): Match[] {
	const keyed = words.map((word, at) => keyWord(word, words[at + 1], book));
	const matches: Match[] = [];
	clauses.forEach(({ from, to }, clause) => {
		const groupsAt: Reach[][] = [];
		for (let at = from; at < to; at++) {
			const reaches: Reach[] = [];
			walk(book.groups, keyed, at, to, [], (group, end) =>
				reaches.push({ key: book.groupKeys[group] as number, to: end }),
			);
			groupsAt[at] = reaches;
		}
		for (let at = from; at < to; at++)
			walk(book.meanings, keyed, at, to, groupsAt, (meaning, end) =>
				keepLongest(matches, { meaning, from: at, to: end, clause }),
			);
	});
	return matches;
}

function keepLongest(matches: Match[], found: Match) {
	for (let i = matches.length - 1; i >= 0; i--) {
		const other = matches[i] as Match;
		if (other.clause !== found.clause) break;
		if (other.meaning !== found.meaning) continue;
		if (other.from <= found.from && other.to >= found.to) return;
		if (other.from === found.from) {
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

function walk(
	{ starts, edges, skips, ends }: Lexicon,
	keyed: readonly Keyed[],
	start: number,
	to: number,
	groupsAt: readonly Reach[][],
	found: (meaning: number, end: number) => void,
) {
	let steps = mostStepsAPosition;
	const arrive = (node: number | undefined, at: number) => {
		for (let here = node; here !== undefined; here = skips.get(here)) {
			const meaning = ends.get(here);
			if (meaning !== undefined) found(meaning, at);
			if (at < to) leave(here, at);
		}
	};
	const leave = (node: number, at: number) => {
		if (--steps < 0) return;
		const base = node * span;
		const word = keyed[at] as Keyed;
		if (word.stem > 0) arrive(edges.get(base + word.stem), at + 1);
		if (word.form > 0) arrive(edges.get(base + word.form), at + 1);
		for (const { key, to: end } of groupsAt[at] ?? [])
			arrive(edges.get(base + key), end);
		if (word.little && at + 1 < to) leave(node, at + 1);
		const behindGap = edges.get(base + gapKey);
		if (behindGap !== undefined)
			for (let here = at; here <= at + mostGapWords && here < to; here++)
				leave(behindGap, here);
	};
	const begin = (key: number, at: number) => {
		for (const node of starts.get(key) ?? []) arrive(node, at);
	};
	const word = keyed[start] as Keyed;
	if (word.stem > 0) begin(word.stem, start + 1);
	if (word.form > 0) begin(word.form, start + 1);
	for (const { key, to: end } of groupsAt[start] ?? []) begin(key, end);
}
