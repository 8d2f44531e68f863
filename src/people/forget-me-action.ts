import { dayInWords } from "../coaching/day.js";
import { staleMessage } from "../guidance/stale-message.js";
import { type ButtonPress, pressOf } from "../slack/button-press.js";
import { describeError, type Log } from "../slack/log.js";
import type { Seal } from "../slack/seal.js";
import type { Store } from "../store/store.js";
import {
	keptMessage,
	namelessMessage,
	receiptMessage,
} from "./forget-me-message.js";

type Deps = {
	seal: Seal;
	store: Pick<Store, "forgetting">;
	now: () => Date;
	log: Log;
};

/** *Forget everything*: every row of a person's goes, with a receipt; channels whose nudges lose a name are told. */
export function forgetMeAction({ seal, store, now, log }: Deps): ButtonPress {
	return async (press) => {
		const { owner, value } = pressOf(press);
		if (seal.open(value, owner) === undefined) {
			await press.respond({ replace_original: false, ...staleMessage() });
			return;
		}
		const forgotten = await store.forgetting.forget(owner);
		await press.respond({
			replace_original: true,
			...receiptMessage(
				forgotten,
				dayInWords(now().toISOString().slice(0, 10)),
			),
		});
		for (const channel of forgotten.channelIds)
			try {
				await press.client.chat.postMessage({ channel, ...namelessMessage() });
			} catch (error) {
				log.warn(
					{ error: describeError(error) },
					"a channel could not be told that its nudges have no name any more",
				);
			}
	};
}

/** *Keep it*. */
export function keepMeAction(): ButtonPress {
	return async ({ respond }) => {
		await respond({ replace_original: true, ...keptMessage() });
	};
}
