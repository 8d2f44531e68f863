import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from "@slack/bolt";
import type { MessageChangedEvent, MessageDeletedEvent } from "@slack/types";
import { wordsOf } from "../slack/message-words.js";
import type { Answering } from "./answering-job.js";
import type { Incoming } from "./incoming.js";

type MessageEvent = (
	args: SlackEventMiddlewareArgs<"message"> & AllMiddlewareArgs,
) => Promise<void>;
type Args = Parameters<MessageEvent>[0];

/** What people write, change and delete in the direct message. */
export function messageEvent({
	answering,
}: {
	answering: Pick<Answering, "hear">;
}): MessageEvent {
	return async (args) => {
		const incoming = incomingIn(args);
		if (incoming) await answering.hear(incoming);
	};
}

/** `undefined` for what no person did, or what changes no words. */
function incomingIn({ message, body, context }: Args): Incoming | undefined {
	if (message.channel_type !== "im") return undefined;
	const shared = {
		eventId: body.event_id ?? `message.${message.event_ts}`,
		eventTs: message.event_ts,
		channelId: message.channel,
	};
	const by = (personId: string) => ({
		workspaceId: context.teamId ?? context.enterpriseId ?? "",
		personId,
	});
	// A message with a file is a message all the same.
	if (message.subtype === undefined || message.subtype === "file_share") {
		if ("bot_id" in message && message.bot_id) return undefined;
		if (!message.user) return undefined;
		return {
			...shared,
			owner: by(message.user),
			kind: "said",
			ts: message.ts,
			threadTs: message.thread_ts,
			words: wordsOf(message.text ?? ""),
		};
	}
	if (message.subtype === "message_changed") {
		const said = written(message.message);
		const before = written(message.previous_message);
		if (!said || said.text === before?.text) return undefined;
		return {
			...shared,
			owner: by(said.user),
			kind: "edited",
			ts: said.ts,
			threadTs: said.threadTs,
			words: wordsOf(said.text),
		};
	}
	if (message.subtype === "message_deleted") {
		const gone = written(message.previous_message);
		if (!gone) return undefined;
		return {
			...shared,
			owner: by(gone.user),
			kind: "deleted",
			ts: gone.ts,
			threadTs: gone.threadTs,
			words: undefined,
		};
	}
	return undefined;
}

/** What a person wrote: neither the bot's own nor Slack's. */
function written(
	message:
		| MessageChangedEvent["message"]
		| MessageDeletedEvent["previous_message"]
		| undefined,
) {
	const { user, ts, text, thread_ts, bot_id, subtype } = (message ?? {}) as {
		user?: string;
		ts?: string;
		text?: string;
		thread_ts?: string;
		bot_id?: string;
		subtype?: string;
	};
	if (!user || !ts || bot_id || subtype) return undefined;
	return { user, ts, text: text ?? "", threadTs: thread_ts };
}
