import { WebAPIPlatformError, type WebClient } from "@slack/web-api";
import type { Answer } from "../slack/answer.js";
import type { Reply } from "../store/conversation-store.js";
import type { Incoming } from "./incoming.js";

type World = { clientOf: (workspaceId: string) => Promise<WebClient> };
type Posted = { ts: string; channelId: string };

const eventType = "lead_or_manage_answer";

/** Posts a reply, or puts it in place of an earlier one. Gives Slack's name of its first message. */
export async function postReply(
	{ answers, channelId, threadTs, replaces }: Reply,
	{ owner, eventId }: Incoming,
	{ clientOf }: World,
): Promise<Posted | undefined> {
	const client = await clientOf(owner.workspaceId);
	let first: Posted | undefined;
	for (const [i, answer] of answers.entries()) {
		const posted =
			i === 0 && replaces !== undefined
				? await replace(client, channelId, replaces, answer)
				: undefined;
		first ??= posted;
		if (posted) continue;
		const { ts, channel } = await client.chat.postMessage({
			channel: channelId,
			...answer,
			...(threadTs !== undefined && { thread_ts: threadTs }),
			unfurl_links: false,
			unfurl_media: false,
			metadata: {
				event_type: eventType,
				event_payload: { event: eventId },
			},
		});
		first ??= { ts: ts ?? "", channelId: channel ?? channelId };
	}
	return first;
}

/** `undefined` where the earlier one is gone. */
async function replace(
	client: WebClient,
	channelId: string,
	ts: string,
	answer: Answer,
): Promise<Posted | undefined> {
	try {
		await client.chat.update({ channel: channelId, ts, ...answer });
		return { ts, channelId };
	} catch (error) {
		if (error instanceof WebAPIPlatformError) return undefined;
		throw error;
	}
}

/** Whether the direct message shows a reply: the answer to something says which. */
export async function findReply(
	{ channelId, threadTs, replaces }: Reply,
	{ owner, eventId, ts }: Incoming,
	{ clientOf }: World,
): Promise<Posted | "absent" | "unreadable"> {
	// Putting the same words in the same place once more does nothing.
	if (replaces !== undefined) return "absent";
	try {
		const client = await clientOf(owner.workspaceId);
		const page = {
			channel: channelId,
			oldest: ts,
			include_all_metadata: true,
			limit: 15,
		};
		const { messages = [] } =
			threadTs === undefined
				? await client.conversations.history(page)
				: await client.conversations.replies({ ...page, ts: threadTs });
		const found = messages.find(
			({ metadata }) =>
				(metadata as { event_payload?: { event?: unknown } } | undefined)
					?.event_payload?.event === eventId,
		);
		return found?.ts ? { ts: found.ts, channelId } : "absent";
	} catch {
		return "unreadable";
	}
}
