/** A row's features: `at[i]` is the number of a feature and `value[i]` how much of it the row has. */
export type Sparse = { at: readonly number[]; value: readonly number[] };

/** What a fit learns from: for each row its features, how probable each outcome is (summing to 1) and how much the row counts. */
export type Example = {
	features: Sparse;
	outcome: readonly number[];
	weight?: number;
};

/** Weights that a fit is drawn to and how hard: a feature's penalty is `strength(feature)` times its squared distance from `prior`. */
export type Shrinkage = {
	prior?: (feature: number, outcome: number) => number;
	strength: (feature: number) => number;
};

const iterations = 120;
const memory = 8;

/**
 * Weights of a multinomial logistic regression, `outcomes` to a feature, found by L-BFGS from the prior.
 * The same examples in the same order give the same weights.
 */
export function fitWeights(
	examples: readonly Example[],
	features: number,
	outcomes: number,
	shrinkage: Shrinkage,
): Float64Array {
	const prior = new Float64Array(features * outcomes);
	const strength = new Float64Array(features * outcomes);
	for (let f = 0; f < features; f++)
		for (let k = 0; k < outcomes; k++) {
			prior[f * outcomes + k] = shrinkage.prior?.(f, k) ?? 0;
			strength[f * outcomes + k] = shrinkage.strength(f);
		}
	const loss = (weights: Float64Array, gradient: Float64Array) =>
		penalty(weights, prior, strength, gradient) +
		misfit(examples, weights, outcomes, gradient);
	return descend(loss, prior);
}

function penalty(
	weights: Float64Array,
	prior: Float64Array,
	strength: Float64Array,
	gradient: Float64Array,
): number {
	let sum = 0;
	for (let i = 0; i < weights.length; i++) {
		const off = (weights[i] as number) - (prior[i] as number);
		gradient[i] = 2 * (strength[i] as number) * off;
		sum += (strength[i] as number) * off * off;
	}
	return sum;
}

function misfit(
	examples: readonly Example[],
	weights: Float64Array,
	outcomes: number,
	gradient: Float64Array,
): number {
	let sum = 0;
	for (const { features, outcome, weight = 1 } of examples) {
		const chances = chancesOf(features, weights, outcomes);
		for (let k = 0; k < outcomes; k++) {
			const wanted = outcome[k] as number;
			if (wanted > 0)
				sum -=
					weight * wanted * Math.log(Math.max(chances[k] as number, 1e-12));
			const off = weight * ((chances[k] as number) - wanted);
			for (let i = 0; i < features.at.length; i++) {
				const w = (features.at[i] as number) * outcomes + k;
				gradient[w] =
					(gradient[w] as number) + off * (features.value[i] as number);
			}
		}
	}
	return sum;
}

/** How probable each outcome is for a row, summing to 1. */
export function chancesOf(
	{ at, value }: Sparse,
	weights: ArrayLike<number>,
	outcomes: number,
): number[] {
	const scores = new Array<number>(outcomes).fill(0);
	for (let i = 0; i < at.length; i++) {
		const base = (at[i] as number) * outcomes;
		for (let k = 0; k < outcomes; k++)
			scores[k] =
				(scores[k] as number) +
				(weights[base + k] as number) * (value[i] as number);
	}
	const most = Math.max(...scores);
	const odds = scores.map((score) => Math.exp(score - most));
	const sum = odds.reduce((a, b) => a + b, 0);
	return odds.map((odd) => odd / sum);
}

type Loss = (weights: Float64Array, gradient: Float64Array) => number;

function descend(loss: Loss, start: Float64Array): Float64Array {
	let at = Float64Array.from(start);
	let slope = new Float64Array(at.length);
	let height = loss(at, slope);
	const steps: { moved: Float64Array; turned: Float64Array; curve: number }[] =
		[];
	for (let round = 0; round < iterations; round++) {
		const direction = newtonDirection(slope, steps);
		const descent = dot(direction, slope);
		if (descent > -1e-9) break;
		let length = steps.length === 0 ? 1 / Math.max(1, Math.sqrt(-descent)) : 1;
		let next = at;
		let nextSlope = slope;
		let nextHeight = height;
		for (let tries = 0; tries < 20; tries++, length /= 2) {
			next = at.map((w, i) => w + length * (direction[i] as number));
			nextSlope = new Float64Array(at.length);
			nextHeight = loss(next, nextSlope);
			if (nextHeight <= height + 1e-4 * length * descent) break;
		}
		const moved = next.map((w, i) => w - (at[i] as number));
		const turned = nextSlope.map((g, i) => g - (slope[i] as number));
		const curve = dot(moved, turned);
		if (curve > 1e-12) steps.push({ moved, turned, curve });
		if (steps.length > memory) steps.shift();
		const gain = height - nextHeight;
		[at, slope, height] = [next, nextSlope, nextHeight];
		if (gain < 1e-6 * Math.abs(height)) break;
	}
	return at;
}

function newtonDirection(
	slope: Float64Array,
	steps: readonly {
		moved: Float64Array;
		turned: Float64Array;
		curve: number;
	}[],
): Float64Array {
	const direction = slope.map((g) => -g);
	const shares: number[] = [];
	for (const { moved, turned, curve } of [...steps].reverse()) {
		const share = dot(moved, direction) / curve;
		shares.unshift(share);
		add(direction, -share, turned);
	}
	const last = steps.at(-1);
	if (last) {
		const scale = last.curve / dot(last.turned, last.turned);
		for (let i = 0; i < direction.length; i++)
			direction[i] = (direction[i] as number) * scale;
	}
	steps.forEach(({ moved, turned, curve }, i) => {
		add(
			direction,
			(shares[i] as number) - dot(turned, direction) / curve,
			moved,
		);
	});
	return direction;
}

function dot(a: Float64Array, b: Float64Array): number {
	let sum = 0;
	for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
	return sum;
}

function add(to: Float64Array, times: number, what: Float64Array) {
	for (let i = 0; i < to.length; i++)
		to[i] = (to[i] as number) + times * (what[i] as number);
}
