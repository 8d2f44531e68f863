import { type ButtonPress, pressOf } from "../slack/button-press.js";
import { openAngle } from "./angle.js";
import { type Answering, judgedAnswer } from "./situation-answer.js";
import { staleMessage } from "./stale-message.js";

/** An answer to the one question: the verdict that it settles, in place of the guess. */
export function settleAction({
	guide,
	seal,
	opinionsOf,
}: Pick<Answering, "guide" | "seal" | "opinionsOf">): ButtonPress {
	return async (press) => {
		const { owner, value } = pressOf(press);
		const angle = openAngle(seal, owner, value);
		await press.respond(
			angle
				? {
						response_type: "ephemeral",
						replace_original: true,
						...judgedAnswer(
							angle.words,
							guide.resume(angle, await opinionsOf(owner)),
							owner,
							seal,
						),
					}
				: {
						response_type: "ephemeral",
						replace_original: false,
						...staleMessage(),
					},
		);
	};
}
