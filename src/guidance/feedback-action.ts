import type { ButtonPress } from "../slack/button-press.js";

const thanks = {
	helpful: "Thank you, good to know. I hope it goes well.",
	"not for me":
		"Thank you for saying so. “Another angle” has further tips, and telling me in one more sentence what you want to happen often changes my answer.",
};

/** *Helpful* and *Not for me*: a thank-you beside the answer. */
export function feedbackAction(opinion: keyof typeof thanks): ButtonPress {
	return async ({ respond }) => {
		await respond({
			response_type: "ephemeral",
			replace_original: false,
			text: thanks[opinion],
		});
	};
}
