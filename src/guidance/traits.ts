import type { Findings } from "./findings.js";
import type { Sparse } from "./fit.js";
import type { Word } from "./reading.js";

/** What the learned weights speak of, by name, and how much of each a text has. */
export type Traits = Map<string, number>;

/** The traits of a text that a model knows, by number: how much of each it has, and between which words it stands. */
export type Placed = Sparse & {
	/** The first word of each; -1 for one that stands at several places or at none. */
	from: readonly number[];
	/** The word behind the last of each. */
	to: readonly number[];
};

/** Tells which known traits a text has. */
export type TraitIndex = (findings: Findings) => Placed;

/** In a text of more words than this, each word by itself says less. */
const usualLength = 20;

/** How many places apart two words of a clause may stand and still count as a pair. */
const farthestPair = 3;

/** A text's traits: the signals in it, its words and pairs of words, and its build. */
export function traitsOf(findings: Findings): Traits {
	const { words } = findings.reading;
	const traits: Traits = new Map();
	const stemAt = (at: number) => (words[at] as Word).stem;
	visit(findings, {
		named: (name) => traits.set(name, 1),
		word: (mark, at, amount) => traits.set(`${mark}${stemAt(at)}`, amount),
		pair: (mark, at, far, amount) =>
			traits.set(
				`${mark}${stemAt(at)}${far > 1 ? farApart : beside}${stemAt(at + far)}`,
				amount,
			),
	});
	return traits;
}

/** Tells the traits of a text without spelling out their names; `known` has the number of each trait's name. */
export function createTraitIndex(
	known: ReadonlyMap<string, number>,
): TraitIndex {
	const stems = new Map<string, number>();
	const single = new Map<number, number>();
	const pairs = new Map<number, Map<number, number>>();
	const numberOf = (stem: string) => {
		const number = stems.get(stem) ?? stems.size;
		stems.set(stem, number);
		return number;
	};
	for (const [name, trait] of known) {
		// The name of a meaning has no stems in it.
		if (name.includes(":")) continue;
		const mark = name.startsWith("~") ? 1 : 0;
		const gap = name.indexOf(beside);
		const first = name.slice(mark, gap < 0 ? undefined : gap);
		if (first === "") continue;
		const from = 2 * numberOf(first) + mark;
		if (gap < 0) {
			single.set(from, trait);
			continue;
		}
		const far = name.startsWith(farApart, gap) ? 1 : 0;
		const second = name.slice(gap + (far ? farApart : beside).length);
		const seconds = pairs.get(from) ?? new Map<number, number>();
		seconds.set(2 * numberOf(second) + far, trait);
		pairs.set(from, seconds);
	}
	const alone = new Int32Array(stems.size * 2).fill(-1);
	for (const [from, trait] of single) alone[from] = trait;
	return (findings) => {
		const places = new Map<number, number>();
		const has = {
			at: [] as number[],
			value: [] as number[],
			from: [] as number[],
			to: [] as number[],
		};
		const add = (trait: number, amount: number, from: number, to: number) => {
			const place = places.get(trait);
			if (place !== undefined) {
				has.from[place] = -1;
				return;
			}
			places.set(trait, has.at.length);
			has.at.push(trait);
			has.value.push(amount);
			has.from.push(from);
			has.to.push(to);
		};
		const at = findings.reading.words.map(({ stem }) => stems.get(stem) ?? -1);
		visit(findings, {
			named(name, from, to) {
				const trait = known.get(name);
				if (trait !== undefined) add(trait, 1, from, to);
			},
			word(mark, place, amount) {
				const stem = at[place] as number;
				const trait = stem < 0 ? -1 : (alone[stem * 2 + mark.length] as number);
				if (trait >= 0) add(trait, amount, place, place + 1);
			},
			pair(mark, place, far, amount) {
				const [first, second] = [
					at[place] as number,
					at[place + far] as number,
				];
				if (first < 0 || second < 0) return;
				const trait = pairs
					.get(first * 2 + mark.length)
					?.get(second * 2 + Number(far > 1));
				if (trait !== undefined) add(trait, amount, place, place + far + 1);
			},
		});
		return has;
	};
}

type Sight = {
	named(name: string, from: number, to: number): void;
	/** `mark` is "~" in a clause that names what is not the gap, else empty. */
	word(mark: string, at: number, amount: number): void;
	pair(mark: string, at: number, far: number, amount: number): void;
};

function visit(
	{ reading, roles, signals, sensitive, ordinary, out }: Findings,
	see: Sight,
) {
	see.named("always:", -1, -1);
	for (const { meaning, clause, from, to } of signals)
		see.named(
			roles[clause]?.dismissed
				? `signal:${meaning}:dismissed`
				: `signal:${meaning}`,
			from,
			to,
		);
	const others = { sensitive, ordinary, out };
	for (const [kind, matches] of Object.entries(others))
		for (const { meaning, from, to } of matches)
			see.named(`${kind}:${meaning}`, from, to);
	const { words, clauses } = reading;
	const amount = Math.min(
		1,
		Math.sqrt(usualLength / Math.max(1, words.length)),
	);
	clauses.forEach(({ from, to }, clause) => {
		const mark = roles[clause]?.dismissed ? "~" : "";
		for (let at = from; at < to; at++) {
			see.word(mark, at, amount);
			for (let far = 1; far <= farthestPair && at + far < to; far++)
				see.pair(mark, at, far, amount);
		}
	});
}

const beside = " ";
const farApart = " … ";
