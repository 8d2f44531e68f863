import { ids } from "./harbour-works.js";
import type { Block, Message } from "./message.js";
import { messageRefusal, refusal } from "./message-rules.js";
import {
	type Answer,
	type Arguments,
	isRefusal,
	type Method,
	postable,
} from "./method.js";
import { messagePayload } from "./payloads.js";
import type { Stage } from "./stage.js";

const writing = ["chat:write"];

/** `chat.*`: saying, changing and taking back. */
export const chatMethods: Record<string, Method> = {
	"chat.postMessage": {
		scopes: writing,
		needs: ["channel"],
		run(given, stage) {
			const channel = postable(given.channel, stage);
			if (isRefusal(channel)) return channel;
			const refused = messageRefusal(given.text, given.blocks);
			if (refused !== undefined) return refused;
			const retryAfter = stage.pace.wait(channel.id, stage.workspace.now());
			if (retryAfter > 0) return { ...refusal("ratelimited"), retryAfter };
			const message = stage.workspace.post({
				...said(given),
				channelId: channel.id,
			});
			return {
				ok: true,
				channel: channel.id,
				ts: message.ts,
				message: messagePayload(message),
			};
		},
	},
	"chat.postEphemeral": {
		scopes: writing,
		needs: ["channel", "user"],
		run(given, stage) {
			const channel = postable(given.channel, stage);
			if (isRefusal(channel)) return channel;
			const personId = String(given.user);
			if (!channel.memberIds.includes(personId))
				return refusal("user_not_in_channel");
			const refused = messageRefusal(given.text, given.blocks);
			if (refused !== undefined) return refused;
			const message = stage.workspace.post({
				...said(given),
				channelId: channel.id,
				onlyFor: personId,
			});
			return { ok: true, message_ts: message.ts };
		},
	},
	"chat.update": {
		scopes: writing,
		needs: ["channel", "ts"],
		run(given, stage) {
			const message = own(given, stage, "cant_update_message");
			if (isRefusal(message)) return message;
			const refused = messageRefusal(given.text, given.blocks);
			if (refused !== undefined) return refused;
			const { text, blocks } = said(given);
			stage.workspace.rewrite(message, text, blocks);
			return {
				ok: true,
				channel: message.channelId,
				ts: message.ts,
				text,
				message: messagePayload(message),
			};
		},
	},
	"chat.delete": {
		scopes: writing,
		needs: ["channel", "ts"],
		run(given, stage) {
			const message = own(given, stage, "cant_delete_message");
			if (isRefusal(message)) return message;
			stage.workspace.remove(message);
			return { ok: true, channel: message.channelId, ts: message.ts };
		},
	},
	"chat.getPermalink": {
		needs: ["channel", "message_ts"],
		run(given, stage): Answer {
			const message = lasting(given.channel, given.message_ts, stage);
			if (isRefusal(message)) return message;
			const { channelId, ts } = message;
			return {
				ok: true,
				channel: channelId,
				permalink: `https://harbour-works.slack.com/archives/${channelId}/p${ts.replace(".", "")}`,
			};
		},
	},
	"reactions.add": {
		scopes: ["reactions:write"],
		needs: ["channel", "timestamp", "name"],
		run(given, stage) {
			const message = lasting(given.channel, given.timestamp, stage);
			if (isRefusal(message)) return message;
			const name = String(given.name);
			const found = message.reactions.find((each) => each.name === name);
			if (found?.personIds.includes(ids.botUser))
				return refusal("already_reacted");
			if (found === undefined)
				message.reactions.push({ name, personIds: [ids.botUser] });
			else found.personIds.push(ids.botUser);
			stage.workspace.changed();
			return { ok: true };
		},
	},
};

function said(given: Arguments) {
	return {
		authorId: ids.botUser,
		text: typeof given.text === "string" ? given.text : "",
		blocks: (given.blocks ?? []) as Block[],
		...(typeof given.thread_ts === "string" && { threadTs: given.thread_ts }),
	};
}

/** A message that everybody in the channel sees; an ephemeral one cannot be found again. */
function lasting(channelName: unknown, ts: unknown, stage: Stage) {
	const channel = stage.workspace.channel(String(channelName));
	if (channel === undefined) return refusal("channel_not_found");
	const message = stage.workspace.message(channel.id, String(ts));
	return message === undefined || message.onlyFor !== undefined
		? refusal("message_not_found")
		: message;
}

function own(given: Arguments, stage: Stage, notMine: string) {
	const message = lasting(given.channel, given.ts, stage);
	if (isRefusal(message)) return message;
	const isMine = (message as Message).authorId === ids.botUser;
	return isMine ? message : refusal(notMine);
}
