import { setTimeout } from "node:timers/promises";

/** The time, and its passing. */
export type Clock = {
	/** What time it is; somebody may move it. */
	now(): Date;
	/** Milliseconds since some moment: they only grow, whatever becomes of the time. */
	elapsed(): number;
	/** Passes so many milliseconds, fewer when `until` is aborted. */
	rest(ms: number, until: AbortSignal): Promise<void>;
};

/** A clock that shows what `now` says, while real time passes. */
export function clockShowing(now: () => Date): Clock {
	return {
		now,
		elapsed: () => performance.now(),
		async rest(ms, signal) {
			await setTimeout(ms, undefined, { signal }).catch(() => {});
		},
	};
}
