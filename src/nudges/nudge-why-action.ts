import { type ButtonPress, pressOf } from "../slack/button-press.js";
import type { Store } from "../store/store.js";
import type { Nudge } from "./nudge.js";
import type { NudgesDesk } from "./nudges-desk.js";
import { postedNudgeOf } from "./posted-nudge.js";
import { whyMessage } from "./why-message.js";

/** *Why this?* on a posted nudge, answered to the one who asks. */
export function nudgeWhyAction({
	store,
	desk,
	nudges,
	claims,
}: {
	store: Pick<Store, "schedules">;
	desk: NudgesDesk;
	nudges: readonly Nudge[];
	claims: ReadonlyMap<string, string>;
}): ButtonPress {
	return async (press) => {
		const { owner, value } = pressOf(press);
		const { scheduleId = "", nudgeId } = postedNudgeOf(value) ?? {};
		const schedule = await store.schedules.one(owner.workspaceId, scheduleId);
		await press.respond({
			response_type: "ephemeral",
			replace_original: false,
			...whyMessage(
				nudges.find(({ id }) => id === nudgeId),
				{
					claims,
					setUpBy: schedule?.setUpBy,
					next: schedule && (await desk.next(schedule, schedule.id)),
					today: desk.today(schedule?.timeZone ?? "UTC"),
				},
			),
		});
	};
}
