import { type ButtonPress, pressOf } from "../slack/button-press.js";
import type { Store } from "../store/store.js";
import { hearAgainMessage } from "./quiet-message.js";

/** *Write to me again*: the end of a quiet time. */
export function hearAgainAction({
	store,
}: {
	store: Pick<Store, "people">;
}): ButtonPress {
	return async (press) => {
		const { owner } = pressOf(press);
		await store.people.beQuiet(owner, undefined);
		await press.respond({ replace_original: false, ...hearAgainMessage() });
	};
}
