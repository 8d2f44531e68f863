import { type Piece, piecesOf, type Step } from "./pattern.js";
import { stem } from "./word-forms.js";

/** Named lists of words and short runs that patterns share: `@team` is any of `groups.team`. */
export type Groups = Record<string, readonly string[]>;

/**
 * Patterns compiled into a net of plain numbers, so that it can be written to a file and read back.
 * A pattern is entered at its rarest piece, its anchor, and read from there to its end and back to its beginning.
 */
export type Lexicon = {
	/** Where the list of a word's key begins in `startNodes`: the nodes it leads to from the start of an anchor. */
	startsAt: Int32Array;
	startNodes: Int32Array;
	/** Beside `startNodes`: the node from which the part before the anchor is read back, 0 where there is none. */
	startBacks: Int32Array;
	/** Beside `startNodes`, two numbers each: what else the pattern needs in the clause, 0 for nothing. */
	startNeeds: Int32Array;
	/** Where the list of a need begins in `needKeys`: any one of these keys meets it. */
	needsAt: Int32Array;
	needKeys: Int32Array;
	/** Where the list of a node begins in `edgeKeys` and `edgeNodes`: which key leads to which node. */
	edgesAt: Int32Array;
	edgeKeys: Int32Array;
	edgeNodes: Int32Array;
	/** For each node, the one behind a gap, and the one reached without a word; 0 where there is none. */
	gaps: Int32Array;
	skips: Int32Array;
	/** For each node, 1 + the number of the pattern that ends there (read back, of any), or 0. */
	ends: Int32Array;
	/** For each pattern, the meaning that it stands for. */
	meanings: Int32Array;
	/** For each pattern, the node from which the part before its anchor is read backward; 0 where there is none. */
	backs: Int32Array;
};

/** Groups and meanings, each with its net; a group's key in the meanings' net is `groupKeys[group]`. */
export type Phrasebook = {
	/** Stems of frequent words, worked out beforehand. */
	frequent: Map<string, string>;
	stems: Map<string, number>;
	forms: Map<string, number>;
	groups: Lexicon;
	groupKeys: number[];
	meanings: Lexicon;
};

/** A pattern that names a group nobody defined. */
export class UnknownGroupError extends Error {
	override name = "UnknownGroupError";
}

/**
 * The nets of all patterns: `patterns[n]` are those of meaning `n`; `frequency` says how common a stem is in what people write.
 * Throws `PatternError` and `UnknownGroupError`.
 */
export function compilePhrasebook(
	patterns: readonly (readonly string[])[],
	groups: Groups,
	frequency: (stem: string) => number = () => 0,
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
	const commonness = (step: Step | undefined): number => {
		if (step?.kind === "word") return 1 + frequency(step.stem);
		if (step?.kind === "form") return 1 + frequency(stem(step.form));
		return veryCommon;
	};
	return {
		frequent: new Map(),
		...keys.words,
		groupKeys,
		groups: compileNet(Object.values(groups), keyOf, commonness),
		meanings: compileNet(patterns, keyOf, commonness),
	};
}

/** A group stands for so many words that hardly any other word is as common. */
const veryCommon = 1e6;

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

/** What else must stand in the clause: the numbers of two needs, 0 for none. */
type Needs = [number, number];

type Choice = Extract<Piece, { kind: "choice" }>;

/** A net while it is drawn: lists that grow. Node 0 is nowhere. */
class Draft {
	edges: Map<number, number>[] = [new Map()];
	starts: [node: number, back: number, needs: Needs][][] = [];
	needs = new Map<string, number>();
	needKeys: number[][] = [[]];
	gaps = [0];
	skips = [0];
	ends = [0];
	meanings: number[] = [];
	backs: number[] = [];

	node(): number {
		this.edges.push(new Map());
		this.gaps.push(0);
		this.skips.push(0);
		return this.ends.push(0) - 1;
	}

	start(key: number, node: number, back: number, needs: Needs) {
		const starts = this.starts[key] ?? [];
		starts.push([node, back, needs]);
		this.starts[key] = starts;
	}

	/** The number of the need for one of these keys; 0 for none. */
	need(keys: readonly number[]): number {
		if (keys.length === 0) return 0;
		const distinct = [...new Set(keys)].sort((a, b) => a - b);
		const name = distinct.join();
		const known = this.needs.get(name) ?? this.needKeys.push(distinct) - 1;
		this.needs.set(name, known);
		return known;
	}

	/** Draws pieces from a node on; gives the node behind them. */
	pieces(
		pieces: readonly Piece[],
		from: number,
		keyOf: (step: Step) => number,
	): number {
		let node = from;
		for (const piece of pieces) {
			const next = this.node();
			if (piece.kind === "gap") this.gaps[node] = next;
			else for (const run of piece.runs) this.run(run.map(keyOf), node, next);
			if (piece.kind === "choice" && piece.optional) this.skips[node] = next;
			node = next;
		}
		return node;
	}

	/** "(get|get up)": a shorter run ends at a node where a longer one goes on. */
	run(keys: readonly number[], from: number, to: number) {
		let node = from;
		keys.forEach((key, place) => {
			const edges = this.edges[node] as Map<number, number>;
			const known = edges.get(key);
			const last = place === keys.length - 1;
			if (known === undefined) edges.set(key, last ? to : this.node());
			else if (last && known !== to) this.skips[known] = to;
			else if (!last && known === to) {
				const between = this.node();
				edges.set(key, between);
				this.skips[between] = to;
			}
			node = edges.get(key) as number;
		});
	}

	net(): Lexicon {
		const edges = flat(this.edges.map((map) => [...map]));
		const starts = flat(Array.from(this.starts, (list) => list ?? []));
		const needs = flat(this.needKeys);
		return {
			startsAt: starts.at,
			startNodes: Int32Array.from(starts.all, ([node]) => node),
			startBacks: Int32Array.from(starts.all, ([, back]) => back),
			startNeeds: Int32Array.from(starts.all.flatMap(([, , needs]) => needs)),
			needsAt: needs.at,
			needKeys: Int32Array.from(needs.all),
			edgesAt: edges.at,
			edgeKeys: Int32Array.from(edges.all, ([key]) => key),
			edgeNodes: Int32Array.from(edges.all, ([, node]) => node),
			gaps: Int32Array.from(this.gaps),
			skips: Int32Array.from(this.skips),
			ends: Int32Array.from(this.ends),
			meanings: Int32Array.from(this.meanings),
			backs: Int32Array.from(this.backs),
		};
	}
}

/** Lists one behind the other, and where each begins; the last number is where they end. */
function flat<T>(lists: readonly (readonly T[])[]): {
	at: Int32Array;
	all: T[];
} {
	const at = new Int32Array(lists.length + 1);
	lists.forEach((list, i) => {
		at[i + 1] = (at[i] as number) + list.length;
	});
	return { at, all: lists.flat() as T[] };
}

function compileNet(
	patterns: readonly (readonly string[])[],
	keyOf: (step: Step) => number,
	commonness: (step: Step | undefined) => number,
): Lexicon {
	const draft = new Draft();
	patterns.forEach((list, meaning) => {
		for (const pattern of list) {
			const pieces = piecesOf(pattern);
			const [anchor = 0, ...others] = byRarity(pieces, commonness);
			const first = draft.node();
			const number = draft.meanings.push(meaning);
			draft.ends[draft.pieces(pieces.slice(anchor), first, keyOf)] = number;
			const back = anchor > 0 ? draft.node() : 0;
			draft.backs.push(back);
			if (back > 0)
				draft.ends[
					draft.pieces(
						pieces.slice(0, anchor).reverse().map(reversed),
						back,
						keyOf,
					)
				] = number;
			const { runs } = pieces[anchor] as Choice;
			const needs = others
				.slice(0, 2)
				.map((place) =>
					draft.need(
						(pieces[place] as Choice).runs.map((run) => keyOf(run[0] as Step)),
					),
				);
			for (const key of new Set(runs.map((run) => keyOf(run[0] as Step))))
				draft.start(key, draft.edges[first]?.get(key) as number, back, [
					needs[0] ?? 0,
					needs[1] ?? 0,
				]);
		}
	});
	return draft.net();
}

/** The needed pieces, the one with the rarest words first. */
function byRarity(
	pieces: readonly Piece[],
	commonness: (step: Step | undefined) => number,
): number[] {
	const common = pieces.map((piece) =>
		piece.kind === "gap"
			? 0
			: piece.runs.reduce((sum, run) => sum + commonness(run[0]), 0),
	);
	return [...pieces.keys()]
		.filter((place) => {
			const piece = pieces[place] as Piece;
			return piece.kind === "choice" && !piece.optional;
		})
		.sort((a, b) => (common[a] as number) - (common[b] as number) || a - b);
}

function reversed(piece: Piece): Piece {
	return piece.kind === "gap"
		? piece
		: { ...piece, runs: piece.runs.map((run) => [...run].reverse()) };
}
