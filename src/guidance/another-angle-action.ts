import { type ButtonPress, pressOf } from "../slack/button-press.js";
import type { Seal } from "../slack/seal.js";
import { openAngle, sealAngle } from "./angle.js";
import { angleMessage } from "./angle-message.js";
import type { Guide } from "./guide.js";
import { staleMessage } from "./stale-message.js";

/** *Another angle*: further tips for the same situation, none twice, in place of those shown. */
export function anotherAngleAction({
	guide,
	seal,
}: {
	guide: Guide;
	seal: Seal;
}): ButtonPress {
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
		const guidance = guide.resume(angle);
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
