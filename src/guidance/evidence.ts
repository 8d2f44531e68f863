import type { Findings } from "./findings.js";
import type { Signal, Stance } from "./signal.js";
import type { Placed } from "./traits.js";

/** A meaning, the words `from` (included) `to` (excluded) that say it, and how far these move the pull. */
export type Evidence = {
	signal: Signal;
	from: number;
	to: number;
	toward: Stance;
	/** At least 0; what goes when the words go. */
	strength: number;
};

/** What the pull of a text rests on. */
export type Grounds = {
	/** The meanings found, each word in one of them at the most, the strongest first. */
	named: Evidence[];
	/** How far all other words together move the pull: below 0 to managing, above to leading. */
	unnamed: number;
};

/** A meaning that moves the pull by less is no reason. */
const leastStrength = 0.1;

/** What has a name in a text, and what has none; `weights` are those of the share. */
export function groundsOf(
	{ signals: matches, roles }: Findings,
	has: Placed,
	weights: ArrayLike<number>,
	signals: readonly Signal[],
): Grounds {
	const pulls = has.at.map(
		(trait, i) => (weights[trait] as number) * (has.value[i] as number),
	);
	const found = matches
		.filter(({ clause }) => !roles[clause]?.dismissed)
		.map(({ meaning, from, to }) => {
			const signal = signals[meaning] as Signal;
			const pull = pullWithin(has, pulls, from, to);
			const toward: Stance = pull > 0 ? "lead" : "manage";
			return { signal, from, to, toward, strength: Math.abs(pull) };
		})
		.filter(
			({ signal, toward, strength }) =>
				toward === signal.toward && strength >= leastStrength,
		)
		.sort((a, b) => b.strength - a.strength || a.from - b.from);
	const named: Evidence[] = [];
	for (const one of found)
		if (!named.some(({ from, to }) => one.from < to && from < one.to))
			named.push(one);
	const inNamed = (from: number, to: number) =>
		named.some((one) => one.from <= from && to <= one.to);
	let unnamed = 0;
	for (let i = 0; i < pulls.length; i++)
		if (
			has.to[i] !== -1 &&
			!inNamed(has.from[i] as number, has.to[i] as number)
		)
			unnamed += pulls[i] as number;
	return { named, unnamed };
}

function pullWithin(
	{ from: first, to: end }: Placed,
	pulls: readonly number[],
	from: number,
	to: number,
): number {
	let sum = 0;
	for (let i = 0; i < pulls.length; i++)
		if ((first[i] as number) >= from && (end[i] as number) <= to)
			sum += pulls[i] as number;
	return sum;
}
