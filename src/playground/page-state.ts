import { ids, team } from "./harbour-works.js";
import { botHandle } from "./manifest.js";
import { isVisibleTo } from "./message.js";
import type { Stage } from "./stage.js";

const shownCalls = 40;

/** Everything that one person sees of the workspace, as the page gets it. */
export function pageState(
	personId: string,
	{ workspace, views, clock }: Stage,
	isConnected: boolean,
): object {
	const { manifest, people } = workspace;
	const channels = workspace.channels.filter(({ memberIds }) =>
		memberIds.includes(personId),
	);
	return {
		me: personId,
		clock: {
			now: workspace.now(),
			isMoved: clock.isMoved(),
			timeZone: workspace.person(personId)?.timeZone,
		},
		team: team.name,
		people: people.map(({ id, name, realName }) => ({ id, name, realName })),
		bot: {
			id: ids.botUser,
			name: manifest.botName,
			handle: botHandle(manifest.botName),
			description: manifest.description,
			isConnected,
			hasHome: manifest.hasHome,
			hearsMessages: manifest.events.includes("message.im"),
		},
		commands: manifest.commands,
		shortcuts: manifest.messageShortcuts,
		channels: channels.map(({ id, name, kind, topic, memberIds }) => ({
			id,
			name,
			kind,
			topic,
			hasBot: memberIds.includes(ids.botUser),
			hint: workspace.hint(id),
			messages: workspace
				.messages(id)
				.filter((message) => isVisibleTo(message, personId)),
		})),
		modal: views.top(personId) ?? null,
		home: views.home(personId) ?? null,
		calls: workspace.calls.slice(-shownCalls),
	};
}
