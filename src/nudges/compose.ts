import type { Answer } from "../slack/answer.js";
import type { Delivery } from "../store/delivery-store.js";
import type { Store } from "../store/store.js";
import type { SkipReason } from "./delivery.js";
import type { Nudge } from "./nudge.js";
import type { Schedule } from "./schedule.js";
import { nextNudge } from "./turn.js";

/** What a delivery brings, or why it brings nothing. */
export type Composed =
	| { kind: "post"; nudgeId: string; message: Answer }
	| { kind: "skip"; reason: SkipReason };

/** A nudge that is about to be posted. */
export type NudgePost = {
	nudge: Nudge;
	schedule: Schedule;
	/** The slot's local date. */
	date: string;
	/** Whether it is the first that this channel gets. */
	isFirst: boolean;
};

/** What the weekly deliveries bring: each channel's next nudge, and on a second try the same as on the first. */
export function nudgeComposer({
	store,
	nudges,
	message,
}: {
	store: Pick<Store, "schedules" | "deliveries" | "feedback">;
	nudges: readonly Nudge[];
	message: (post: NudgePost) => Promise<Answer>;
}): (delivery: Delivery) => Promise<Composed> {
	const byId = new Map(nudges.map((nudge) => [nudge.id, nudge]));
	return async ({ scheduleId, workspaceId, channelId, slot, nudgeId }) => {
		const schedule = await store.schedules.one(workspaceId, scheduleId);
		if (!schedule) return { kind: "skip", reason: { kind: "off" } };
		if (schedule.brokenBy !== undefined)
			return {
				kind: "skip",
				reason: { kind: "broken", error: schedule.brokenBy },
			};
		const [had, helpful] = await Promise.all([
			store.deliveries.recentNudges({ workspaceId, channelId }, new Date(0)),
			store.feedback.helpfulNudges(workspaceId, channelId),
		]);
		const { date } = slot;
		const past = had.toReversed();
		const nudge =
			byId.get(nudgeId ?? "") ??
			nextNudge({ nudges, schedule, past, helpful, date });
		if (!nudge) return { kind: "skip", reason: { kind: "nothing-left" } };
		const isFirst = past.length === 0;
		return {
			kind: "post",
			nudgeId: nudge.id,
			message: await message({ nudge, schedule, date, isFirst }),
		};
	};
}
