import type { KnownBlock } from "@slack/types";

/** What the bot says: blocks to look at, and `text` for notifications and screen readers. */
export type Answer = { text: string; blocks: KnownBlock[] };

/** A text no longer than Slack takes it, cut at a word where one is near. */
export function cutTo(length: number, text: string): string {
	if (text.length <= length) return text;
	const cut = text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, "");
	const space = cut.lastIndexOf(" ");
	return `${space > length * 0.8 ? cut.slice(0, space) : cut}…`;
}
