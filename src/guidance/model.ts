import type { Findings } from "./findings.js";
import { chancesOf, type Sparse } from "./fit.js";
import { themes } from "./theme.js";

/** What was learned: for every trait its weights, and how to read their sum. */
export type Model = {
	/** The number of a trait in the weights. */
	traits: Map<string, number>;
	/** One for each trait: how far it moves the share toward leading. */
	share: Float32Array;
	/** Three for each trait: in, out, sensitive. */
	scope: Float32Array;
	/** One for each trait and theme. */
	theme: Float32Array;
	/** Three for each feature of `outlook`: manage, both, lead. */
	verdict: readonly number[];
	/** The middle pull of the texts that call for each verdict. */
	centres: readonly number[];
};

export const scopes = ["in", "out", "sensitive"] as const;
export const verdicts = ["manage", "both", "lead"] as const;

/** How strongly all traits together pull: below 0 to managing, above to leading. */
export function pullOf(
	{ at, value }: Sparse,
	weights: ArrayLike<number>,
): number {
	let sum = 0;
	for (let i = 0; i < at.length; i++)
		sum += (weights[at[i] as number] as number) * (value[i] as number);
	return sum;
}

/** How likely each scope is. */
export function scopeChances(traits: Sparse, model: Model): Float64Array {
	return chancesOf(traits, model.scope, scopes.length);
}

/** How likely the situation is mostly about each theme. */
export function themeChances(traits: Sparse, model: Model): Float64Array {
	return chancesOf(traits, model.theme, themes.length);
}

/** What the verdict is read from: the pull, how much stands on either side, and the text's build. */
export type Outlook = {
	pull: number;
	manage: number;
	lead: number;
	words: number;
	clauses: number;
};

/** How likely each verdict is. */
export function verdictChances(
	outlook: Outlook,
	weights: readonly number[],
): Float64Array {
	return chancesOf(outlookFeatures(outlook), weights, verdicts.length);
}

/** Where the pull stands among these. */
export const pullFeature = 1;

/** The outlook in numbers that a fit can use. */
export function outlookFeatures({
	pull,
	manage,
	lead,
	words,
	clauses,
}: Outlook): Sparse {
	const length = Math.log(1 + words) - 3;
	const value = [
		1,
		pull,
		Math.abs(pull),
		Math.min(3, Math.min(manage, lead)),
		length,
		length * Math.abs(pull),
		Math.log(1 + clauses) - 1,
	];
	return { at: value.map((_, i) => i), value };
}

/** What the verdict is read from, for one text. */
export function outlookOf(
	{ reading }: Findings,
	has: Sparse,
	share: ArrayLike<number>,
): Outlook {
	let manage = 0;
	let lead = 0;
	for (let i = 0; i < has.at.length; i++) {
		const pull =
			(share[has.at[i] as number] as number) * (has.value[i] as number);
		if (pull < 0) manage -= pull;
		else lead += pull;
	}
	return {
		pull: pullOf(has, share),
		manage,
		lead,
		words: reading.words.length,
		clauses: reading.clauses.length,
	};
}
