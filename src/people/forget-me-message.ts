import type { Answer } from "../slack/answer.js";
import {
	bold,
	button,
	buttonRow,
	paragraph,
	piece,
	pieces,
} from "../slack/blocks.js";
import type { Forgotten } from "../store/forgetting-store.js";

/** The coach's words on forgetting, with the one press that does it. */
export function forgetMeMessage(said: Answer, value: string): Answer {
	return {
		text: said.text,
		blocks: [
			...said.blocks,
			buttonRow(
				button("forget-me", "Forget everything", value, { style: "danger" }),
				button("keep-me", "Keep it", value),
			),
		],
	};
}

/** What was removed. */
export function receiptMessage(
	{ conversations, plans, opinions, channelIds }: Forgotten,
	on: string,
): Answer {
	const text = "Done. I have forgotten you.";
	const channels =
		channelIds.length === 0
			? []
			: [
					`Your name on the weekly nudges of ${counted(channelIds.length, "channel")}: taken off; the nudges stay, and I told the channel`,
				];
	const lines = [
		`${counted(conversations, "conversation")}, with every word in it`,
		counted(plans, "plan"),
		`${counted(opinions, "opinion")} on tips and nudges, taken out of the counts as well`,
		"Your settings, and every message of yours that I had marked as read",
		...channels,
	];
	return {
		text,
		blocks: [
			paragraph(text),
			{
				type: "rich_text",
				elements: [
					pieces(bold(`Removed on ${on}`)),
					{
						type: "rich_text_list",
						style: "bullet",
						elements: lines.map((line) => pieces(piece(line))),
					},
				],
			},
			paragraph(
				"Slack keeps its own copy of our messages; you can delete yours there. If your organisation makes backups of my database, they grow old by its own rules.",
			),
		],
	};
}

/** After *Keep it*. */
export function keptMessage(): Answer {
	const text = "Then everything stays as it is.";
	return { text, blocks: [paragraph(text)] };
}

/** For a channel whose nudges were set up by somebody who wants to be forgotten. */
export function namelessMessage(): Answer {
	const text =
		"The weekly nudges here go on, but without a name: whoever set them up or changed them last asked me to forget them. Anybody in this channel can look after them with /nudges.";
	return { text, blocks: [paragraph(text)] };
}

function counted(count: number, what: string): string {
	return `${count} ${what}${count === 1 ? "" : "s"}`;
}
