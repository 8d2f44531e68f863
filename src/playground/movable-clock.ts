import { nextRun } from "../nudges/slot.js";

/** How far people can move the playground's clock at once. */
export const clockMoves = ["hour", "day", "monday", "now"] as const;

/** A move of the clock: `monday` is the next one at 09:00, `now` is back to the real time. */
export type ClockMove = (typeof clockMoves)[number];

const hourMs = 3_600_000;

/** A clock that goes on from wherever people put it. */
export function createMovableClock(real: () => Date) {
	let aheadMs = 0;
	const now = () => new Date(real().getTime() + aheadMs);
	return {
		now,
		isMoved: () => aheadMs !== 0,
		/** Moves the clock; Monday's 09:00 is that of a time zone. */
		move(to: ClockMove, timeZone: string) {
			if (to === "now") aheadMs = 0;
			else if (to === "monday") {
				const nine = { weekday: 1, time: "09:00", timeZone } as const;
				aheadMs = nextRun(nine, now()).at.getTime() - real().getTime();
			} else aheadMs += to === "day" ? 24 * hourMs : hourMs;
		},
	};
}

/** The playground's clock. */
export type MovableClock = ReturnType<typeof createMovableClock>;
