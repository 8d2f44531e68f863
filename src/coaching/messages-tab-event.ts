import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from "@slack/bolt";
import type { AgentView, Prompt } from "../slack/agent-view.js";

type HomeOpenedEvent = (
	args: SlackEventMiddlewareArgs<"app_home_opened"> & AllMiddlewareArgs,
) => Promise<void>;

const title = "What would help today?";
const prompts: readonly Prompt[] = [
	{
		title: "Think something through",
		message: "There is something at work I'd like to think through.",
	},
	{ title: "My plans", message: "my plans" },
	{ title: "What do you keep?", message: "What do you keep of what I write?" },
	{ title: "How does this work?", message: "help" },
];

/** Somebody opens the direct message: what they could say, where Slack shows that. */
export function messagesTabEvent({
	agentView,
}: {
	agentView: Pick<AgentView, "suggest">;
}): HomeOpenedEvent {
	return async ({ event, client, context }) => {
		if (event.tab !== "messages") return;
		await agentView.suggest(
			client,
			{
				workspaceId: context.teamId ?? context.enterpriseId ?? "",
				channelId: event.channel,
			},
			title,
			prompts,
		);
	};
}
