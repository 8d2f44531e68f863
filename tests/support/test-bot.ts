import type { App, Receiver, ReceiverEvent } from "@slack/bolt";
import type { KnownBlock } from "@slack/types";
import { expect, onTestFinished } from "vitest";
import { createApp, type World } from "../../src/app.js";
import { blockErrors } from "../../src/playground/block-kit-rules.js";
import { makeKeyRing } from "../../src/slack/key-files.js";
import type { Log } from "../../src/slack/log.js";
import { createSeal } from "../../src/slack/seal.js";
import { openStore } from "../../src/store/store.js";
import { builtContent } from "./built-content.js";

/** What the bot answered: an acknowledgement, a reply to a `response_url`, or a call to the Web API. */
export type Said = {
	text?: string;
	blocks?: KnownBlock[];
	[more: string]: unknown;
};

export const matilda = { workspaceId: "T-HARBOUR", personId: "U-MATILDA" };

/** What Slack answers to a method, given its fields; without one for a method it is content. */
export type SlackAnswers = Record<
	string,
	(fields: Record<string, string>) => object | undefined
>;

/** The real app, with both ends of Slack in the test's hands. A test in which it logged an error nobody took fails. */
export async function testBot(
	changes: Partial<World> = {},
	answers: SlackAnswers = {},
) {
	const logged: Record<string, unknown>[] = [];
	const calls: { method: string; said: Said }[] = [];
	const replies: Said[] = [];
	const receiver = new HandReceiver();
	const log = recordingLog(logged);
	const store = await openStore({ file: ":memory:" }, makeKeyRing(), log);
	onTestFinished(() => store.close());
	const world = {
		...builtContent(),
		seal: createSeal(makeKeyRing()),
		store,
		nudgesManagedBy: "everyone" as const,
		now: () => new Date(),
		...changes,
	};
	const slack = {
		receiver,
		botToken: "xoxb-test",
		fetch: slackFetch(calls, replies, answers),
	};
	const { app, settled, coaching } = createApp(slack, world, log);
	await app.init();
	const errors = () => logged.filter(({ level }) => level === "error");
	let taken = 0;
	onTestFinished(() => expect(errors().slice(taken)).toEqual([]));

	return {
		world,
		logged,
		calls,
		replies,
		coaching,
		settled,
		/** Everything Slack could send, as it sends it. Returns what acknowledged it. */
		send: (body: object) => receiver.send(body as Record<string, unknown>),
		/** Says that the errors so far were expected, and gives them. */
		takeErrors() {
			taken = errors().length;
			return errors();
		},
		async command(text: string, person = matilda): Promise<Said> {
			const said = await receiver.send({
				command: "/lead-or-manage",
				text,
				team_id: person.workspaceId,
				user_id: person.personId,
				channel_id: "C-LEADS",
				trigger_id: "1.2.3",
				response_url: "https://hooks.slack.test/commands/1",
			});
			return checked(said as Said);
		},
		async press(
			button: { action_id: string; value?: string },
			person = matilda,
		): Promise<Said | undefined> {
			const before = replies.length;
			await receiver.send({
				type: "block_actions",
				user: { id: person.personId, team_id: person.workspaceId },
				team: { id: person.workspaceId },
				channel: { id: "C-LEADS" },
				container: {
					type: "message",
					message_ts: "1.2",
					channel_id: "C-LEADS",
					is_ephemeral: true,
				},
				trigger_id: "1.2.3",
				response_url: "https://hooks.slack.test/actions/1",
				actions: [
					{ type: "button", block_id: "b", action_ts: "1.3", ...button },
				],
			});
			const reply = replies[before];
			return reply && checked(reply);
		},
		async directMessage(
			text: string,
			more: object = {},
		): Promise<Said | undefined> {
			const before = calls.length;
			await receiver.send({
				type: "event_callback",
				team_id: matilda.workspaceId,
				event: {
					type: "message",
					channel_type: "im",
					channel: "D1",
					user: matilda.personId,
					ts: "1.1",
					event_ts: "1.1",
					text,
					...more,
				},
			});
			const said = calls
				.slice(before)
				.find(({ method }) => method === "chat.postMessage")?.said;
			return said && checked(said);
		},
	};
}

/** The buttons of an answer, in their order. */
export function buttonsOf({
	blocks = [],
}: Said): { action_id: string; value: string; label: string }[] {
	return blocks.flatMap((block) =>
		block.type === "actions"
			? block.elements.flatMap((element) =>
					element.type === "button"
						? [
								{
									action_id: element.action_id ?? "",
									value: element.value ?? "",
									label: element.text.text,
								},
							]
						: [],
				)
			: [],
	);
}

/** Every word that an answer shows. */
export function shownText(said: Said): string {
	return JSON.stringify(said.blocks ?? []);
}

function checked(said: Said): Said {
	expect(
		said.text,
		"every answer has a text for notifications and screen readers",
	).toBeTypeOf("string");
	expect(blockErrors(said.blocks ?? [], "message")).toEqual([]);
	return said;
}

class HandReceiver implements Receiver {
	#app: App | undefined;
	init(app: App) {
		this.#app = app;
	}
	start = async () => undefined;
	stop = async () => undefined;
	async send(body: Record<string, unknown>): Promise<unknown> {
		const answers: unknown[] = [];
		const event: ReceiverEvent = {
			body,
			ack: async (answer?: unknown) => {
				expect(answers, "nothing is acknowledged twice").toEqual([]);
				answers.push(answer);
			},
		};
		await this.#app?.processEvent(event);
		return answers[0];
	}
}

function slackFetch(
	calls: { method: string; said: Said }[],
	replies: Said[],
	answers: SlackAnswers,
): typeof fetch {
	return async (input, init) => {
		const url = String(input);
		const body = String(init?.body ?? "");
		if (url.startsWith("https://hooks.slack.test/")) {
			replies.push(JSON.parse(body) as Said);
			return new Response("ok");
		}
		const method = url.replace(/^.*\/api\//, "");
		const fields = Object.fromEntries(new URLSearchParams(body));
		calls.push({
			method,
			said: {
				...fields,
				...(fields.blocks && { blocks: JSON.parse(fields.blocks) }),
			} as Said,
		});
		const answer = answers[method]?.(fields);
		if (answer) return Response.json({ ok: true, ...answer });
		return Response.json({
			ok: true,
			user_id: "U-BOT",
			bot_id: "B-BOT",
			team_id: matilda.workspaceId,
			ts: "2.1",
			channel: "D1",
		});
	};
}

function recordingLog(logged: Record<string, unknown>[]): Log {
	const at = (level: string) => (first: unknown, second?: unknown) => {
		const fields =
			typeof first === "object" ? (first as object) : { message: first };
		logged.push({
			level,
			...fields,
			...(typeof second === "string" && { message: second }),
		});
	};
	return {
		debug: at("debug"),
		info: at("info"),
		warn: at("warn"),
		error: at("error"),
	} as Log;
}
