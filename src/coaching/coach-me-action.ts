import { openAngle } from "../guidance/angle.js";
import { staleMessage } from "../guidance/stale-message.js";
import { type ButtonPress, pressOf } from "../slack/button-press.js";
import type { Seal } from "../slack/seal.js";
import type { Answering } from "./answering-job.js";
import { bringing } from "./brought.js";

const opened =
	"I've written to you in our direct message, and we can go on there: only you see it.";

/** *Coach me on this*: a conversation in the direct message that begins with the situation and its verdict. */
export function coachMeAction({
	seal,
	answering,
}: {
	seal: Seal;
	answering: Pick<Answering, "hear">;
}): ButtonPress {
	return async (press) => {
		const { owner, value } = pressOf(press);
		const { action } = press;
		const angle = openAngle(seal, owner, value);
		if (angle)
			await answering.hear({
				owner,
				kind: "brought",
				eventId: `coach-me.${action.action_ts}`,
				eventTs: action.action_ts,
				// Slack takes a person for their direct message.
				channelId: owner.personId,
				ts: action.action_ts,
				threadTs: undefined,
				words: bringing(angle),
			});
		await press.respond({
			response_type: "ephemeral",
			replace_original: false,
			...(angle ? { text: opened } : staleMessage()),
		});
	};
}
