import { type Channel, ids, type Person, team } from "./harbour-works.js";
import { refusal } from "./message-rules.js";
import type { Method } from "./method.js";
import { named } from "./rule.js";
import type { Stage } from "./stage.js";

const reading = ["channels:read", "groups:read", "im:read", "mpim:read"];

/** Who and what is there: `auth.test`, `conversations.*`, `users.info`, `bots.info`, `team.info`. */
export const lookupMethods: Record<string, Method> = {
	"auth.test": {
		run: (_given, { workspace }) => ({
			ok: true,
			url: `https://${team.domain}.slack.com/`,
			team: team.name,
			user: workspace.manifest.botName,
			team_id: ids.team,
			user_id: ids.botUser,
			bot_id: ids.bot,
			is_enterprise_install: false,
		}),
	},
	"conversations.info": {
		scopes: reading,
		needs: ["channel"],
		run(given, { workspace }) {
			const channel = workspace.channel(String(given.channel));
			return channel === undefined
				? refusal("channel_not_found")
				: { ok: true, channel: channelPayload(channel) };
		},
	},
	"conversations.members": {
		scopes: reading,
		needs: ["channel"],
		run(given, { workspace }) {
			const channel = workspace.channel(String(given.channel));
			if (channel === undefined) return refusal("channel_not_found");
			return {
				ok: true,
				members: channel.memberIds,
				response_metadata: { next_cursor: "" },
			};
		},
	},
	"conversations.open": {
		scopes: ["im:write", "mpim:write", "groups:write", "channels:manage"],
		run(given, { workspace }) {
			const wanted = given.channel ?? given.users;
			if (wanted === undefined) return refusal("users_list_not_supplied");
			const channel =
				workspace.channel(String(given.channel)) ??
				workspace.directMessage(String(given.users));
			const isKnown = channel !== undefined && channel.kind === "im";
			if (!isKnown)
				return refusal(given.channel ? "channel_not_found" : "user_not_found");
			return { ok: true, already_open: true, channel: { id: channel.id } };
		},
	},
	"users.info": {
		scopes: ["users:read"],
		needs: ["user"],
		run(given, { workspace }) {
			if (given.user === ids.botUser)
				return { ok: true, user: botUser(workspace.manifest.botName) };
			const person = workspace.people.find(({ id }) => id === given.user);
			return person === undefined
				? refusal("user_not_found")
				: { ok: true, user: personPayload(person, workspace.now()) };
		},
	},
	"bots.info": {
		scopes: ["users:read"],
		run: (given, { workspace }) =>
			given.bot !== undefined && given.bot !== ids.bot
				? refusal("bot_not_found")
				: {
						ok: true,
						bot: {
							id: ids.bot,
							deleted: false,
							name: workspace.manifest.botName,
							updated: 0,
							app_id: ids.app,
							user_id: ids.botUser,
						},
					},
	},
	"team.info": {
		scopes: ["team:read"],
		run: () => ({
			ok: true,
			team: { id: ids.team, name: team.name, domain: team.domain },
		}),
	},
	"assistant.threads.setStatus": {
		scopes: ["assistant:write", "chat:write"],
		needs: ["channel_id", "status"],
		run(given, stage) {
			return hint(given.channel_id, stage, { status: String(given.status) });
		},
	},
	"assistant.threads.setSuggestedPrompts": {
		scopes: ["assistant:write"],
		needs: ["channel_id", "prompts"],
		run(given, stage) {
			const { prompts } = given;
			if (!Array.isArray(prompts) || prompts.length < 1 || prompts.length > 4)
				return refusal("invalid_arguments", [
					"must have between 1 and 4 items [json-pointer:/prompts]",
				]);
			return hint(given.channel_id, stage, {
				prompts: prompts.map(({ title, message }) => ({ title, message })),
				promptsTitle: named(given.title ?? ""),
			});
		},
	},
};

function hint(
	channelId: unknown,
	{ workspace }: Stage,
	shown: Parameters<Stage["workspace"]["setHint"]>[1],
) {
	const channel = workspace.channel(String(channelId));
	if (channel === undefined) return refusal("channel_not_found");
	workspace.setHint(channel.id, shown);
	return { ok: true as const };
}

function channelPayload(channel: Channel): object {
	const shared = { id: channel.id, is_archived: channel.isArchived };
	if (channel.kind === "im")
		return {
			...shared,
			is_im: true,
			user: channel.memberIds.find((id) => id !== ids.botUser),
		};
	return {
		...shared,
		name: channel.name,
		name_normalized: channel.name,
		is_channel: true,
		is_im: false,
		is_private: false,
		is_member: channel.memberIds.includes(ids.botUser),
		topic: { value: channel.topic, creator: "", last_set: 0 },
		num_members: channel.memberIds.length,
	};
}

function personPayload(person: Person, now: Date): object {
	return {
		id: person.id,
		team_id: ids.team,
		name: person.name,
		deleted: false,
		real_name: person.realName,
		tz: person.timeZone,
		tz_label: person.timeZone,
		tz_offset: offsetSeconds(person.timeZone, now),
		profile: { real_name: person.realName, display_name: person.realName },
		is_admin: person.isAdmin,
		is_owner: false,
		is_bot: false,
		is_restricted: false,
		is_ultra_restricted: false,
		locale: "en-GB",
	};
}

function botUser(name: string): object {
	return {
		id: ids.botUser,
		team_id: ids.team,
		name,
		real_name: name,
		deleted: false,
		is_bot: true,
		profile: { bot_id: ids.bot, real_name: name, display_name: name },
	};
}

function offsetSeconds(timeZone: string, now: Date): number {
	const local = new Date(now.toLocaleString("en-US", { timeZone }));
	const utc = new Date(now.toLocaleString("en-US", { timeZone: "UTC" }));
	return (local.getTime() - utc.getTime()) / 1000;
}
