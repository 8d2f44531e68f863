import { type ButtonPress, pressOf } from "../slack/button-press.js";
import type { Seal } from "../slack/seal.js";
import type { Store } from "../store/store.js";
import type { Opinion } from "../tips/opinion.js";
import { openAngle } from "./angle.js";
import { staleMessage } from "./stale-message.js";

const thanks: Record<Opinion, string> = {
	helpful: "Thank you, good to know. I hope it goes well.",
	"not for me":
		"Thank you for saying so. “Another angle” has further tips, and telling me in one more sentence what you want to happen often changes my answer.",
};

/** *Helpful* and *Not for me*: remembered for the tips of the answer, with a thank-you beside it. */
export function feedbackAction(
	opinion: Opinion,
	{ seal, store }: { seal: Seal; store: Pick<Store, "feedback"> },
): ButtonPress {
	return async (press) => {
		const { owner, value } = pressOf(press);
		const angle = openAngle(seal, owner, value);
		if (angle) await store.feedback.rateTips(owner, angle.shown, opinion);
		await press.respond({
			response_type: "ephemeral",
			replace_original: false,
			...(angle ? { text: thanks[opinion] } : staleMessage()),
		});
	};
}
