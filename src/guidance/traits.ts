import type { Findings } from "./findings.js";

/** What the learned weights speak of, by name, and how much of each a text has. */
export type Traits = Map<string, number>;

/** A text's traits: the signals in it, its words and pairs of words, and its build. */
export function traitsOf({
	reading,
	roles,
	signals,
	sensitive,
	ordinary,
	out,
}: Findings): Traits {
	const traits: Traits = new Map([["always", 1]]);
	const has = (name: string) => traits.set(name, 1);
	for (const { meaning, clause } of signals)
		has(
			roles[clause]?.dismissed
				? `signal ${meaning} dismissed`
				: `signal ${meaning}`,
		);
	for (const { meaning } of sensitive) has(`sensitive ${meaning}`);
	for (const { meaning } of ordinary) has(`ordinary ${meaning}`);
	for (const { meaning } of out) has(`out ${meaning}`);
	reading.clauses.forEach(({ from, to }, clause) => {
		const role = roles[clause];
		const mark = role?.dismissed ? "~" : "";
		for (let at = from; at < to; at++) {
			const { stem } = reading.words[at] as { stem: string };
			has(`${mark}${stem}`);
			if (at + 1 < to) has(`${mark}${stem} ${reading.words[at + 1]?.stem}`);
		}
	});
	return traits;
}
