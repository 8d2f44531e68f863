import { answersIn, type Raw, type Raws } from "./answers.js";
import { type Cast, done, type Outcome } from "./cast.js";
import type { Channel, Person } from "./harbour-works.js";
import { messageActionPayload, shortcutPayload } from "./payloads.js";
import { touched } from "./pressing.js";
import type { Acknowledgement } from "./socket-mode-server.js";

/** What people do with messages. */
export function messageDeeds(cast: Cast) {
	const { workspace } = cast;

	const outcome = (
		acknowledgement: Acknowledgement,
		person: Person,
		channel: Channel,
	): Outcome => {
		if (acknowledgement.ok) return done;
		const { error } = acknowledgement;
		const why =
			error === "dispatch_failed"
				? "is not connected"
				: "did not answer within three seconds";
		const words = `That didn't work: ${workspace.manifest.botName} ${why}.`;
		workspace.fail(person.id, channel.id, words);
		return { ok: false, error };
	};

	return {
		/** Presses a button or makes a choice in a message. */
		async press(
			personName: string,
			target: {
				channel: string;
				ts: string;
				blockId: string;
				actionId: string;
			},
			raw: Raw = null,
			raws: Raws = {},
		): Promise<Outcome> {
			const person = cast.person(personName);
			const channel = cast.channel(target.channel, person);
			const message = cast.message(channel, target.ts);
			const occasion = {
				from: "actions",
				personId: person.id,
				channelId: channel.id,
				message,
			} as const;
			const payload = messageActionPayload({
				person,
				channel,
				message,
				action: touched(message.blocks, target, raw),
				answers: answersIn(message.blocks, raws),
				actionTs: cast.actionTs(),
				responseUrl: cast.urlFor(occasion),
				triggerId: cast.triggerFor(person),
			});
			return outcome(await cast.interact(payload), person, channel);
		},

		/** Picks the app's entry in a message's menu. */
		async useShortcut(
			personName: string,
			target: { channel: string; ts: string; callbackId: string },
		): Promise<Outcome> {
			const person = cast.person(personName);
			const channel = cast.channel(target.channel, person);
			const occasion = {
				from: "app",
				personId: person.id,
				channelId: channel.id,
			} as const;
			const payload = shortcutPayload({
				person,
				channel,
				message: cast.message(channel, target.ts),
				callbackId: target.callbackId,
				actionTs: cast.actionTs(),
				responseUrl: cast.urlFor(occasion),
				triggerId: cast.triggerFor(person),
			});
			return outcome(await cast.interact(payload), person, channel);
		},
	};
}
