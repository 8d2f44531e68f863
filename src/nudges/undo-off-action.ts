import { type ButtonPress, pressOf } from "../slack/button-press.js";
import type { Seal } from "../slack/seal.js";
import type { Store } from "../store/store.js";
import type { NudgesDesk } from "./nudges-desk.js";
import { said, undoneMessage } from "./nudges-message.js";
import { openPauses } from "./undo.js";

/** *Undo* after `/nudges off`: those that are still off stand as they did before. */
export function undoOffAction({
	store,
	desk,
	seal,
}: {
	store: Pick<Store, "schedules">;
	desk: NudgesDesk;
	seal: Seal;
}): ButtonPress {
	return async (press) => {
		const { owner, value } = pressOf(press);
		const { workspaceId, personId } = owner;
		const place = { workspaceId, channelId: press.body.channel?.id ?? "" };
		const pauses = openPauses(value, owner, seal);
		for (const { scheduleId, until } of pauses ?? []) {
			const now = await store.schedules.one(workspaceId, scheduleId);
			if (now?.pausedUntil === "forever" && until !== "forever")
				await store.schedules.pause(
					{ ...place, scheduleId },
					until,
					personId,
					desk.nextOf,
				);
		}
		const coming = await desk.outlook(place, 60);
		const next = coming.find(({ nudge }) => nudge !== undefined);
		const today = desk.today(next?.schedule.timeZone ?? "UTC");
		await press.respond({
			response_type: "ephemeral",
			replace_original: true,
			...(pauses
				? undoneMessage(next, today)
				: said(
						"I can't read this button any more. /nudges resume does the same.",
					)),
		});
	};
}
