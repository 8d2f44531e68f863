import { type ButtonPress, pressOf } from "../slack/button-press.js";
import { type Answering, situationAnswer } from "./situation-answer.js";
import { staleMessage } from "./stale-message.js";

/** *Judge this instead*: the words looked up in the library, taken as a situation. */
export function judgeInsteadAction(deps: Answering): ButtonPress {
	return async (press) => {
		const { owner, value } = pressOf(press);
		const words = deps.seal.open(value, owner);
		await press.respond({
			response_type: "ephemeral",
			replace_original: words !== undefined,
			...(words === undefined
				? staleMessage()
				: await situationAnswer(words, owner, deps)),
		});
	};
}
