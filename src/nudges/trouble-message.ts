import type { Answer } from "../slack/answer.js";
import {
	button,
	buttonRow,
	paragraph,
	piece,
	pieces,
} from "../slack/blocks.js";
import { refusals } from "./refusal.js";
import { dayInWords } from "./schedule-words.js";

/** A nudge of which nobody knows whether it came. */
export type UnknownPost = {
	/** The delivery's id, for *Post it now*. */
	deliveryId: string;
	channelId: string;
	/** The slot's local date. */
	date: string;
	text: string;
};

/** Why somebody is told of a channel that isn't theirs. */
export type Recipient = "set it up" | "changed it last" | "is an admin";

/** For whoever set a nudge up: it may be in the channel or not, and only they can see. */
export function unknownPostMessage(
	{ deliveryId, channelId, date, text }: UnknownPost,
	to: Recipient,
	today: string,
): Answer {
	const said = `${dayInWords(date, today)}: Slack broke off while I was posting the weekly nudge, so I can't tell whether it arrived.`;
	return {
		text: said,
		blocks: [
			paragraph(said),
			channelLine(
				"Look into ",
				channelId,
				". If this is not there, post it now; if it is, leave it be:",
			),
			{
				type: "rich_text",
				elements: [
					{ type: "rich_text_quote", elements: [{ type: "text", text }] },
				],
			},
			buttonRow(button("nudge-post-now", "Post it now", deliveryId)),
			why(to),
		],
	};
}

/** After *Post it now*: it goes out, or somebody took care of it before. */
export function postNowMessage(isPosted: boolean): Answer {
	const text = isPosted
		? "On its way: it will be in the channel within a minute or two."
		: "That one is taken care of already, so I posted nothing.";
	return { text, blocks: [paragraph(text)] };
}

/** For whoever set a nudge up: Slack refuses it until somebody acts, so it rests. */
export function stoppedMessage(
	{ channelId, error }: { channelId: string; error: string },
	to: Recipient,
): Answer {
	const { what, do: act } = remedyOf(error);
	const text = `The weekly nudge rests: ${what}.`;
	return {
		text,
		blocks: [
			channelLine("The weekly nudge for ", channelId, ` rests: ${what}.`),
			paragraph(act),
			why(to),
		],
	};
}

function remedyOf(error: string): { what: string; do: string } {
	switch (error) {
		case "is_archived":
			return {
				what: "the channel is archived",
				do: "If that is for good, there is nothing to do. If it comes back, invite me again (/invite in the channel), and it goes on. For another channel, type /nudges there.",
			};
		case "not_in_channel":
		case "channel_not_found":
		case "user_not_in_channel":
			return {
				what: "I'm not in the channel any more",
				do: "To go on, type /invite in the channel and pick Lead or Manage: as soon as I'm in, it goes on by itself. To stop for good, leave it as it is.",
			};
		case "no_plan":
			return {
				what: "something in its settings can't be read any more",
				do: "Type /nudges in the channel, choose Change, look over every field and save.",
			};
	}
	if (refusals[error] === "channel")
		return {
			what: `this channel doesn't let me post (${error})`,
			do: "Whoever manages the channel can allow apps to post there. Then type /nudges resume in the channel.",
		};
	return {
		what: `Slack doesn't let me in any more (${error})`,
		do: "An admin of the workspace has to install or approve the app again. Then type /nudges resume in the channel.",
	};
}

function channelLine(before: string, channelId: string, after: string) {
	return {
		type: "rich_text" as const,
		elements: [
			pieces(
				piece(before),
				{ type: "channel", channel_id: channelId },
				piece(after),
			),
		],
	};
}

function why(to: Recipient) {
	const because = {
		"set it up": "you set it up",
		"changed it last": "you changed it last, and whoever set it up has left",
		"is an admin": "you're an admin, and those who set it up have left",
	}[to];
	return {
		type: "context" as const,
		elements: [
			{
				type: "plain_text" as const,
				text: `I tell you this because ${because}.`,
			},
		],
	};
}
