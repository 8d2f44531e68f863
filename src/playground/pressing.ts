import { chosen, elementsOf, type Raw } from "./answers.js";
import { missing } from "./cast.js";
import type { Block } from "./message.js";
import type { Action } from "./payloads.js";

/** The element that somebody touches, with what they chose in it. */
export function touched(
	blocks: readonly Block[],
	{ blockId, actionId }: { blockId: string; actionId: string },
	raw: Raw,
): Action {
	const block =
		blocks.find((each) => each.block_id === blockId) ??
		missing(`block "${blockId}"`);
	const element =
		elementsOf(block).find((each) => each.action_id === actionId) ??
		missing(`button "${actionId}"`);
	return { block, element, chosen: chosen(element, raw) };
}
