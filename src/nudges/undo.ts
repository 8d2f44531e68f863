import type { Owner, Seal } from "../slack/seal.js";
import type { Schedule } from "./schedule.js";

/** A schedule, and until when it was paused before. */
export type EarlierPause = { scheduleId: string; until: string | undefined };

/** What *Undo* carries: how each schedule stood before. */
export function sealPauses(
	schedules: readonly Pick<Schedule, "id" | "pausedUntil">[],
	owner: Owner,
	seal: Seal,
): string {
	return seal.close(
		JSON.stringify(
			schedules.map(({ id, pausedUntil }) => [id, pausedUntil ?? null]),
		),
		owner,
	);
}

/** What was carried; `undefined` where it can't be opened. */
export function openPauses(
	value: string,
	owner: Owner,
	seal: Seal,
): EarlierPause[] | undefined {
	const opened = seal.open(value, owner);
	if (opened === undefined) return undefined;
	return (JSON.parse(opened) as [string, string | null][]).map(
		([scheduleId, until]) => ({ scheduleId, until: until ?? undefined }),
	);
}
