import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from "@slack/bolt";
import { wordsOf } from "../slack/message-words.js";
import { askOf } from "./ask.js";
import { helpMessage } from "./help-message.js";
import { type Answering, situationAnswer } from "./situation-answer.js";

type MessageEvent = (
	args: SlackEventMiddlewareArgs<"message"> & AllMiddlewareArgs,
) => Promise<void>;

/** A direct message: the verdict on it, in the same thread. */
export function directMessageEvent(deps: Answering): MessageEvent {
	return async ({ message, say, context }) => {
		if (
			message.channel_type !== "im" ||
			message.subtype !== undefined ||
			message.bot_id
		)
			return;
		const owner = {
			workspaceId: context.teamId ?? context.enterpriseId ?? "",
			personId: message.user,
		};
		const ask = askOf(wordsOf(message.text ?? ""));
		const answer =
			ask.kind === "situation"
				? await situationAnswer(ask.situation, owner, deps)
				: helpMessage();
		await say({
			...answer,
			...(message.thread_ts && { thread_ts: message.thread_ts }),
		});
	};
}
