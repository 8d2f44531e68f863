import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
	type Learned,
	learnedFrom,
	type Pace,
	paceAfter,
	sendTimes,
	startPace,
} from "../../src/nudges/pace.js";
import {
	bucketLimit,
	type Limit,
	minuteLimit,
	type Result,
	simulate,
} from "./pace-simulation.js";

const harbour = () => bucketLimit(20, 40, 1000);
const slowHarbour = () => bucketLimit(5, 20, 5000);
const seeds = Array.from({ length: 12 }, (_, i) => i + 1);

/** Two mornings of workspaces with one limit each: the first with nothing remembered, the second with what was learned. */
function twoMornings(
	limits: (() => Limit)[],
	channels: number,
	seed: number,
): { first: Result[]; second: Result[] } {
	const morning = (learned: readonly (Learned | undefined)[], seed: number) =>
		simulate(
			limits.map((limit, i) => {
				const remembered = learned[i];
				return {
					limit: limit(),
					channels,
					...(remembered && { learned: remembered }),
				};
			}),
			seed,
		);
	const first = morning([], seed);
	const second = morning(
		first.map(({ learned }) => learned),
		seed + 1000,
	);
	return { first, second };
}

function expectWithin(
	results: readonly Result[],
	{
		channels,
		time,
		limited,
	}: { channels: number; time: number; limited: number },
) {
	for (const { delivered, timeToIdeal, limitedShare } of results) {
		expect(delivered).toBe(channels);
		expect(timeToIdeal).toBeLessThanOrEqual(time);
		expect(limitedShare).toBeLessThanOrEqual(limited);
	}
}

describe.each([
	{
		name: "four workspaces of 300 channels at 20 a second, burst 40",
		limits: [harbour, harbour, harbour, harbour],
		channels: 300,
	},
	{
		name: "one of 1,000 at 5 a second, burst 20, Retry-After 5",
		limits: [slowHarbour],
		channels: 1000,
	},
])("$name", ({ limits, channels }) => {
	test.each(seeds)(
		"all is delivered near the ideal time with few 429, nearer once the pace is remembered (%i)",
		(seed) => {
			const { first, second } = twoMornings(limits, channels, seed);
			expectWithin(first, { channels, time: 1.25, limited: 0.03 });
			expectWithin(second, { channels, time: 1.1, limited: 0.01 });
		},
	);
});

test.each(seeds)("what is remembered is close to the limit (%i)", (seed) => {
	const [fast, slow] = simulate(
		[
			{ limit: harbour(), channels: 300 },
			{ limit: slowHarbour(), channels: 1000 },
		],
		seed,
	);
	expect(Math.abs((fast?.learned?.perSecond ?? 0) / 20 - 1)).toBeLessThan(0.2);
	expect(Math.abs((fast?.learned?.burst ?? 0) / 40 - 1)).toBeLessThan(0.2);
	expect(Math.abs((slow?.learned?.perSecond ?? 0) / 5 - 1)).toBeLessThan(0.2);
	expect(Math.abs((slow?.learned?.burst ?? 0) / 20 - 1)).toBeLessThan(0.2);
});

test("a workspace that Slack slows down slows no other", () => {
	const one = (limit: Limit, channels: number) => ({ limit, channels });
	const [alone] = simulate([one(harbour(), 300)], 7);
	const [beside, slow] = simulate(
		[one(harbour(), 300), one(bucketLimit(0.5, 5, 30_000), 60)],
		7,
	);
	expect(slow?.delivered).toBe(60);
	expect(beside?.delivered).toBe(300);
	expect(beside?.timeToIdeal).toBeLessThan((alone?.timeToIdeal ?? 0) + 0.08);
});

test("a limit that counts by the minute is lived with as well", () => {
	const { first, second } = twoMornings([() => minuteLimit(300)], 1000, 3);
	expectWithin(first, { channels: 1000, time: 1.25, limited: 0.03 });
	expectWithin(second, { channels: 1000, time: 1.25, limited: 0.01 });
});

test("a workspace that never says stop is posted to ever faster, and nothing is remembered", () => {
	const [result] = simulate(
		[{ limit: bucketLimit(1000, 1000, 1000), channels: 300 }],
		1,
	);
	expect(result).toMatchObject({
		delivered: 300,
		limitedShare: 0,
		learned: undefined,
	});
});

test("messages now and then teach nothing about the limit", () => {
	let pace = startPace(0);
	for (let hour = 1; hour <= 200; hour++) {
		const now = hour * 3_600_000;
		pace = paceAfter(pace, { kind: "posting" }, now);
		pace = paceAfter(pace, { kind: "posted", postingAt: now }, now + 50);
	}
	expect(pace.perSecond).toBeCloseTo(startPace(0).perSecond, 0);
	expect(pace.ramp).toHaveLength(1);
});

test("nothing goes before Retry-After is over", () => {
	const limited = paceAfter(
		startPace(0),
		{ kind: "rate-limited", postingAt: 0, retryAfterMs: 30_000 },
		50,
	);
	expect(sendTimes(limited, 3, 100)[0]).toBeGreaterThanOrEqual(30_050);
});

test("a clock that is set back by an hour keeps nobody waiting for an hour", () => {
	const hour = 3_600_000;
	const limited = paceAfter(
		startPace(hour),
		{ kind: "rate-limited", postingAt: hour, retryAfterMs: 30_000 },
		hour + 50,
	);
	const [next = 0] = sendTimes(limited, 1, 50);
	expect(next).toBeGreaterThanOrEqual(30_050);
	expect(next).toBeLessThan(32_000);
});

test("several 429 for calls that were under way at once count as one", () => {
	const posted = { kind: "posted", postingAt: 10 } as const;
	const limit = (postingAt: number) =>
		({ kind: "rate-limited", postingAt, retryAfterMs: 1000 }) as const;
	const once = paceAfter(
		paceAfter(startPace(0), posted, 60),
		limit(1000),
		1050,
	);
	const again = paceAfter(once, limit(1020), 1070);
	expect(again.perSecond).toBe(once.perSecond);
	expect(again.quietUntil).toBe(2070);
});

test("whatever happens, times are in order, none is past, and the rate stays within sense", () => {
	const event = fc.oneof(
		fc.record({ kind: fc.constant("posting" as const) }),
		fc.record({ kind: fc.constant("posted" as const), postingAt: fc.nat() }),
		fc.record({
			kind: fc.constant("rate-limited" as const),
			postingAt: fc.nat(),
			retryAfterMs: fc.integer({ min: 1000, max: 60_000 }),
		}),
	);
	fc.assert(
		fc.property(
			fc.array(fc.record({ event, wait: fc.nat(120_000) }), {
				maxLength: 60,
			}),
			(events) => {
				let now = 0;
				let pace: Pace = startPace(0);
				for (const { event, wait } of events) {
					now += wait;
					pace = paceAfter(
						pace,
						event.kind === "posting"
							? event
							: { ...event, postingAt: Math.min(event.postingAt, now) },
						now,
					);
				}
				expect(pace.perSecond).toBeGreaterThanOrEqual(0.1);
				expect(pace.perSecond).toBeLessThanOrEqual(50);
				expect(pace.burst).toBeGreaterThan(0);
				const times = sendTimes(pace, 20, now);
				expect(times[0]).toBeGreaterThanOrEqual(now);
				expect(times).toEqual([...times].sort((a, b) => a - b));
				const learned = learnedFrom(pace);
				if (learned)
					expect(startPace(now, learned).perSecond).toBeGreaterThan(0);
			},
		),
	);
});
