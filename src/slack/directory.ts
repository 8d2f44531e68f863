import type { WebClient } from "@slack/web-api";

/** Somebody, as far as Slack tells. */
export type Person = {
	name: string;
	timeZone: string | undefined;
	isAdmin: boolean;
	isGuest: boolean;
	/** Of another organisation. */
	isOutsider: boolean;
	/** Has left the workspace. */
	isGone: boolean;
};

/** A channel, as far as Slack tells. */
type Room = { hasBot: boolean };

/** Who and what is there. What Slack doesn't tell within two seconds is `undefined`. */
export type Directory = {
	person(personId: string): Promise<Person | undefined>;
	room(channelId: string): Promise<Room | undefined>;
	isMember(channelId: string, personId: string): Promise<boolean | undefined>;
};

/** Whose eyes Slack is seen with: an installation's. */
export type Home = { workspaceId: string; enterpriseId?: string | undefined };

/** Makes a directory for one request. */
export type DirectoryOf = (client: WebClient, home: Home) => Directory;

/** Slack took too long to be waited for. */
class SlackSilentError extends Error {
	override name = "SlackSilentError";
}

const patienceMs = 2_000;
const mostPages = 5;

/** Asks Slack; `lost` hears of what it did not answer. */
export function createDirectory(
	client: WebClient,
	{ workspaceId, enterpriseId }: Home,
	lost: (error: unknown) => void,
): Directory {
	const ask = <T>(question: Promise<T>): Promise<T | undefined> => {
		let timer: NodeJS.Timeout | undefined;
		const late = new Promise<undefined>((resolve) => {
			timer = setTimeout(() => {
				lost(new SlackSilentError("Slack did not answer within two seconds"));
				resolve(undefined);
			}, patienceMs);
		});
		const answer = question.catch((error: unknown) => {
			lost(error);
			return undefined;
		});
		return Promise.race([answer, late]).finally(() => clearTimeout(timer));
	};

	const isAmong = async (channelId: string, personId: string) => {
		let cursor: string | undefined;
		for (let page = 0; page < mostPages; page++) {
			const { members = [], response_metadata } =
				await client.conversations.members({
					channel: channelId,
					limit: 1000,
					...(cursor && { cursor }),
				});
			if (members.includes(personId)) return true;
			cursor = response_metadata?.next_cursor;
			if (!cursor) return false;
		}
		return undefined;
	};

	return {
		async person(personId) {
			const question = client.users.info({ user: personId }).then(
				({ user }) => user,
				(error: unknown) => {
					if (/^user_not_(found|visible)$/.test(slackErrorOf(error) ?? ""))
						return undefined;
					throw error;
				},
			);
			const user = await ask(question);
			if (!user) return undefined;
			const isAtHome =
				user.team_id === undefined ||
				user.team_id === workspaceId ||
				(enterpriseId !== undefined &&
					user.enterprise_user?.enterprise_id === enterpriseId);
			return {
				name:
					user.profile?.display_name ||
					user.real_name ||
					user.name ||
					"somebody",
				timeZone: user.tz,
				isAdmin: Boolean(
					user.is_admin || user.is_owner || user.is_primary_owner,
				),
				isGuest: Boolean(user.is_restricted || user.is_ultra_restricted),
				isOutsider: Boolean(user.is_stranger) || !isAtHome,
				isGone: Boolean(user.deleted),
			};
		},
		async room(channelId) {
			const question = client.conversations.info({ channel: channelId }).then(
				({ channel }) => ({ hasBot: Boolean(channel?.is_member) }),
				(error: unknown) => {
					// A private channel that the bot isn't in is none for it.
					if (slackErrorOf(error) === "channel_not_found")
						return { hasBot: false };
					throw error;
				},
			);
			return ask(question);
		},
		isMember: (channelId, personId) =>
			ask(
				isAmong(channelId, personId).catch((error: unknown) => {
					if (slackErrorOf(error) === "channel_not_found") return undefined;
					throw error;
				}),
			),
	};
}

function slackErrorOf(error: unknown): string | undefined {
	return (error as { data?: { error?: string } }).data?.error;
}
