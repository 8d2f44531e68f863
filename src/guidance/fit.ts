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

const iterations = 80;
const memory = 6;
/** A fit ends when a step gains less than this share of what is left. */
const enough = 1e-4;

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
	const rows = packed(examples);
	const loss = (weights: Float64Array, gradient: Float64Array) =>
		penalty(weights, prior, strength, gradient) +
		misfit(rows, weights, outcomes, gradient);
	return descend(loss, prior);
}

type Rows = {
	from: Int32Array;
	at: Int32Array;
	value: Float64Array;
	outcome: Float64Array;
	weight: Float64Array;
};

function packed(examples: readonly Example[]): Rows {
	const from = new Int32Array(examples.length + 1);
	examples.forEach(({ features }, row) => {
		from[row + 1] = (from[row] as number) + features.at.length;
	});
	return {
		from,
		at: Int32Array.from(examples.flatMap(({ features }) => features.at)),
		value: Float64Array.from(
			examples.flatMap(({ features }) => features.value),
		),
		outcome: Float64Array.from(examples.flatMap(({ outcome }) => outcome)),
		weight: Float64Array.from(examples, ({ weight = 1 }) => weight),
	};
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
	{ from, at, value, outcome, weight }: Rows,
	weights: Float64Array,
	outcomes: number,
	gradient: Float64Array,
): number {
	const off = new Float64Array(outcomes);
	let sum = 0;
	for (let row = 0; row + 1 < from.length; row++) {
		const [first, end] = [from[row] as number, from[row + 1] as number];
		off.fill(0);
		for (let i = first; i < end; i++) {
			const base = (at[i] as number) * outcomes;
			const amount = value[i] as number;
			for (let k = 0; k < outcomes; k++)
				off[k] = (off[k] as number) + (weights[base + k] as number) * amount;
		}
		softmax(off);
		const counts = weight[row] as number;
		for (let k = 0; k < outcomes; k++) {
			const wanted = outcome[row * outcomes + k] as number;
			if (wanted > 0)
				sum -= counts * wanted * Math.log(Math.max(off[k] as number, 1e-12));
			off[k] = counts * ((off[k] as number) - wanted);
		}
		for (let i = first; i < end; i++) {
			const base = (at[i] as number) * outcomes;
			const amount = value[i] as number;
			for (let k = 0; k < outcomes; k++)
				gradient[base + k] =
					(gradient[base + k] as number) + (off[k] as number) * amount;
		}
	}
	return sum;
}

/** How probable each outcome is for a row, summing to 1. Features beyond the weights do not count. */
export function chancesOf(
	{ at, value }: Sparse,
	weights: ArrayLike<number>,
	outcomes: number,
): Float64Array {
	const scores = new Float64Array(outcomes);
	for (let i = 0; i < at.length; i++) {
		const base = (at[i] as number) * outcomes;
		if (base >= weights.length) continue;
		const amount = value[i] as number;
		for (let k = 0; k < outcomes; k++)
			scores[k] =
				(scores[k] as number) + (weights[base + k] as number) * amount;
	}
	softmax(scores);
	return scores;
}

/** Turns scores into chances, in place. */
function softmax(scores: Float64Array): void {
	let most = Number.NEGATIVE_INFINITY;
	for (const score of scores) most = Math.max(most, score);
	let sum = 0;
	for (let k = 0; k < scores.length; k++) {
		scores[k] = Math.exp((scores[k] as number) - most);
		sum += scores[k] as number;
	}
	for (let k = 0; k < scores.length; k++)
		scores[k] = (scores[k] as number) / sum;
}

type Loss = (weights: Float64Array, gradient: Float64Array) => number;
type Step = { moved: Float64Array; turned: Float64Array; curve: number };

function descend(loss: Loss, start: Float64Array): Float64Array {
	const size = start.length;
	let at = Float64Array.from(start);
	let slope = new Float64Array(size);
	let next = new Float64Array(size);
	let nextSlope = new Float64Array(size);
	const direction = new Float64Array(size);
	const steps: Step[] = [];
	let height = loss(at, slope);
	for (let round = 0; round < iterations; round++) {
		setNewtonDirection(direction, slope, steps);
		const descent = dot(direction, slope);
		if (descent > -1e-9) break;
		let length = steps.length === 0 ? 1 / Math.max(1, Math.sqrt(-descent)) : 1;
		let nextHeight = height;
		for (let tries = 0; tries < 20; tries++, length /= 2) {
			for (let i = 0; i < size; i++)
				next[i] = (at[i] as number) + length * (direction[i] as number);
			nextHeight = loss(next, nextSlope);
			if (nextHeight <= height + 1e-4 * length * descent) break;
		}
		remember(steps, at, next, slope, nextSlope);
		const gain = height - nextHeight;
		[at, next] = [next, at];
		[slope, nextSlope] = [nextSlope, slope];
		height = nextHeight;
		if (gain < enough * Math.abs(height)) break;
	}
	return at;
}

/** Keeps the last steps, in the oldest one's arrays once there are enough. */
function remember(
	steps: Step[],
	at: Float64Array,
	next: Float64Array,
	slope: Float64Array,
	nextSlope: Float64Array,
) {
	const old = steps.length === memory ? steps.shift() : undefined;
	const moved = old?.moved ?? new Float64Array(at.length);
	const turned = old?.turned ?? new Float64Array(at.length);
	for (let i = 0; i < at.length; i++) {
		moved[i] = (next[i] as number) - (at[i] as number);
		turned[i] = (nextSlope[i] as number) - (slope[i] as number);
	}
	const curve = dot(moved, turned);
	if (curve > 1e-12) steps.push({ moved, turned, curve });
}

function setNewtonDirection(
	direction: Float64Array,
	slope: Float64Array,
	steps: readonly Step[],
) {
	for (let i = 0; i < slope.length; i++) direction[i] = -(slope[i] as number);
	const shares: number[] = [];
	for (let s = steps.length - 1; s >= 0; s--) {
		const { moved, turned, curve } = steps[s] as Step;
		shares[s] = dot(moved, direction) / curve;
		add(direction, -(shares[s] as number), turned);
	}
	const last = steps.at(-1);
	if (last) {
		const scale = last.curve / dot(last.turned, last.turned);
		for (let i = 0; i < direction.length; i++)
			direction[i] = (direction[i] as number) * scale;
	}
	steps.forEach(({ moved, turned, curve }, s) => {
		add(
			direction,
			(shares[s] as number) - dot(turned, direction) / curve,
			moved,
		);
	});
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
