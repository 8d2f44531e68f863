import {
	type WebAPICallResult,
	WebAPIPlatformError,
	type WebClient,
} from "@slack/web-api";
import type { Answer } from "../slack/answer.js";
import { type Reply, type Trace, traceIn, traceWindow } from "./delivery.js";
import { replyFrom, replyOf } from "./reply.js";

/** Posts into channels, and looks for what was posted there. */
export type Poster = {
	/** Posts once, whatever comes of it. The message carries the delivery's id where people don't see it. */
	post(post: {
		workspaceId: string;
		channelId: string;
		deliveryId: string;
		message: Answer;
	}): Promise<Reply>;
	/** What the channel's history shows of a posting. `later`: Slack doesn't say just now. */
	trace(posting: {
		workspaceId: string;
		channelId: string;
		deliveryId: string;
		postingAt: Date;
	}): Promise<Trace | { kind: "later" }>;
};

const eventType = "lead_or_manage_delivery";
const historyScopes = ["channels:history", "groups:history"];
/** As many as Slack gives to an app that isn't in its Marketplace. */
const messagesInPage = 15;
const mostPages = 4;

/** A poster that uses a workspace's own client: one that never tries again by itself. */
export function createPoster(
	clientOf: (workspaceId: string) => Promise<WebClient>,
): Poster {
	const scopesOf = new Map<string, readonly string[]>();
	const learnScopes = (workspaceId: string, answer: unknown) => {
		const { response_metadata } = (answer ?? {}) as Partial<WebAPICallResult>;
		const scopes = response_metadata?.scopes;
		if (scopes) scopesOf.set(workspaceId, scopes);
	};
	const mayRead = (workspaceId: string) =>
		scopesOf.get(workspaceId)?.some((scope) => historyScopes.includes(scope)) ??
		true;

	return {
		async post({ workspaceId, channelId, deliveryId, message }) {
			let client: WebClient;
			try {
				client = await clientOf(workspaceId);
			} catch {
				return { kind: "unreached", code: "no_client" };
			}
			try {
				const answer = await client.chat.postMessage({
					channel: channelId,
					text: message.text,
					blocks: message.blocks,
					unfurl_links: false,
					unfurl_media: false,
					metadata: {
						event_type: eventType,
						event_payload: { delivery: deliveryId },
					},
				});
				learnScopes(workspaceId, answer);
				return replyOf(answer);
			} catch (error) {
				learnScopes(workspaceId, (error as { data?: unknown }).data);
				return replyFrom(error);
			}
		},

		async trace({ workspaceId, channelId, deliveryId, postingAt }) {
			if (!mayRead(workspaceId)) return { kind: "unreadable" };
			const { oldest, latest } = traceWindow(postingAt);
			const found: { ts: string; deliveryId: string | undefined }[] = [];
			let cursor: string | undefined;
			try {
				const client = await clientOf(workspaceId);
				for (let page = 0; page < mostPages; page++) {
					const answer = await client.conversations.history({
						channel: channelId,
						oldest: seconds(oldest),
						latest: seconds(latest),
						inclusive: true,
						include_all_metadata: true,
						limit: messagesInPage,
						...(cursor && { cursor }),
					});
					learnScopes(workspaceId, answer);
					for (const { ts, metadata } of answer.messages ?? [])
						found.push({ ts: ts ?? "", deliveryId: deliveryIn(metadata) });
					cursor = answer.response_metadata?.next_cursor || undefined;
					const whole = !answer.has_more;
					const trace = traceIn(found, whole, deliveryId);
					if (whole || trace.kind === "found") return trace;
					if (!cursor) break;
				}
				return { kind: "unreadable" };
			} catch (error) {
				const data = (error as { data?: unknown }).data;
				learnScopes(workspaceId, data);
				if (isRefusal(error, "missing_scope") && mayRead(workspaceId))
					scopesOf.set(workspaceId, []);
				return { kind: isForGood(error) ? "unreadable" : "later" };
			}
		},
	};
}

const passing = [
	"ratelimited",
	"rate_limited",
	"internal_error",
	"fatal_error",
	"request_timeout",
	"service_unavailable",
];

/** Whether asking again would bring the same answer. */
function isForGood(error: unknown): boolean {
	return (
		error instanceof WebAPIPlatformError &&
		/^\w{1,80}$/.test(error.data.error) &&
		!passing.includes(error.data.error)
	);
}

function isRefusal(error: unknown, code: string): boolean {
	return error instanceof WebAPIPlatformError && error.data.error === code;
}

function deliveryIn(metadata: unknown): string | undefined {
	const { event_type, event_payload } = (metadata ?? {}) as {
		event_type?: string;
		event_payload?: { delivery?: unknown };
	};
	const id = event_payload?.delivery;
	return event_type === eventType && typeof id === "string" ? id : undefined;
}

function seconds(at: Date): string {
	return (at.getTime() / 1000).toFixed(6);
}
