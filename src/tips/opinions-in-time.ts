import type { Owner } from "../slack/seal.js";
import type { FeedbackStore } from "../store/feedback-store.js";
import { noOpinions, type TipOpinions } from "./opinion.js";

const patienceMs = 300;

/** What people said of tips, for one who asks. */
export type OpinionsOf = (asker: Owner) => Promise<TipOpinions>;

/** What the store has, or nothing where it fails or is slow: an answer does without. `missed` hears why. */
export function opinionsInTime(
	feedback: Pick<FeedbackStore, "tipOpinions">,
	missed: (error: unknown) => void,
): OpinionsOf {
	return async (asker) => {
		let timer: NodeJS.Timeout | undefined;
		try {
			return await Promise.race([
				feedback.tipOpinions(asker),
				new Promise<never>((_, reject) => {
					timer = setTimeout(
						() => reject(new Error("the store is slow")),
						patienceMs,
					);
				}),
			]);
		} catch (error) {
			missed(error);
			return noOpinions;
		} finally {
			clearTimeout(timer);
		}
	};
}
