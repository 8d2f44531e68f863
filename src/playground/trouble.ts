/** A mishap that a test has ordered for the next call of a method. */
export type Mishap =
	| { kind: "error"; error: string; retryAfter?: number }
	| { kind: "lost-reply" }
	| { kind: "slow"; milliseconds: number };

/** Mishaps to order: each one happens once, in the order in which they were ordered. */
export function createTrouble() {
	const ordered = new Map<string, Mishap[]>();
	const order = (method: string, mishap: Mishap) => {
		ordered.set(method, [...(ordered.get(method) ?? []), mishap]);
	};
	return {
		/** The next call of a method is refused; `ratelimited` comes as a 429 with Retry-After. */
		failNext(method: string, error: string, retryAfter = 1) {
			order(method, { kind: "error", error, retryAfter });
		},
		/** The next call of a method is done, and its reply never arrives. */
		loseNextReply(method: string) {
			order(method, { kind: "lost-reply" });
		},
		/** The next call of a method is answered late. */
		slowNext(method: string, milliseconds: number) {
			order(method, { kind: "slow", milliseconds });
		},
		/** What shall go wrong this time, if anything. */
		next(method: string): Mishap | undefined {
			return ordered.get(method)?.shift();
		},
	};
}

/** The ordered mishaps. */
export type Trouble = ReturnType<typeof createTrouble>;
