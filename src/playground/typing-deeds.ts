import { type Cast, done, type Outcome } from "./cast.js";
import { type Channel, ids, type Person } from "./harbour-works.js";
import { botHandle, type CommandOffer } from "./manifest.js";
import { messageRefusal } from "./message-rules.js";
import { commandPayload } from "./payloads.js";
import { postResponse } from "./response-urls.js";
import { commandText, messageText, type Names } from "./typed-text.js";
import type { Workspace } from "./workspace.js";

/** What people do with the keyboard. */
export function typingDeeds(cast: Cast) {
	const { workspace } = cast;
	const { manifest } = workspace;
	const names = namesIn(workspace);

	const fail = (
		person: Person,
		channel: Channel,
		error: string,
		words: string,
	) => {
		workspace.fail(person.id, channel.id, words);
		return { ok: false, error } as const;
	};

	const runCommand = async (
		person: Person,
		channel: Channel,
		offer: CommandOffer,
		typed: string,
	): Promise<Outcome> => {
		const failed = (error: string) =>
			fail(
				person,
				channel,
				error,
				`${offer.name} failed with the error “${error}”`,
			);
		const echo = workspace.post({
			kind: "echo",
			channelId: channel.id,
			authorId: person.id,
			text: `${offer.name} ${typed.trim()}`.trim(),
			onlyFor: person.id,
		});
		const occasion = {
			from: "commands",
			personId: person.id,
			channelId: channel.id,
		} as const;
		const acknowledgement = await cast.send({
			type: "slash_commands",
			acceptsResponse: true,
			payload: commandPayload({
				person,
				channel,
				offer,
				text: commandText(typed, offer.escapes, names),
				responseUrl: cast.urlFor(occasion),
				triggerId: cast.triggerFor(person),
			}),
		});
		if (!acknowledgement.ok) return failed(acknowledgement.error);
		const { payload } = acknowledgement;
		if (!payload.text && !payload.blocks) return done;
		const refused = messageRefusal(payload.text, payload.blocks);
		workspace.record({
			method: `acknowledge ${offer.name}`,
			arguments: payload,
			answer: refused ?? { ok: true },
		});
		if (refused !== undefined) return failed("invalid_command_response");
		if (payload.response_type === "in_channel") workspace.reveal(echo);
		postResponse(occasion, payload, workspace);
		return done;
	};

	return {
		/** Types a line into a channel (`"bot"` is the direct message): a message, or a command when it starts with a slash. */
		async type(
			personName: string,
			channelName: string,
			typed: string,
			threadTs?: string,
		): Promise<Outcome> {
			const person = cast.person(personName);
			const channel = cast.channel(channelName, person);
			const [, name, rest = ""] = /^(\/\S+)([\s\S]*)$/.exec(typed) ?? [];
			if (name === "/invite") {
				workspace.invite(channel.id, person.id);
				return done;
			}
			if (name !== undefined) {
				const offer = manifest.commands.find((each) => each.name === name);
				if (offer !== undefined)
					return runCommand(person, channel, offer, rest);
				const words = `${name} is not a command here. Every line that starts with “/” is taken as one.`;
				return fail(person, channel, "unknown_command", words);
			}
			if (typed.trim() !== "")
				workspace.post({
					...messageText(typed.trim(), names),
					channelId: channel.id,
					authorId: person.id,
					...(threadTs !== undefined && { threadTs }),
				});
			return done;
		},
	};
}

function namesIn({ people, channels, manifest }: Workspace): Names {
	const names: [string, { id: string; kind: "user" | "channel" }][] = [
		[`@${botHandle(manifest.botName)}`, { id: ids.botUser, kind: "user" }],
	];
	for (const { id, name } of people)
		names.push([`@${name}`, { id, kind: "user" }]);
	for (const { id, name, kind } of channels)
		if (kind === "channel") names.push([`#${name}`, { id, kind }]);
	return new Map(names);
}
