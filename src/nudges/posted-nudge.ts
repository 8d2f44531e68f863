/** What the buttons of a posted nudge carry: whose it is, which slot's, and which nudge. */
export type PostedNudge = { scheduleId: string; date: string; nudgeId: string };

/** The value for a button. */
export function buttonValue({
	scheduleId,
	date,
	nudgeId,
}: PostedNudge): string {
	return [scheduleId, date, nudgeId].join(" ");
}

/** What a button's value says; `undefined` where it isn't one of ours. */
export function postedNudgeOf(value: string): PostedNudge | undefined {
	const [scheduleId, date, nudgeId, ...more] = value.split(" ");
	return scheduleId && date && nudgeId && more.length === 0
		? { scheduleId, date, nudgeId }
		: undefined;
}
