import { type ButtonPress, pressOf } from "../slack/button-press.js";
import type { Store } from "../store/store.js";
import { postNowMessage } from "./trouble-message.js";

/** *Post it now*: a nudge of which nobody knows whether it came goes out after all, once. */
export function postNowAction({
	store,
	now,
}: {
	store: Pick<Store, "deliveries">;
	now: () => Date;
}): ButtonPress {
	return async (press) => {
		const { owner, value } = pressOf(press);
		const isPosted = await store.deliveries.postNow(
			owner.workspaceId,
			value,
			now(),
		);
		await press.respond({
			response_type: "ephemeral",
			replace_original: true,
			...postNowMessage(isPosted),
		});
	};
}
