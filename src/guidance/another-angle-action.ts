import { type ButtonPress, pressOf } from "../slack/button-press.js";
import { openAngle, sealAngle } from "./angle.js";
import { angleMessage } from "./angle-message.js";
import type { Answering } from "./situation-answer.js";
import { staleMessage } from "./stale-message.js";

/** *Another angle*: further tips for the same situation, none twice, in place of those shown. */
export function anotherAngleAction({
	guide,
	seal,
	opinionsOf,
}: Pick<Answering, "guide" | "seal" | "opinionsOf">): ButtonPress {
	return async (press) => {
		const { owner, value } = pressOf(press);
		const angle = openAngle(seal, owner, value);
		if (!angle) {
			await press.respond({
				response_type: "ephemeral",
				replace_original: false,
				...staleMessage(),
			});
			return;
		}
		const guidance = guide.resume(angle, await opinionsOf(owner));
		const shown = [...angle.shown, ...guidance.tips.map(({ id }) => id)];
		const next = guidance.tips.length > 0 ? shown : [];
		await press.respond({
			response_type: "ephemeral",
			replace_original: true,
			...angleMessage(
				guidance,
				angle,
				sealAngle(seal, owner, { ...angle, shown: next }),
			),
		});
	};
}
