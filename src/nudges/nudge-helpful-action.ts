import { type ButtonPress, pressOf } from "../slack/button-press.js";
import type { Store } from "../store/store.js";
import { said } from "./nudges-message.js";
import { postedNudgeOf } from "./posted-nudge.js";

/** *Helpful* on a posted nudge: remembered, with a thank-you. */
export function nudgeHelpfulAction({
	store,
}: {
	store: Pick<Store, "feedback">;
}): ButtonPress {
	return async (press) => {
		const { owner, value } = pressOf(press);
		const posted = postedNudgeOf(value);
		const channelId = press.body.channel?.id;
		if (posted && channelId)
			await store.feedback.rateNudge(
				owner,
				channelId,
				posted.nudgeId,
				"helpful",
			);
		await press.respond({
			response_type: "ephemeral",
			replace_original: false,
			...said(
				"Thank you. When the series has come round once, the ones you liked come first.",
			),
		});
	};
}
