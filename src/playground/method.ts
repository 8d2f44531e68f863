import type { Channel } from "./harbour-works.js";
import { ids } from "./harbour-works.js";
import { type Refusal, refusal } from "./message-rules.js";
import type { Stage } from "./stage.js";

/** The arguments of a Web API call, decoded. */
export type Arguments = Record<string, unknown>;

/** What Slack answers. */
export type Answer =
	| { ok: true; [field: string]: unknown }
	| (Refusal & { retryAfter?: number });

/** A Web API method: any one of `scopes` opens it, and `needs` must be given. */
export type Method = {
	scopes?: readonly string[];
	needs?: readonly string[];
	run(given: Arguments, stage: Stage): Answer;
};

/** The channel that an argument names, or Slack's reason why the bot cannot post there. */
export function postable(given: unknown, stage: Stage): Channel | Refusal {
	const { workspace } = stage;
	const named = String(given);
	const channel =
		workspace.channel(named) ??
		(workspace.person(named) && workspace.directMessage(named));
	if (channel === undefined) return refusal("channel_not_found");
	const mayPost =
		channel.memberIds.includes(ids.botUser) ||
		workspace.manifest.scopes.includes("chat:write.public");
	if (!mayPost) return refusal("not_in_channel");
	return channel.isArchived ? refusal("is_archived") : channel;
}

/** Whether something is Slack's no. */
export function isRefusal(value: object): value is Refusal {
	return "ok" in value && value.ok === false;
}
