import type { Answer } from "../slack/answer.js";
import { bold, paragraph, piece, pieces, smallPrint } from "../slack/blocks.js";
import type { Coming } from "./channel-outlook.js";
import type { Nudge } from "./nudge.js";
import { dayAndTime } from "./nudges-message.js";

/** *Why this?*: the reason behind a nudge, what it stands on, who set it up, and when the next comes. */
export function whyMessage(
	nudge: Nudge | undefined,
	{
		claims,
		setUpBy,
		next,
		today,
	}: {
		/** What a claim says, by its code. */
		claims: ReadonlyMap<string, string>;
		/** A person's id. */
		setUpBy: string | undefined;
		next: Coming | undefined;
		today: string;
	},
): Answer {
	const text = nudge?.why ?? "This nudge is not in the series any more.";
	const grounds = (nudge?.claims ?? []).flatMap(
		(code) => claims.get(code) ?? [],
	);
	return {
		text,
		blocks: [
			paragraph(text),
			...(grounds.length > 0
				? [
						{
							type: "rich_text" as const,
							elements: [
								pieces(bold("What it rests on")),
								{
									type: "rich_text_list" as const,
									style: "bullet" as const,
									elements: grounds.map((ground) => pieces(piece(ground))),
								},
							],
						},
					]
				: []),
			...(setUpBy
				? [
						{
							type: "rich_text" as const,
							elements: [
								// Only the one who pressed sees this, so it rings nobody's phone.
								pieces(
									piece("Set up by "),
									{ type: "user" as const, user_id: setUpBy },
									piece("."),
								),
							],
						},
					]
				: []),
			smallPrint(
				next
					? `The next one comes ${dayAndTime(next, today)}. /nudges changes that.`
					: "No other is due. /nudges changes that.",
			),
		],
	};
}
