import type {
	AllMiddlewareArgs,
	SlackCommandMiddlewareArgs,
} from "@slack/bolt";
import type { Answer } from "../slack/answer.js";
import type { Owner } from "../slack/seal.js";
import type { Library } from "../tips/library.js";
import { tipsMessage } from "../tips/tips-message.js";
import { askOf } from "./ask.js";
import { helpMessage } from "./help-message.js";
import { type Answering, situationAnswer } from "./situation-answer.js";

type Command = (
	args: SlackCommandMiddlewareArgs & AllMiddlewareArgs,
) => Promise<void>;
type Deps = Answering & { library: Library };

/** `/lead-or-manage`: the verdict, the tip library or the usage, shown only to the person who asked. */
export function guideCommand(deps: Deps): Command {
	return async ({ ack, command }) => {
		const owner = {
			workspaceId: command.team_id ?? command.enterprise_id ?? "",
			personId: command.user_id,
		};
		await ack({
			response_type: "ephemeral",
			...(await commandAnswer(command.text ?? "", owner, deps)),
		});
	};
}

async function commandAnswer(
	text: string,
	owner: Owner,
	deps: Deps,
): Promise<Answer> {
	const ask = askOf(text);
	if (ask.kind === "help") return helpMessage();
	if (ask.kind === "tips")
		return tipsMessage({ query: ask.query, page: 0 }, owner, deps);
	return situationAnswer(ask.situation, owner, deps);
}
