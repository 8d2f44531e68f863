import { type Channel, ids, type Person, team } from "./harbour-works.js";
import type { CommandOffer } from "./manifest.js";
import type { Block, Message } from "./message.js";
import { type Answers, type View, viewPayload } from "./views.js";

/** What Slack sends with a slash command. */
export function commandPayload(about: {
	person: Person;
	channel: Channel;
	offer: CommandOffer;
	text: string;
	responseUrl: string;
	triggerId: string;
}): object {
	return {
		token: "playground",
		team_id: ids.team,
		team_domain: team.domain,
		channel_id: about.channel.id,
		channel_name: channelName(about.channel),
		user_id: about.person.id,
		user_name: about.person.name,
		command: about.offer.name,
		text: about.text,
		api_app_id: ids.app,
		is_enterprise_install: "false",
		response_url: about.responseUrl,
		trigger_id: about.triggerId,
	};
}

/** A press or a choice, before Slack wraps it up. */
export type Action = {
	block: Block;
	element: Block;
	chosen: Record<string, unknown>;
};

/** What Slack sends when somebody presses something in a message. An ephemeral message is not sent along. */
export function messageActionPayload(about: {
	person: Person;
	channel: Channel;
	message: Message;
	action: Action;
	answers: Answers;
	actionTs: string;
	responseUrl: string;
	triggerId: string;
}): object {
	const { message } = about;
	const isEphemeral = message.onlyFor !== undefined;
	return {
		type: "block_actions",
		user: user(about.person),
		api_app_id: ids.app,
		token: "playground",
		container: {
			type: "message",
			message_ts: message.ts,
			...(message.threadTs !== undefined && { thread_ts: message.threadTs }),
			channel_id: about.channel.id,
			is_ephemeral: isEphemeral,
		},
		trigger_id: about.triggerId,
		team: { id: ids.team, domain: team.domain },
		enterprise: null,
		is_enterprise_install: false,
		channel: { id: about.channel.id, name: channelName(about.channel) },
		...(!isEphemeral && { message: messagePayload(message) }),
		state: { values: about.answers },
		response_url: about.responseUrl,
		actions: [actionPayload(about.action, about.actionTs)],
	};
}

/** What Slack sends when somebody presses something in a modal or a Home. */
export function viewActionPayload(about: {
	person: Person;
	view: View;
	action: Action;
	answers: Answers;
	actionTs: string;
	triggerId: string;
}): object {
	const view = viewPayload(about.view, about.answers);
	return {
		type: "block_actions",
		user: user(about.person),
		api_app_id: ids.app,
		token: "playground",
		container: { type: "view", view_id: about.view.id },
		trigger_id: about.triggerId,
		team: { id: ids.team, domain: team.domain },
		enterprise: null,
		is_enterprise_install: false,
		view,
		actions: [actionPayload(about.action, about.actionTs)],
	};
}

/** What Slack sends when somebody types into a menu of a modal that searches. */
export function suggestionPayload(about: {
	person: Person;
	view: View;
	block: Block;
	element: Block;
	typed: string;
}): object {
	return {
		type: "block_suggestion",
		user: user(about.person),
		container: { type: "view", view_id: about.view.id },
		api_app_id: ids.app,
		token: "playground",
		action_id: about.element.action_id,
		block_id: about.block.block_id,
		value: about.typed,
		team: { id: ids.team, domain: team.domain },
		enterprise: null,
		is_enterprise_install: false,
		view: viewPayload(about.view),
	};
}

/** What Slack sends when a modal is submitted or closed. */
export function viewEndPayload(about: {
	type: "view_submission" | "view_closed";
	person: Person;
	view: View;
	answers: Answers;
	triggerId: string;
}): object {
	const isSubmission = about.type === "view_submission";
	return {
		type: about.type,
		team: { id: ids.team, domain: team.domain },
		user: user(about.person),
		api_app_id: ids.app,
		token: "playground",
		...(isSubmission && { trigger_id: about.triggerId }),
		view: viewPayload(about.view, isSubmission ? about.answers : {}),
		...(isSubmission ? { response_urls: [] } : { is_cleared: false }),
		enterprise: null,
		is_enterprise_install: false,
	};
}

/** What Slack sends when somebody picks an app's entry in a message's menu. */
export function shortcutPayload(about: {
	person: Person;
	channel: Channel;
	message: Message;
	callbackId: string;
	actionTs: string;
	responseUrl: string;
	triggerId: string;
}): object {
	return {
		type: "message_action",
		token: "playground",
		action_ts: about.actionTs,
		team: { id: ids.team, domain: team.domain },
		user: { id: about.person.id, name: about.person.name },
		channel: { id: about.channel.id, name: channelName(about.channel) },
		is_enterprise_install: false,
		enterprise: null,
		callback_id: about.callbackId,
		trigger_id: about.triggerId,
		message_ts: about.message.ts,
		message: messagePayload(about.message),
		response_url: about.responseUrl,
	};
}

/** A message as Slack shows it to apps. */
export function messagePayload(message: Message): object {
	const isBot = message.authorId === ids.botUser;
	return {
		...(isBot && { bot_id: ids.bot, app_id: ids.app }),
		type: "message",
		text: message.text,
		user: message.authorId,
		ts: message.ts,
		team: ids.team,
		...(message.blocks.length > 0 && { blocks: message.blocks }),
		...(message.threadTs !== undefined && { thread_ts: message.threadTs }),
		...(message.editedTs !== undefined && {
			edited: { user: message.authorId, ts: message.editedTs },
		}),
	};
}

function actionPayload({ block, element, chosen }: Action, ts: string): object {
	const { type, action_id, text, style, placeholder } = element;
	return {
		type,
		action_id,
		block_id: block.block_id,
		...(text !== undefined && { text }),
		...(element.value !== undefined && { value: element.value }),
		...(style !== undefined && { style }),
		...(placeholder !== undefined && { placeholder }),
		...chosen,
		action_ts: ts,
	};
}

function user(person: Person): object {
	return {
		id: person.id,
		username: person.name,
		name: person.name,
		team_id: ids.team,
	};
}

function channelName(channel: Channel): string {
	return channel.kind === "im" ? "directmessage" : channel.name;
}
