import { setTimeout } from "node:timers/promises";
import type { Clock } from "../../src/nudges/clock.js";

/** A clock that runs `speed` times as fast as real ones, and that can be moved. */
export function fastClock(
	from: Date,
	speed: number,
): Clock & { leap(ms: number): void } {
	const start = performance.now();
	const elapsed = () => (performance.now() - start) * speed;
	let moved = 0;
	return {
		now: () => new Date(from.getTime() + moved + elapsed()),
		elapsed,
		async rest(ms, signal) {
			await setTimeout(ms / speed, undefined, { signal }).catch(() => {});
		},
		leap(ms) {
			moved += ms;
		},
	};
}
