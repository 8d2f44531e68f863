import { blocksOf } from "./block-rules.js";
import {
	anything,
	both,
	byType,
	complaint,
	flag,
	isFields,
	list,
	named,
	type Rule,
	required,
	shape,
	text,
} from "./rule.js";
import { plain } from "./text-rules.js";

/** Where blocks are shown; some blocks are for messages only. */
export type Surface = "message" | "modal" | "home";

/** What Slack would refuse in these blocks, each complaint with its JSON pointer; empty when it takes them. */
export function blockErrors(
	blocks: unknown,
	surface: Surface,
	at = "/blocks",
): string[] {
	const most = surface === "message" ? 50 : 100;
	const rule = both(
		list(
			byType(() => blocksOf[surface]),
			most,
			0,
		),
		uniqueIds,
	);
	return rule(blocks, at);
}

/** What Slack would refuse in a modal or a Home. */
export function viewErrors(view: unknown): string[] {
	const found = byType(() => views)(view, "/view");
	if (found.length > 0 || !isFields(view)) return found;
	const surface = view.type === "home" ? "home" : "modal";
	const blocks = blockErrors(view.blocks, surface, "/view/blocks");
	const asks = JSON.stringify(view.blocks).includes('"type":"input"');
	return surface === "modal" && asks && view.submit === undefined
		? [...blocks, complaint("missing required field: submit", "/view")]
		: blocks;
}

/** How many characters people would read in these blocks; over 13,200 Slack refuses a message. */
export function blockCharacters(part: unknown): number {
	if (Array.isArray(part))
		return part.reduce((sum: number, each) => sum + blockCharacters(each), 0);
	if (!isFields(part)) return 0;
	return Object.entries(part).reduce((sum, [name, each]) => {
		if (typeof each === "object") return sum + blockCharacters(each);
		return name === "text" && typeof each === "string"
			? sum + each.length
			: sum;
	}, 0);
}

const viewFields = {
	type: anything,
	blocks: required(anything),
	private_metadata: text(3000, 0),
	callback_id: text(255, 0),
	external_id: text(255, 0),
};

const views: Record<string, Rule> = {
	home: shape(viewFields),
	modal: shape({
		...viewFields,
		title: required(plain(24)),
		submit: plain(24),
		close: plain(24),
		clear_on_close: flag,
		notify_on_close: flag,
		submit_disabled: flag,
	}),
};

/** Every `block_id` once in a message or view, every `action_id` once in its block. */
function uniqueIds(blocks: unknown, at: string): string[] {
	if (!Array.isArray(blocks)) return [];
	const inside = blocks.flatMap((each, index) =>
		Array.isArray(each.elements)
			? repeats(each.elements, "action_id", `${at}/${index}/elements`)
			: [],
	);
	return [...repeats(blocks, "block_id", at), ...inside];
}

function repeats(parts: unknown[], name: string, at: string): string[] {
	const seen = new Set<unknown>();
	return parts.flatMap((part, index) => {
		const value = isFields(part) ? part[name] : undefined;
		if (value === undefined) return [];
		if (seen.has(value))
			return [
				complaint(
					`\`${name}\` ${named(value)} already exists`,
					`${at}/${index}/${name}`,
				),
			];
		seen.add(value);
		return [];
	});
}
