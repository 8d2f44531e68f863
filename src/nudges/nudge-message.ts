import type { KnownBlock } from "@slack/types";
import type { Answer } from "../slack/answer.js";
import {
	button,
	buttonRow,
	oneLine,
	paragraph,
	quote,
	smallPrint,
} from "../slack/blocks.js";
import type { Nudge } from "./nudge.js";
import { buttonValue, type PostedNudge } from "./posted-nudge.js";
import type { Schedule } from "./schedule.js";
import { seriesTitles } from "./schedule-words.js";

/** A nudge as it comes to a channel. */
export type Post = {
	nudge: Nudge;
	schedule: Pick<Schedule, "id" | "vision">;
	/** The slot's local date. */
	date: string;
	/** The name of whoever set it up, where Slack tells it. Not a mention: that would ring their phone every week. */
	setUpBy: string | undefined;
	/** Whether it is the first that this channel gets, which introduces itself. */
	isFirst: boolean;
};

/** The weekly post: the team's own sentence where it is about that, one small act, who set it up, and three buttons. */
export function nudgeMessage(post: Post): Answer {
	const value = buttonValue(postedBy(post));
	return {
		text: post.nudge.text,
		blocks: [
			...nudgeBlocks(post),
			buttonRow(
				button("nudge-why", "Why this?", value),
				button("nudge-helpful", "Helpful", value),
				button("nudge-pause", "Pause", value),
			),
		],
	};
}

/** The same without its buttons: what a preview shows. */
export function nudgeBlocks({
	nudge,
	schedule,
	setUpBy,
	isFirst,
}: Omit<Post, "date">): KnownBlock[] {
	const who = whoSetItUp(setUpBy);
	return [
		...(isFirst
			? [
					paragraph(
						`Hello, I'm Lead or Manage. From now on I bring one small thing to try here each week; ${who} set it up. The buttons below tell why, thank me or give you a break, and /nudges changes anything about it.`,
					),
				]
			: []),
		...(nudge.series === "vision" && schedule.vision
			? [quote(schedule.vision)]
			: []),
		paragraph(nudge.text),
		smallPrint(`${seriesTitles[nudge.series]} · set up by ${who}`),
	];
}

function whoSetItUp(name: string | undefined): string {
	return (name && oneLine(name).slice(0, 80)) || "somebody in this channel";
}

function postedBy({ schedule, date, nudge }: Post): PostedNudge {
	return { scheduleId: schedule.id, date, nudgeId: nudge.id };
}
