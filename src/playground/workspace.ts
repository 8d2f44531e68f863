import { liveMentions, type Mention } from "./alarm.js";
import {
	type Channel,
	ids,
	type Person,
	people,
	startingChannels,
} from "./harbour-works.js";
import type { Manifest } from "./manifest.js";
import { type Message, withIds } from "./message.js";
import { nextTimestamp } from "./timestamp.js";

/** Something Slack tells apps about. */
export type Happening =
	| { type: "posted"; message: Message }
	| { type: "changed"; message: Message; before: Message }
	| { type: "deleted"; message: Message; ts: string }
	| { type: "joined"; channel: Channel; inviterId: string }
	| { type: "home-opened"; personId: string; tab: "home" | "messages" };

/** Something the app did, with Slack's answer; never with a token. */
export type Call = {
	at: Date;
	method: string;
	arguments: unknown;
	answer: unknown;
};

/** What a message is made of before Slack gives it a time stamp. */
export type Draft = Pick<Message, "channelId" | "authorId" | "text"> &
	Partial<Pick<Message, "kind" | "blocks" | "threadTs" | "onlyFor">>;

/** The status an agent shows while it works, or the prompts it suggests. */
export type Hint = {
	status?: string;
	prompts?: { title: string; message: string }[];
	promptsTitle?: string;
};

const mostMessages = 500;
const mostCalls = 300;

/** A small workspace in memory: people, channels, what was said, and what the app did. */
export function createWorkspace(manifest: Manifest, now: () => Date) {
	const channels = startingChannels(manifest.botName);
	const messages = new Map<string, Message[]>(
		channels.map((channel) => [channel.id, []]),
	);
	const hints = new Map<string, Hint>();
	const calls: Call[] = [];
	const alarms: { message: Message; mentions: Mention[] }[] = [];
	const watchers = new Set<() => void>();
	const listeners = new Set<(happening: Happening) => void>();
	let lastTs = "0";

	const knownNames = [
		...people.map((person) => `@${person.name}`),
		...channels
			.filter((channel) => channel.kind === "channel")
			.map((channel) => `#${channel.name}`),
	];
	const changed = () => {
		for (const watch of watchers) watch();
	};
	const tell = (happening: Happening) => {
		for (const listen of listeners) listen(happening);
	};
	const isPublic = (message: Message) =>
		message.onlyFor === undefined &&
		message.kind !== "failure" &&
		message.kind !== "echo";
	const lookAt = (message: Message) => {
		if (message.authorId !== ids.botUser) return;
		const mentions = liveMentions(message, knownNames);
		if (mentions.length > 0) alarms.push({ message, mentions });
	};
	// An agent's status goes when it says something, its suggestions when somebody else does.
	const outdate = ({ channelId, authorId, kind }: Message) => {
		if (kind !== "message") return;
		const old = authorId === ids.botUser ? { status: "" } : { prompts: [] };
		hints.set(channelId, { ...hints.get(channelId), ...old });
	};
	const channel = (wanted: string) =>
		channels.find(
			({ id, name, kind }) =>
				id === wanted ||
				(kind === "channel" && name === wanted.replace(/^#/, "")),
		);
	const listOf = (wanted: string) => {
		const found = messages.get(channel(wanted)?.id ?? "");
		if (found === undefined)
			throw new Error(`The playground has no channel "${wanted}"`);
		return found;
	};

	return {
		manifest,
		people,
		channels: channels as readonly Channel[],
		/** What the app did, oldest first. */
		calls: calls as readonly Call[],
		/** Messages of the bot that would have rung somebody's phone. */
		alarms: alarms as readonly { message: Message; mentions: Mention[] }[],
		now,
		channel,
		person: (wanted: string): Person | undefined =>
			people.find(({ id, name }) => id === wanted || name === wanted),
		/** The direct message between the bot and a person. */
		directMessage: (personId: string): Channel | undefined =>
			channels.find(
				({ kind, memberIds }) => kind === "im" && memberIds.includes(personId),
			),
		/** Everything said in a channel (by id or name), ephemeral messages too, oldest first. */
		messages: (wanted: string): readonly Message[] => listOf(wanted),
		message: (wanted: string, ts: string): Message | undefined =>
			listOf(wanted).find((each) => each.ts === ts),
		/** Says something in a channel. */
		post(draft: Draft): Message {
			lastTs = nextTimestamp(now(), lastTs);
			const blocks = withIds(draft.blocks ?? []);
			const message: Message = {
				kind: "message",
				...draft,
				ts: lastTs,
				blocks,
				reactions: [],
			};
			const list = listOf(draft.channelId);
			list.push(message);
			if (list.length > mostMessages) list.shift();
			lookAt(message);
			outdate(message);
			if (isPublic(message)) tell({ type: "posted", message });
			changed();
			return message;
		},
		/** Puts other words in place of a message's own. */
		rewrite(message: Message, text: string, blocks: Message["blocks"]) {
			const before = { ...message };
			lastTs = nextTimestamp(now(), lastTs);
			Object.assign(message, {
				text,
				blocks: withIds(blocks),
				editedTs: lastTs,
			});
			lookAt(message);
			if (isPublic(message)) tell({ type: "changed", message, before });
			changed();
		},
		/** Takes a message away. */
		remove(message: Message) {
			const list = listOf(message.channelId);
			list.splice(list.indexOf(message), 1);
			lastTs = nextTimestamp(now(), lastTs);
			if (isPublic(message)) tell({ type: "deleted", message, ts: lastTs });
			changed();
		},
		/** A line that only one person sees: what Slack says when an app fails. */
		fail(personId: string, channelId: string, text: string) {
			this.post({
				kind: "failure",
				channelId,
				authorId: ids.botUser,
				text,
				onlyFor: personId,
			});
		},
		/** Shows everybody what one person typed: a command whose answer is for the channel. */
		reveal(message: Message) {
			delete message.onlyFor;
			changed();
		},
		/** Brings the bot into a channel. */
		invite(channelId: string, inviterId: string) {
			const found = channel(channelId);
			if (found === undefined || found.memberIds.includes(ids.botUser)) return;
			found.memberIds.push(ids.botUser);
			this.post({
				kind: "joined",
				channelId,
				authorId: ids.botUser,
				text: `${manifest.botName} was added to #${found.name}`,
			});
			tell({ type: "joined", channel: found, inviterId });
		},
		/** Closes a channel for good: nobody can post there any more. */
		archive(channelId: string) {
			const found = channel(channelId);
			if (found !== undefined) found.isArchived = true;
			changed();
		},
		/** What an agent shows besides its messages in a channel. */
		hint: (channelId: string): Hint => hints.get(channelId) ?? {},
		setHint(channelId: string, hint: Hint) {
			hints.set(channelId, { ...hints.get(channelId), ...hint });
			changed();
		},
		record(call: Omit<Call, "at">) {
			calls.push({ at: now(), ...call });
			if (calls.length > mostCalls) calls.shift();
			changed();
		},
		changed,
		/** Lets time stamps begin anew, as the clock may have gone back. */
		clockMoved() {
			lastTs = "0";
			changed();
		},
		tell,
		/** Calls back after every change, until the returned function is called. */
		watch(callBack: () => void) {
			watchers.add(callBack);
			return () => watchers.delete(callBack);
		},
		/** Calls back with everything Slack would tell apps. */
		listen(callBack: (happening: Happening) => void) {
			listeners.add(callBack);
		},
	};
}

/** The workspace and everything in it. */
export type Workspace = ReturnType<typeof createWorkspace>;
