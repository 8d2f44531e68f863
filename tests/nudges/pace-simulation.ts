import {
	type Learned,
	learnedFrom,
	newTimes,
	type Pace,
	paceAfter,
	sendTimes,
	startPace,
} from "../../src/nudges/pace.js";

/** How a workspace of a simulated Slack limits the bot, which isn't told. Times are milliseconds. */
export type Limit = {
	take(at: number): "taken" | { retryAfterMs: number };
	/** How long so many messages take at the very least. */
	ideal(messages: number): number;
};

/** A bucket of `burst` messages that fills at `perSecond`. */
export function bucketLimit(
	perSecond: number,
	burst: number,
	retryAfterMs: number,
): Limit {
	let tokens = burst;
	let last = 0;
	return {
		take(at) {
			tokens = Math.min(burst, tokens + ((at - last) / 1000) * perSecond);
			last = at;
			if (tokens < 1) return { retryAfterMs };
			tokens -= 1;
			return "taken";
		},
		ideal: (messages) => (Math.max(0, messages - burst) / perSecond) * 1000,
	};
}

/** So many messages in each minute, and then none until the next. */
export function minuteLimit(perMinute: number): Limit {
	const taken = new Map<number, number>();
	return {
		take(at) {
			const minute = Math.floor(at / 60_000);
			const before = taken.get(minute) ?? 0;
			if (before >= perMinute)
				return {
					retryAfterMs: Math.ceil(((minute + 1) * 60_000 - at) / 1000) * 1000,
				};
			taken.set(minute, before + 1);
			return "taken";
		},
		ideal: (messages) => Math.floor((messages - 1) / perMinute) * 60_000,
	};
}

/** One workspace's morning: how many channels are due, and what is remembered of its pace. */
export type Morning = { limit: Limit; channels: number; learned?: Learned };

/** How a workspace's morning went: how many times the ideal it took, and how many 429 came for each message. */
export type Result = {
	delivered: number;
	timeToIdeal: number;
	limitedShare: number;
	learned: Learned | undefined;
};

/**
 * Lets the bot deliver to several workspaces at the same time, with `send_after` written into each row and 20 to 80 ms
 * between a call and its reply. No time passes but simulated time.
 */
export function simulate(mornings: readonly Morning[], seed: number): Result[] {
	const chance = chanceFrom(seed);
	const agenda: { at: number; act: () => void }[] = [];
	let now = 0;
	const plan = (at: number, act: () => void) => {
		let i = agenda.length;
		while (i > 0 && (agenda[i - 1] as { at: number }).at > at) i--;
		agenda.splice(i, 0, { at, act });
	};

	const workspaces = mornings.map(({ limit, channels, learned }) => {
		let pace: Pace = startPace(0, learned);
		let rows = sendTimes(pace, channels, 0);
		let wake = 0;
		const result = { delivered: 0, limited: 0, end: 0 };
		const write = () => {
			rows.sort((a, b) => a - b);
			const times = newTimes(pace, rows, now);
			rows = [...times, ...rows.slice(times.length)].sort((a, b) => a - b);
			sleep();
		};
		const sleep = () => {
			const next = rows[0];
			if (next === undefined) return;
			wake += 1;
			const mine = wake;
			plan(Math.max(now, next), () => {
				if (mine !== wake) return;
				rows.shift();
				post();
				sleep();
			});
		};
		const post = () => {
			pace = paceAfter(pace, { kind: "posting" }, now);
			const postingAt = now;
			const way = 10 + chance() * 30;
			plan(now + way, () => {
				const answer = limit.take(now);
				plan(now + way, () => {
					if (answer === "taken") {
						result.delivered += 1;
						result.end = now;
						pace = paceAfter(pace, { kind: "posted", postingAt }, now);
					} else {
						result.limited += 1;
						const { retryAfterMs } = answer;
						pace = paceAfter(
							pace,
							{ kind: "rate-limited", postingAt, retryAfterMs },
							now,
						);
						rows.push(pace.quietUntil);
						write();
					}
				});
			});
		};
		const everySecond = () => {
			if (result.delivered === channels) return;
			write();
			plan(now + 1000, everySecond);
		};
		sleep();
		plan(1000, everySecond);
		return () => ({
			delivered: result.delivered,
			timeToIdeal: result.end / limit.ideal(channels),
			limitedShare: result.limited / channels,
			learned: learnedFrom(pace),
		});
	});

	for (let next = agenda.shift(); next; next = agenda.shift()) {
		now = Math.max(now, next.at);
		next.act();
	}
	return workspaces.map((result) => result());
}

function chanceFrom(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return state / 2 ** 32;
	};
}
