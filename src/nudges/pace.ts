/** How fast a workspace lets the bot post, as far as that was learned: worth remembering. */
export type Learned = { perSecond: number; burst: number };

/**
 * What the bot believes of a workspace's limit, which Slack doesn't publish: a bucket of `burst` messages, filled anew
 * by `perSecond`. Times are milliseconds.
 */
export type Pace = Learned & {
	/** What the bucket held at `at`, by our own reckoning. */
	tokens: number;
	at: number;
	/** Nothing may be posted before this. */
	quietUntil: number;
	/** How well the limit is known. */
	known: "not at all" | "vaguely" | "roughly" | "well";
	/** What was posted since the bucket was last full, or empty. */
	run: Run;
	/** When each message of the first run was posted: what the burst is reckoned from, once the rate is known. */
	ramp: readonly number[];
};

type Run = { from: "full" | "empty"; since: number; posted: number };

/** What happened in a workspace. `postingAt` is when the call began. */
export type PaceEvent =
	| { kind: "posting" }
	| { kind: "posted"; postingAt: number }
	| { kind: "rate-limited"; postingAt: number; retryAfterMs: number };

const startPerSecond = 8;
const startBurst = 10;
const mostPerSecond = 50;
const leastPerSecond = 0.1;
/** By how much a message that Slack took raises the rate: each 0.01 is one per cent a second. */
const growth = { "not at all": 0.4, vaguely: 0.03, roughly: 0.01, well: 0.002 };
/** A limit met after this long is a good measurement. */
const longRunMs = 15_000;
const caution = 0.97;
const burstCaution = 0.85;

/** The pace to begin with: carefully and ever faster, or as was learned another day. */
export function startPace(now: number, learned?: Learned): Pace {
	const burst = learned?.burst ?? startBurst;
	return {
		perSecond: learned?.perSecond ?? startPerSecond,
		burst,
		tokens: burst * burstCaution,
		at: now,
		quietUntil: now,
		known: learned ? "well" : "not at all",
		run: { from: "full", since: now, posted: 0 },
		ramp: [],
	};
}

/** What is worth remembering of a pace: nothing before it met the limit. */
export function learnedFrom(pace: Pace): Learned | undefined {
	const { known, perSecond, burst } = pace;
	return known === "not at all" ? undefined : { perSecond, burst };
}

/** When the next `count` messages of a workspace may go, as milliseconds: what `send_after` is to say in their rows. */
export function sendTimes(known: Pace, count: number, now: number): number[] {
	const pace = byClock(known, now);
	const start = Math.max(now, pace.quietUntil);
	const tokens = tokensAt(pace, start);
	const times: number[] = [];
	let last = Number.NEGATIVE_INFINITY;
	for (let i = 1; i <= count; i++) {
		const filled = start + (Math.max(0, i - tokens) / pace.perSecond) * 1000;
		last = Math.max(Math.ceil(filled), last + 1000 / mostPerSecond);
		times.push(last);
	}
	return times;
}

/**
 * New times for a workspace's next rows, `due` being what their `send_after` says now, the earliest first. Only for
 * those that matter within the next seconds: ask again every second, and after every limit.
 */
export function newTimes(
	pace: Pace,
	due: readonly number[],
	now: number,
): number[] {
	const soon = due.filter((time) => time <= now + 1000).length;
	const soonAtThisPace = Math.ceil(pace.perSecond * 2);
	return sendTimes(
		pace,
		Math.min(due.length, Math.max(soon, soonAtThisPace)),
		now,
	);
}

/** The pace after something happened. */
export function paceAfter(before: Pace, event: PaceEvent, now: number): Pace {
	const pace = byClock(before, now);
	switch (event.kind) {
		case "posting":
			return afterPosting(pace, now);
		case "posted":
			return afterPosted(pace, event.postingAt);
		case "rate-limited":
			return afterLimit(pace, event, now);
	}
}

/** A pace by a clock that was set back: what lay so far ahead or behind still does. */
function byClock(pace: Pace, now: number): Pace {
	const back = pace.at - now;
	if (back <= 0) return pace;
	return {
		...pace,
		at: now,
		quietUntil: pace.quietUntil - back,
		run: { ...pace.run, since: pace.run.since - back },
		ramp: pace.ramp.map((time) => time - back),
	};
}

function afterPosting(pace: Pace, now: number): Pace {
	const idleMs = now - Math.max(pace.at, pace.quietUntil);
	const idle = idleMs > (2 * 1000 * pace.burst) / pace.perSecond + 1000;
	const rested = idle ? afterRest(pace, now) : pace;
	return { ...rested, tokens: tokensAt(rested, now) - 1, at: now };
}

/** After a rest the bucket is full again; what few messages now and then seemed to show of an unknown limit is void. */
function afterRest(pace: Pace, now: number): Pace {
	if (pace.known === "not at all") return startPace(now);
	return { ...pace, run: { from: "full", since: now, posted: 0 } };
}

function afterPosted(pace: Pace, postingAt: number): Pace {
	if (postingAt < pace.run.since) return pace;
	const { known, run, ramp } = pace;
	return {
		...pace,
		perSecond: Math.min(mostPerSecond, pace.perSecond + growth[known]),
		run: { ...run, posted: run.posted + 1 },
		ramp: known === "not at all" ? [...ramp, postingAt] : ramp,
	};
}

function afterLimit(
	pace: Pace,
	{ postingAt, retryAfterMs }: { postingAt: number; retryAfterMs: number },
	now: number,
): Pace {
	const quietUntil = Math.max(pace.quietUntil, now + retryAfterMs);
	// Calls that were under way when the limit was met tell nothing new.
	if (pace.run.from === "empty" && postingAt < pace.run.since)
		return { ...pace, quietUntil };
	return {
		...pace,
		...measured(pace, postingAt),
		tokens: 0,
		at: now,
		quietUntil,
		run: { from: "empty", since: now, posted: 0 },
	};
}

/** The rate and burst that a run says, which ended by meeting the limit: the bucket is empty now. */
function measured(
	{ perSecond, burst, known, run, ramp, quietUntil }: Pace,
	end: number,
): Pick<Pace, "perSecond" | "burst" | "known" | "ramp"> {
	const seconds = Math.max(0.05, (end - run.since) / 1000);
	const mean = run.posted / seconds;
	const least = Math.max(leastPerSecond, perSecond / 3);
	if (known === "not at all") {
		// Too fast for certain, as the bucket was full at first. The next run begins empty and will tell.
		const rate = within(mean, least, perSecond);
		return { perSecond: rate, burst: rate, known: "roughly", ramp };
	}
	const slower = (rate: number) => within(rate * caution, least, perSecond);
	const activeMs = end - Math.max(run.since, quietUntil);
	const longRun = activeMs >= longRunMs;
	if (run.from === "empty") {
		const rate = slower(mean);
		return {
			perSecond: rate,
			burst: ramp.length > 0 ? burstIn(ramp, rate) : burst,
			known:
				longRun || known === "well"
					? "well"
					: activeMs < (end - run.since) / 2
						? "vaguely"
						: "roughly",
			ramp: longRun ? [] : ramp,
		};
	}
	const inBurst = seconds < (2 * burst) / perSecond;
	return inBurst
		? {
				perSecond,
				burst: within(run.posted - perSecond * seconds, 1, burst),
				known,
				ramp,
			}
		: {
				perSecond: slower((run.posted - burst) / seconds),
				burst,
				known: "well",
				ramp,
			};
}

/** The most that was posted beyond a rate: how deep the bucket was. */
function burstIn(times: readonly number[], perSecond: number): number {
	const end = times.at(-1) ?? 0;
	return times.reduce(
		(most, time, i) =>
			Math.max(most, times.length - i - (perSecond * (end - time)) / 1000),
		1,
	);
}

function tokensAt({ tokens, at, burst, perSecond }: Pace, now: number): number {
	const filled = (Math.max(0, now - at) / 1000) * perSecond;
	return Math.min(burst * burstCaution, tokens + filled);
}

function within(value: number, least: number, most: number): number {
	return Math.min(Math.max(value, least), most);
}
