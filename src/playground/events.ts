import { ids } from "./harbour-works.js";
import { messagePayload } from "./payloads.js";
import { named } from "./rule.js";
import { type View, viewPayload } from "./views.js";
import type { Happening, Workspace } from "./workspace.js";

type Event = { type: string; [field: string]: unknown };

/** The events that Slack sends an app about a happening: those its manifest subscribes to. */
export function eventsAbout(
	happening: Happening,
	workspace: Workspace,
	home: View | undefined,
): Event[] {
	const { events } = workspace.manifest;
	switch (happening.type) {
		case "home-opened":
			return events.includes("app_home_opened")
				? [homeOpened(happening, workspace, home)]
				: [];
		case "joined":
			return events.includes("member_joined_channel")
				? [
						{
							type: "member_joined_channel",
							user: ids.botUser,
							channel: happening.channel.id,
							channel_type: "C",
							team: ids.team,
							inviter: happening.inviterId,
						},
					]
				: [];
		default:
			return messageEvents(happening, workspace);
	}
}

/** An event as it travels. */
export function eventBody(event: Event, eventId: string, now: Date): object {
	return {
		token: "playground",
		team_id: ids.team,
		api_app_id: ids.app,
		event,
		type: "event_callback",
		event_id: eventId,
		event_time: Math.floor(now.getTime() / 1000),
		authorizations: [
			{
				enterprise_id: null,
				team_id: ids.team,
				user_id: ids.botUser,
				is_bot: true,
				is_enterprise_install: false,
			},
		],
		is_ext_shared_channel: false,
		event_context: `1-${event.type}-${ids.team}-${named(event.channel ?? "")}`,
	};
}

type Saying = Extract<Happening, { type: "posted" | "changed" | "deleted" }>;

function messageEvents(happening: Saying, workspace: Workspace): Event[] {
	const { message } = happening;
	const channel = workspace.channel(message.channelId);
	if (channel === undefined || !channel.memberIds.includes(ids.botUser))
		return [];
	const place = {
		channel: channel.id,
		channel_type: channel.kind,
	};
	const wanted = channel.kind === "im" ? "message.im" : "message.channels";
	const { events } = workspace.manifest;
	const about = events.includes(wanted) ? [saying(happening, place)] : [];
	const isMention =
		happening.type === "posted" &&
		channel.kind === "channel" &&
		message.authorId !== ids.botUser &&
		message.text.includes(`<@${ids.botUser}>`);
	if (!isMention || !events.includes("app_mention")) return about;
	return [
		...about,
		{
			...messagePayload(message),
			type: "app_mention",
			channel: channel.id,
			event_ts: message.ts,
		},
	];
}

function saying(happening: Saying, place: object): Event {
	const { message } = happening;
	switch (happening.type) {
		case "posted":
			return {
				...(message.authorId !== ids.botUser && {
					client_msg_id: `playground-${message.ts}`,
				}),
				...messagePayload(message),
				...place,
				type: "message",
				event_ts: message.ts,
			};
		case "changed":
			return {
				type: "message",
				subtype: "message_changed",
				message: messagePayload(message),
				previous_message: messagePayload(happening.before),
				hidden: true,
				...place,
				ts: message.editedTs,
				event_ts: message.editedTs,
			};
		case "deleted":
			return {
				type: "message",
				subtype: "message_deleted",
				previous_message: messagePayload(message),
				hidden: true,
				...place,
				deleted_ts: message.ts,
				ts: happening.ts,
				event_ts: happening.ts,
			};
	}
}

function homeOpened(
	{ personId, tab }: Extract<Happening, { type: "home-opened" }>,
	workspace: Workspace,
	home: View | undefined,
): Event {
	return {
		type: "app_home_opened",
		user: personId,
		channel: workspace.directMessage(personId)?.id,
		tab,
		event_ts: String(workspace.now().getTime() / 1000),
		...(tab === "home" && home !== undefined && { view: viewPayload(home) }),
		...(tab === "messages" &&
			workspace.manifest.isAgent && { context: { entities: [] } }),
	};
}
