import type { Findings } from "./findings.js";
import type { Word } from "./reading.js";

/** What the learned weights speak of, by name, and how much of each a text has. */
export type Traits = Map<string, number>;

/** In a text of more words than this, each word by itself says less. */
const usualLength = 20;

/** How many places apart two words of a clause may stand and still count as a pair. */
const farthestPair = 3;

/** A text's traits: the signals in it, its words and pairs of words, and its build. */
export function traitsOf({
	reading,
	roles,
	signals,
	sensitive,
	ordinary,
	out,
}: Findings): Traits {
	const traits: Traits = new Map([["always:", 1]]);
	const has = (name: string) => traits.set(name, 1);
	for (const { meaning, clause } of signals)
		has(
			roles[clause]?.dismissed
				? `signal:${meaning}:dismissed`
				: `signal:${meaning}`,
		);
	for (const { meaning } of sensitive) has(`sensitive:${meaning}`);
	for (const { meaning } of ordinary) has(`ordinary:${meaning}`);
	for (const { meaning } of out) has(`out:${meaning}`);
	const { words, clauses } = reading;
	const amount = Math.min(
		1,
		Math.sqrt(usualLength / Math.max(1, words.length)),
	);
	clauses.forEach(({ from, to }, clause) => {
		const mark = roles[clause]?.dismissed ? "~" : "";
		for (let at = from; at < to; at++) {
			const { stem } = words[at] as Word;
			traits.set(`${mark}${stem}`, amount);
			for (let far = 1; far <= farthestPair && at + far < to; far++)
				traits.set(
					`${mark}${stem}${far > 1 ? " … " : " "}${words[at + far]?.stem}`,
					amount,
				);
		}
	});
	return traits;
}
