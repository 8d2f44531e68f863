import type { Channel, Person } from "./harbour-works.js";
import type { Message } from "./message.js";
import type { Occasion } from "./response-urls.js";
import type { SocketMode } from "./socket-mode-server.js";
import type { Stage } from "./stage.js";
import type { View } from "./views.js";

/** Something was asked of a person or thing that the playground does not have. */
export class NoSuchThingError extends Error {
	override name = "NoSuchThingError";
}

/** How a deed ended: done, or what Slack would tell the person. */
export type Outcome = { ok: true } | { ok: false; error: string };

/** It went well. */
export const done: Outcome = { ok: true };

/** Who and what a deed is about, and the way to the app. */
export function createCast(
	stage: Stage,
	socketMode: SocketMode,
	slackUrl: string,
) {
	const { workspace, views, triggers, responseUrls } = stage;
	return {
		...stage,
		send: socketMode.send,
		person: (name: string): Person =>
			workspace.person(name) ?? missing(`person "${name}"`),
		/** A channel that the person is in; `"bot"` is the direct message. */
		channel(name: string, person: Person): Channel {
			const channel =
				name === "bot"
					? workspace.directMessage(person.id)
					: workspace.channel(name);
			return channel?.memberIds.includes(person.id)
				? channel
				: missing(`channel "${name}"`);
		},
		message: (channel: Channel, ts: string): Message =>
			workspace.message(channel.id, ts) ?? missing(`message ${ts}`),
		view(viewId: string, person: Person): View {
			const view = views.find({ id: viewId });
			return view?.personId === person.id ? view : missing(`view ${viewId}`);
		},
		urlFor: (occasion: Occasion) =>
			slackUrl + responseUrls.issue(occasion, workspace.now()),
		triggerFor: (person: Person) => triggers.issue(person.id, workspace.now()),
		actionTs: () => (workspace.now().getTime() / 1000).toFixed(6),
		/** Sends an interaction and waits for its acknowledgement. */
		interact: (payload: object, acceptsResponse = false) =>
			socketMode.send({ type: "interactive", payload, acceptsResponse }),
	};
}

/** Who and what a deed is about. */
export type Cast = ReturnType<typeof createCast>;

/** Says that there is no such thing here. */
export function missing(thing: string): never {
	throw new NoSuchThingError(`The playground has no ${thing}`);
}
