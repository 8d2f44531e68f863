import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from "@slack/bolt";
import type { Store } from "../store/store.js";
import type { NudgesDesk } from "./nudges-desk.js";
import { dayAndTime, said } from "./nudges-message.js";

type Args = SlackEventMiddlewareArgs<"member_joined_channel"> &
	AllMiddlewareArgs;

/** The bot is in a channel now: what was set up there, and waited for that, starts. */
export function joinedChannelEvent({
	store,
	desk,
}: {
	store: Pick<Store, "schedules">;
	desk: NudgesDesk;
}): (args: Args) => Promise<void> {
	return async ({ event, context, body, client }) => {
		if (event.user !== context.botUserId) return;
		const place = { workspaceId: body.team_id, channelId: event.channel };
		const waiting = (
			await store.schedules.ofChannel(place.workspaceId, place.channelId)
		).filter(({ brokenBy }) =>
			["not_in_channel", "channel_not_found", "is_archived"].includes(
				brokenBy ?? "",
			),
		);
		for (const schedule of waiting) {
			const whole = { ...schedule, brokenBy: undefined };
			await store.schedules.change(whole, schedule.version, desk.nextOf(whole));
		}
		if (waiting.length === 0 || !event.inviter) return;
		const coming = await desk.outlook(place, 60);
		const next = coming.find(({ nudge }) => nudge !== undefined);
		const when =
			next &&
			` The first one comes ${dayAndTime(next, desk.today(next.schedule.timeZone))}.`;
		await client.chat.postEphemeral({
			channel: event.channel,
			user: event.inviter,
			...said(
				`Thank you for letting me in: the nudges set up here start now.${when ?? ""}`,
			),
		});
	};
}
