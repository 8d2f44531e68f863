import type { Findings } from "./findings.js";
import { chancesOf, type Example, fitWeights, type Sparse } from "./fit.js";
import {
	type Model,
	outlookFeatures,
	outlookOf,
	pullFeature,
	scopes,
	verdicts,
} from "./model.js";
import type { Signal } from "./signal.js";
import { type Situation, shareOf } from "./situation.js";
import { type Theme, themes } from "./theme.js";
import { type Traits, traitsOf } from "./traits.js";

/** How the fit weighs what it learns from; found by holding pens back, see tests/guidance/README.md. */
export type Tuning = {
	least: number;
	signalPrior: number;
	signalStrength: number;
	wordStrength: number;
	scopeStrength: number;
	themeStrength: number;
};

const usualTuning: Tuning = {
	least: 3,
	signalPrior: 0.2,
	signalStrength: 1.3,
	wordStrength: 3,
	scopeStrength: 0.15,
	themeStrength: 0.3,
};

/** How strongly each sensitive and each out-of-scope signal speaks, by its author's judgment. */
export type ScopeSignals = {
	sensitive: readonly { strength: number }[];
	out: readonly { strength: number }[];
	ordinary: readonly unknown[];
};

const folds = 5;
const themePlaces = [0.6, 0.25, 0.15];

type Row = { situation: Situation; findings: Findings; traits: Traits };

/** The model that a set of situations teaches; the same set in the same order teaches the same. */
export function learn(
	situations: readonly Situation[],
	find: (text: string) => Findings,
	signals: readonly Signal[],
	scopeSignals: ScopeSignals,
	tuning: Tuning = usualTuning,
): Model {
	const rows = situations.map((situation) => {
		const findings = find(situation.text);
		return { situation, findings, traits: traitsOf(findings) };
	});
	const counts = countTraits(rows);
	const traits = numberTraits(
		counts,
		namedTraits(signals, scopeSignals),
		tuning.least,
	);
	const commonness = Float64Array.from(traits.keys(), (name) =>
		commonnessOf(counts.get(name) ?? 0, rows.length),
	);
	return {
		traits,
		share: learnShare(rows, traits, commonness, signals, tuning),
		scope: learnScope(rows, traits, commonness, scopeSignals, tuning),
		theme: learnThemes(rows, traits, commonness, signals, tuning),
		...learnVerdict(rows, traits, commonness, signals, tuning),
	};
}

/** The traits that are numbered, by number. */
function knownTraits(
	traits: Traits,
	known: ReadonlyMap<string, number>,
): Sparse {
	const at: number[] = [];
	const value: number[] = [];
	for (const [name, amount] of traits) {
		const number = known.get(name);
		if (number === undefined) continue;
		at.push(number);
		value.push(amount);
	}
	return { at, value };
}

/** Every signal has a weight, also one that no example uses: its author's judgment stands until something is learned. */
function namedTraits(
	signals: readonly Signal[],
	{ sensitive, out, ordinary }: ScopeSignals,
): string[] {
	const numbered = (kind: string, list: readonly unknown[]) =>
		list.map((_, i) => `${kind}:${i}`);
	return [
		...numbered("signal", signals).flatMap((name) => [
			name,
			`${name}:dismissed`,
		]),
		...numbered("sensitive", sensitive),
		...numbered("out", out),
		...numbered("ordinary", ordinary),
	];
}

/** In how many texts each trait stands. */
function countTraits(rows: readonly Row[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const { traits } of rows)
		for (const name of traits.keys())
			counts.set(name, (counts.get(name) ?? 0) + 1);
	return counts;
}

/** How much harder a word is held back than a rare one: a word that stands everywhere tells least. */
function commonnessOf(count: number, rows: number): number {
	const rarity = Math.log((rows + 1) / (count + 1));
	return (usualRarity / Math.max(0.5, rarity)) ** 2;
}

const usualRarity = 8;

function numberTraits(
	counts: ReadonlyMap<string, number>,
	named: readonly string[],
	least: number,
): Map<string, number> {
	const frequent = [...counts]
		.filter(([, count]) => count >= least)
		.map(([name]) => name);
	const near = frequent.filter((name) => !isFarPair(name));
	const far = frequent.filter(isFarPair);
	return new Map(
		[...new Set([...named, ...near, ...far])].map((name, number) => [
			name,
			number,
		]),
	);
}

function learnShare(
	rows: readonly Row[],
	traits: Map<string, number>,
	commonness: Float64Array,
	signals: readonly Signal[],
	tuning: Tuning,
): Float32Array {
	const examples = rows
		.filter(({ situation }) => situation.scope === "in")
		.map(({ situation, traits: has }) => {
			const lead = shareOf(situation) / 100;
			return { features: knownTraits(has, traits), outcome: [1 - lead, lead] };
		});
	const names = [...traits.keys()];
	const priors = names.map((name) => priorOf(name, signals, tuning));
	const both = fitWeights(examples, traits.size, 2, {
		prior: (trait, outcome) =>
			((priors[trait] as number) / 2) * (outcome === 1 ? 1 : -1),
		strength: (trait) =>
			strengthOf(
				names[trait] as string,
				tuning.signalStrength,
				tuning.wordStrength * (commonness[trait] as number),
			),
	});
	return Float32Array.from(
		names,
		(_, i) => (both[i * 2 + 1] as number) - (both[i * 2] as number),
	);
}

function priorOf(
	name: string,
	signals: readonly Signal[],
	{ signalPrior }: Tuning,
): number {
	const [, number, dismissed] = /^signal:(\d+)(:dismissed)?$/.exec(name) ?? [];
	const signal = number === undefined ? undefined : signals[Number(number)];
	if (!signal) return 0;
	const pull = signal.pull * signalPrior * (signal.toward === "lead" ? 1 : -1);
	return dismissed ? -0.3 * pull : pull;
}

function strengthOf(name: string, signal: number, word: number): number {
	if (name === "always:") return 0.001;
	return /^(signal|sensitive|out|ordinary):/.test(name) ? signal : word;
}

function learnScope(
	rows: readonly Row[],
	traits: Map<string, number>,
	commonness: Float64Array,
	scopeSignals: ScopeSignals,
	{ scopeStrength }: Tuning,
): Float32Array {
	const near = withoutFarPairs(traits);
	const examples = rows.map(({ situation, traits: has }) => ({
		features: knownTraits(has, near),
		outcome: scopes.map((scope) => Number(scope === situation.scope)),
	}));
	const names = [...near.keys()];
	const priors = names.map((name) => {
		const [, kind, number] =
			/^(sensitive|out|ordinary):(\d+)$/.exec(name) ?? [];
		if (kind === "ordinary") return { scope: "sensitive", pull: -scopePrior };
		const strength =
			scopeSignals[kind as "sensitive" | "out"]?.[Number(number)]?.strength ??
			0;
		return { scope: kind, pull: scopePrior * strength };
	});
	return Float32Array.from(
		fitWeights(examples, near.size, scopes.length, {
			prior: (trait, outcome) =>
				priors[trait]?.scope === scopes[outcome]
					? (priors[trait]?.pull ?? 0)
					: 0,
			strength: (trait) =>
				strengthOf(
					names[trait] as string,
					scopeStrength / 4,
					scopeStrength * (commonness[trait] as number),
				),
		}),
	);
}

/** How far the author's judgment of a scope signal counts before anything is learned. */
const scopePrior = 0.4;

/** Words apart say much about what is needed, and little about what it is about or whether somebody is in danger. */
function withoutFarPairs(traits: Map<string, number>): Map<string, number> {
	return new Map([...traits].filter(([name]) => !isFarPair(name)));
}

function isFarPair(name: string): boolean {
	return name.includes(" … ");
}

const themePriors = [1.2, 0.7, 0.4];

function learnThemes(
	rows: readonly Row[],
	traits: Map<string, number>,
	commonness: Float64Array,
	signals: readonly Signal[],
	{ themeStrength }: Tuning,
): Float32Array {
	const near = withoutFarPairs(traits);
	const examples = rows
		.filter(({ situation }) => situation.scope === "in")
		.map(({ situation, traits: has }) => ({
			features: knownTraits(has, near),
			outcome: themeTarget(situation),
		}));
	const names = [...near.keys()];
	const themesOf = names.map((name) => {
		const [, number] = /^signal:(\d+)$/.exec(name) ?? [];
		return number === undefined ? [] : (signals[Number(number)]?.themes ?? []);
	});
	return Float32Array.from(
		fitWeights(examples, near.size, themes.length, {
			prior: (trait, outcome) =>
				themePriors[themesOf[trait]?.indexOf(themes[outcome] as Theme) ?? -1] ??
				0,
			strength: (trait) =>
				strengthOf(
					names[trait] as string,
					themeStrength / 3,
					themeStrength * (commonness[trait] as number),
				),
		}),
	);
}

function themeTarget({ themes: given }: Situation): number[] {
	const target = themes.map(() => 0);
	for (const list of given) {
		const places = themePlaces.slice(0, list.length);
		const whole = places.reduce((a, b) => a + b, 0);
		list.forEach((theme, place) => {
			target[themes.indexOf(theme)] =
				(target[themes.indexOf(theme)] as number) +
				(places[place] as number) / whole / given.length;
		});
	}
	return target;
}

/** Fitted on pulls that were learned without the situation's own pen, as a text from outside has none. */
function learnVerdict(
	rows: readonly Row[],
	traits: Map<string, number>,
	commonness: Float64Array,
	signals: readonly Signal[],
	tuning: Tuning,
): Pick<Model, "verdict" | "centres"> {
	const pens = [...new Set(rows.map(({ situation }) => situation.pen))];
	const examples: Example[] = [];
	for (let fold = 0; fold < folds; fold++) {
		const held = (row: Row) => pens.indexOf(row.situation.pen) % folds === fold;
		const share = learnShare(
			rows.filter((row) => !held(row)),
			traits,
			commonness,
			signals,
			tuning,
		);
		for (const row of rows.filter(
			(one) => held(one) && one.situation.scope === "in",
		))
			examples.push({
				features: outlookFeatures(
					outlookOf(row.findings, knownTraits(row.traits, traits), share),
				),
				outcome: verdictTarget(row.situation),
			});
	}
	const features = examples[0]?.features.at.length ?? 0;
	const weights = fitWeights(examples, features, verdicts.length, {
		strength: () => 0.5,
	});
	return { verdict: [...weights], centres: centresOf(examples, weights) };
}

/** The middle pull of the texts that are given each verdict. */
function centresOf(
	examples: readonly Example[],
	weights: ArrayLike<number>,
): number[] {
	const pulls: number[][] = verdicts.map(() => []);
	for (const { features } of examples) {
		const chances = chancesOf(features, weights, verdicts.length);
		pulls[chances.indexOf(Math.max(...chances))]?.push(
			features.value[pullFeature] as number,
		);
	}
	return pulls.map((list) => list.sort((a, b) => a - b)[list.length >> 1] ?? 0);
}

function verdictTarget({ shares }: Situation): number[] {
	const target = [0, 0, 0];
	for (const share of shares) {
		const verdict = share <= 35 ? 0 : share < 65 ? 1 : 2;
		target[verdict] = (target[verdict] as number) + 1 / shares.length;
	}
	return target;
}
