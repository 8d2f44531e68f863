import type { KnownBlock } from "@slack/types";
import { type Answer, cutTo } from "../slack/answer.js";
import {
	bold,
	button,
	buttonRow,
	paragraph,
	piece,
	pieces,
} from "../slack/blocks.js";
import type { Tip } from "../tips/tip.js";
import { tipBlock } from "../tips/tip-message.js";
import type { Turn } from "./turn.js";

const mostText = 2900;

/** What the coach says, as Slack shows it. `row` names its buttons; `value` seals what pressing one says. */
export function turnMessage(
	{ paragraphs, choices, tip: tipId, contacts }: Turn,
	{
		tipOf,
		row,
		value,
	}: {
		tipOf: (id: string) => Tip | undefined;
		row: string;
		value: (says: string) => string;
	},
): Answer {
	const tip = tipId === undefined ? undefined : tipOf(tipId);
	const [last = "", ...earlier] = [...paragraphs].reverse();
	const contactsBlock: KnownBlock[] =
		contacts.length === 0
			? []
			: [
					{
						type: "rich_text",
						elements: [
							pieces(bold("Who can help")),
							{
								type: "rich_text_list",
								style: "bullet",
								elements: contacts.map(({ name, how }) =>
									pieces(bold(name), piece(`: ${how}`)),
								),
							},
						],
					},
				];
	return {
		text: spoken(paragraphs),
		blocks: [
			...earlier.reverse().map((words) => paragraph(cutTo(mostText, words))),
			...(tip ? [tipBlock(tip)] : []),
			...(last ? [paragraph(cutTo(mostText, last))] : []),
			...contactsBlock,
			...(choices.length > 0
				? [
						{
							...buttonRow(
								...choices.map(({ label, says }, i) =>
									button(`coach-say-${i}`, cutTo(75, label), value(says)),
								),
							),
							block_id: row,
						},
					]
				: []),
		],
	};
}

/** The same words for notifications and screen readers, where Slack would read marks in them. */
function spoken(paragraphs: readonly string[]): string {
	return cutTo(2000, paragraphs.join(" "))
		.replaceAll("&", "&amp;")
		.replaceAll("<", "&lt;")
		.replaceAll(">", "&gt;");
}
