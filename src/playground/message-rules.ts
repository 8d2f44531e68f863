import { blockCharacters, blockErrors } from "./block-kit-rules.js";
import { isFields } from "./rule.js";

/** Why Slack refuses something, in the shape of its answers. */
export type Refusal = {
	ok: false;
	error: string;
	errors?: string[];
	response_metadata?: { messages: string[] };
	needed?: string;
	provided?: string;
};

/** A refusal, with the complaints that explain it if there are any. */
export function refusal(error: string, complaints: string[] = []): Refusal {
	if (complaints.length === 0) return { ok: false, error };
	return {
		ok: false,
		error,
		errors: complaints,
		response_metadata: {
			messages: complaints.map((each) => `[ERROR] ${each}`),
		},
	};
}

const longestText = 40_000;
const mostCharacters = 13_200;
const mostMarkdown = 12_000;

/** Why Slack would refuse to show a message of this text and these blocks; undefined when it takes it. */
export function messageRefusal(
	text: unknown,
	blocks: unknown,
): Refusal | undefined {
	if (blocks !== undefined && !Array.isArray(blocks))
		return refusal("invalid_blocks_format");
	const hasBlocks = blocks !== undefined && blocks.length > 0;
	if (!hasBlocks && (typeof text !== "string" || text.trim() === ""))
		return refusal("no_text");
	if (typeof text === "string" && text.length > longestText)
		return refusal("msg_too_long");
	if (!hasBlocks) return undefined;
	const complaints = blockErrors(blocks, "message");
	if (complaints.length > 0) return refusal("invalid_blocks", complaints);
	const markdown = blocks.filter(
		(block) => isFields(block) && block.type === "markdown",
	);
	return blockCharacters(blocks) > mostCharacters ||
		blockCharacters(markdown) > mostMarkdown
		? refusal("msg_blocks_too_long")
		: undefined;
}
