import { localTime } from "../nudges/local-time.js";
import { isQuiet } from "../plans/kept-plan.js";
import type { Owner } from "../slack/seal.js";
import type { Store } from "../store/store.js";

const earliest = "08:00";

/** Whether somebody may be written to unasked now: once a local day, not before eight, and never while they want quiet. */
export function unaskedOnceADay({
	store,
	now,
}: {
	store: Pick<Store, "people">;
	now: () => Date;
}): (owner: Owner) => Promise<boolean> {
	return async (owner) => {
		const { quietUntil, timeZone = "UTC" } =
			(await store.people.one(owner)) ?? {};
		if (isQuiet(quietUntil, now(), timeZone)) return false;
		const { date, time } = localTime(now(), timeZone);
		return time >= earliest && (await store.people.claimDay(owner, date));
	};
}
