const burst = 5;

/** Slack's pace for messages: about one a second in a channel, a short burst tolerated. */
export function createPace() {
	const spent = new Map<string, { tokens: number; at: number }>();
	return {
		/** The seconds to wait before the next message to a channel, 0 when it may go now. */
		wait(channelId: string, now: Date): number {
			const last = spent.get(channelId) ?? { tokens: burst, at: now.getTime() };
			const refilled = Math.max(0, (now.getTime() - last.at) / 1000);
			const tokens = Math.min(burst, last.tokens + refilled);
			const mayGo = tokens >= 1;
			spent.set(channelId, {
				tokens: mayGo ? tokens - 1 : tokens,
				at: now.getTime(),
			});
			return mayGo ? 0 : Math.max(1, Math.ceil(1 - tokens));
		},
	};
}

/** The pace of every channel. */
export type Pace = ReturnType<typeof createPace>;
