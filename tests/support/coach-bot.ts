import type { ModalView } from "@slack/types";
import { expect } from "vitest";
import type { World } from "../../src/app.js";
import { viewErrors } from "../../src/playground/block-kit-rules.js";
import {
	buttonsOf,
	matilda,
	type Said,
	type SlackAnswers,
	testBot,
} from "./test-bot.js";

/** A Monday morning in Brussels, where Matilda is. */
export const mondayMorning = new Date("2026-11-23T08:30:00Z");

/** One thing that was said in the direct message, as it stands now. */
export type Line = Said & { ts: string; thread_ts?: string };

/** The real app in Matilda's direct message, with a clock to move and a memory of what stands there. */
export async function coachBot(
	changes: Partial<World> = {},
	{
		hasAgentView = false,
		answers = {},
		place = { lines: [] as Line[], now: mondayMorning },
	}: {
		hasAgentView?: boolean;
		answers?: SlackAnswers;
		place?: { lines: Line[]; now: Date };
	} = {},
) {
	const views: ModalView[] = [];
	const agent = () =>
		hasAgentView ? {} : { ok: false, error: "feature_disabled" };
	const bot = await testBot(
		{ now: () => place.now, ...changes },
		{
			"chat.postMessage": (fields) => {
				const ts = `9000.${String(place.lines.length).padStart(6, "0")}`;
				place.lines.push({ ...shown(fields), ts });
				return {
					ts,
					channel: fields.channel?.startsWith("U-") ? "D1" : fields.channel,
				};
			},
			"chat.update": (fields) => {
				const line = place.lines.find(({ ts }) => ts === fields.ts);
				if (!line) return { ok: false, error: "message_not_found" };
				Object.assign(line, shown(fields));
				return {};
			},
			"chat.delete": (fields) => {
				const at = place.lines.findIndex(({ ts }) => ts === fields.ts);
				place.lines.splice(at, 1);
				return {};
			},
			"conversations.history": () => ({
				messages: place.lines.map((line) => ({
					...line,
					metadata: JSON.parse(String(line.metadata ?? "null")),
				})),
			}),
			"users.info": () => ({
				user: { id: "U-MATILDA", team_id: "T-HARBOUR", tz: "Europe/Brussels" },
			}),
			"views.open": ({ view = "{}" }) => {
				views.push(JSON.parse(view) as ModalView);
				expect(viewErrors(views.at(-1))).toEqual([]);
				return { view: { id: "V1" } };
			},
			"assistant.threads.setStatus": agent,
			"assistant.threads.setSuggestedPrompts": agent,
			...answers,
		},
	);
	let count = 0;
	const event = (fields: object, eventId = `Ev${++count}`) => ({
		type: "event_callback",
		event_id: eventId,
		team_id: matilda.workspaceId,
		event: {
			type: "message",
			channel_type: "im",
			channel: "D1",
			...fields,
		},
	});
	/** A moment of Slack's, later than all before. */
	const nextTs = () =>
		`${Math.floor(place.now.getTime() / 1000)}.${String(++count).padStart(6, "0")}`;
	const message = (text: string, ts: string, more: object = {}) =>
		event({
			user: matilda.personId,
			text,
			ts,
			event_ts: ts,
			...more,
		});
	const last = () => place.lines.at(-1) as Line;
	return {
		...bot,
		place,
		lines: place.lines,
		last,
		nextTs,
		message,
		modal: () => views.at(-1) as ModalView,
		/** Writes, and gives what the coach says to it: the words of all that is new. */
		async say(text: string, more: object = {}): Promise<string> {
			const before = place.lines.length;
			await bot.send(message(text, nextTs(), more));
			return place.lines.slice(before).map(wordsIn).join("\n");
		},
		async edit(ts: string, from: string, to: string) {
			const written = (text: string) => ({
				type: "message",
				user: matilda.personId,
				ts,
				text,
			});
			await bot.send(
				event({
					subtype: "message_changed",
					ts: nextTs(),
					message: { ...written(to), edited: { user: matilda.personId, ts } },
					previous_message: written(from),
					event_ts: nextTs(),
				}),
			);
		},
		async remove(ts: string, text: string) {
			await bot.send(
				event({
					subtype: "message_deleted",
					ts: nextTs(),
					deleted_ts: ts,
					previous_message: {
						type: "message",
						user: matilda.personId,
						ts,
						text,
					},
					event_ts: nextTs(),
				}),
			);
		},
		/** Presses a button of something said in the direct message, by its label. */
		async pressIn(line: Line, label: string) {
			const found = buttonsOf(line).find((button) => button.label === label);
			if (!found) throw new Error(`There is no button ${label}`);
			const block = line.blocks?.find(
				(one) =>
					one.type === "actions" &&
					one.elements.some(
						(element) =>
							element.type === "button" &&
							element.value === found.value &&
							element.action_id === found.action_id,
					),
			);
			const before = bot.replies.length;
			await bot.send({
				type: "block_actions",
				user: { id: matilda.personId, team_id: matilda.workspaceId },
				team: { id: matilda.workspaceId },
				channel: { id: "D1" },
				message: line,
				container: { type: "message", message_ts: line.ts, channel_id: "D1" },
				trigger_id: "1.2.3",
				response_url: "https://hooks.slack.test/actions/1",
				actions: [
					{
						type: "button",
						block_id: block?.block_id ?? "b",
						action_ts: nextTs(),
						action_id: found.action_id,
						value: found.value,
						text: { type: "plain_text", text: label },
					},
				],
			});
			return bot.replies.at(before) as Said | undefined;
		},
		/** Fills in the modal on top. Returns what becomes of it. */
		async submit(values: Record<string, Record<string, object>>) {
			return (await bot.send({
				type: "view_submission",
				user: { id: matilda.personId, team_id: matilda.workspaceId },
				team: { id: matilda.workspaceId },
				trigger_id: "1.2.3",
				view: { ...views.at(-1), id: "V1", state: { values } },
			})) as
				| { response_action: string; errors?: object; view?: ModalView }
				| undefined;
		},
	};
}

/** Every word that something said shows, a line a block. */
export function wordsIn({ blocks = [] }: Said): string {
	const words: string[] = [];
	const walk = (part: unknown): void => {
		if (Array.isArray(part)) for (const one of part) walk(one);
		else if (part && typeof part === "object") {
			const { text, type } = part as { text?: unknown; type?: string };
			if (typeof text === "string" && type !== "button") words.push(text);
			for (const [name, one] of Object.entries(part))
				if (typeof one === "object" && name !== "confirm") walk(one);
		}
	};
	walk(blocks);
	return words.join("\n");
}

function shown(fields: Record<string, string>): Omit<Line, "ts"> {
	return {
		...fields,
		...(fields.blocks && { blocks: JSON.parse(fields.blocks) }),
	} as Omit<Line, "ts">;
}
