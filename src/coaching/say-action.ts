import type { KnownBlock } from "@slack/types";
import { staleMessage } from "../guidance/stale-message.js";
import type { AgentView } from "../slack/agent-view.js";
import { oneLine, smallPrint } from "../slack/blocks.js";
import { type ButtonPress, pressOf } from "../slack/button-press.js";
import type { Seal } from "../slack/seal.js";
import type { Answering } from "./answering-job.js";

/** One of the coach's choices: as if it had been typed. Of one row, only the first press counts. */
export function sayAction({
	seal,
	answering,
	agentView,
}: {
	seal: Seal;
	answering: Pick<Answering, "hear">;
	agentView: Pick<AgentView, "isThere">;
}): ButtonPress {
	return async (press) => {
		const { owner, value } = pressOf(press);
		const { body, action } = press;
		const words = seal.open(value, owner);
		const { message, channel } = body;
		if (words === undefined || !message || !channel) {
			await press.respond({ replace_original: false, ...staleMessage() });
			return;
		}
		const rest = (message.blocks as KnownBlock[] | undefined) ?? [];
		await press.respond({
			replace_original: true,
			text: message.text ?? "",
			blocks: [
				...rest.filter(({ block_id }) => block_id !== action.block_id),
				smallPrint(`You chose: ${oneLine(action.text.text)}`),
			],
		});
		const threadTs =
			(message.thread_ts as string | undefined) ??
			(agentView.isThere(owner.workspaceId) ? message.ts : undefined);
		await answering.hear({
			owner,
			kind: "said",
			eventId: `press.${message.ts}.${action.block_id}`,
			eventTs: action.action_ts,
			channelId: channel.id,
			ts: action.action_ts,
			threadTs,
			words,
		});
	};
}
