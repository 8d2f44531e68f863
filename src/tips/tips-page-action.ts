import { z } from "zod";
import { staleMessage } from "../guidance/stale-message.js";
import { type ButtonPress, pressOf } from "../slack/button-press.js";
import type { Seal } from "../slack/seal.js";
import type { Library } from "./library.js";
import { tipsMessage } from "./tips-message.js";

const lookSchema = z.tuple([z.string(), z.number().int()]);

/** *More* and *Back*: another page of the library, in place of the one shown. */
export function tipsPageAction(deps: {
	library: Library;
	seal: Seal;
}): ButtonPress {
	return async (press) => {
		const { owner, value } = pressOf(press);
		const opened = deps.seal.open(value, owner);
		const look =
			opened === undefined
				? undefined
				: lookSchema.safeParse(JSON.parse(opened)).data;
		await press.respond({
			response_type: "ephemeral",
			replace_original: look !== undefined,
			...(look
				? tipsMessage({ query: look[0], page: look[1] }, owner, deps)
				: staleMessage()),
		});
	};
}
