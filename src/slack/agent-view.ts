import type { WebClient } from "@slack/web-api";

/** Where somebody writes to the bot. */
type Place = { workspaceId: string; channelId: string };

/** A message to send with one press. */
export type Prompt = { title: string; message: string };

/**
 * What Slack's agent view adds to a direct message. All of it is decoration: where Slack has none of it, or is slow to
 * say, nothing is lost.
 */
export type AgentView = {
	/** Shows that an answer is on its way. Whether the workspace has the agent view, where each first message opens a thread. */
	think(client: WebClient, place: Place, ts: string): Promise<boolean>;
	/** Shows what one could say. */
	suggest(
		client: WebClient,
		place: Place,
		title: string,
		prompts: readonly Prompt[],
	): Promise<void>;
	/** Whether a workspace has it, as far as is known. */
	isThere(workspaceId: string): boolean;
};

const patienceMs = 1_000;
/** For how long a workspace without it is not asked again. */
const restMs = 3_600_000;

/** The agent view as it is learned from Slack's answers. */
export function createAgentView(
	now: () => Date,
	missed: (error: unknown) => void,
): AgentView {
	const known = new Map<string, { isThere: boolean; askAgainAt: number }>();
	const learn = (workspaceId: string, isThere: boolean) =>
		known.set(workspaceId, {
			isThere,
			askAgainAt: isThere ? 0 : now().getTime() + restMs,
		});
	const isThere = (workspaceId: string) =>
		known.get(workspaceId)?.isThere ?? false;

	const attempt = async (workspaceId: string, deed: Promise<unknown>) => {
		let timer: NodeJS.Timeout | undefined;
		const outcome = deed.then(
			() => learn(workspaceId, true),
			(error: unknown) => {
				missed(error);
				if (isRefusal(error)) learn(workspaceId, false);
			},
		);
		const late = new Promise<void>((resolve) => {
			timer = setTimeout(resolve, patienceMs);
		});
		await Promise.race([outcome, late]);
		clearTimeout(timer);
	};

	return {
		async think(client, { workspaceId, channelId }, ts) {
			if ((known.get(workspaceId)?.askAgainAt ?? 0) > now().getTime())
				return false;
			await attempt(
				workspaceId,
				client.assistant.threads.setStatus({
					channel_id: channelId,
					thread_ts: ts,
					status: "is thinking about it…",
				}),
			);
			return isThere(workspaceId);
		},

		async suggest(client, { workspaceId, channelId }, title, prompts) {
			const [first, ...more] = prompts;
			if (!first) return;
			await attempt(
				workspaceId,
				client.assistant.threads.setSuggestedPrompts({
					channel_id: channelId,
					title,
					prompts: [first, ...more],
				}),
			);
		},

		isThere,
	};
}

/** Slack's own no, such as `feature_disabled`; anything else may be different next time. */
function isRefusal(error: unknown): boolean {
	const code = (error as { data?: { error?: unknown } }).data?.error;
	return (
		typeof code === "string" &&
		!/^(rate_?limited|internal_error|fatal_error|service_unavailable|request_timeout)$/.test(
			code,
		)
	);
}
