import type { InputBlock, ModalView, PlainTextOption } from "@slack/types";
import { expect } from "vitest";
import type { World } from "../../src/app.js";
import { viewErrors } from "../../src/playground/block-kit-rules.js";
import { buttonsOf, type Said, testBot } from "./test-bot.js";

/** Those who work at the harbour, by their ids, as Slack tells of them. */
const people: Record<string, object> = {
	"U-MATILDA": { name: "Matilda", tz: "Europe/Brussels" },
	"U-SAM": { name: "Sam", tz: "Europe/Lisbon" },
	"U-ADMIN": { name: "Ada", tz: "UTC", is_admin: true },
	"U-GUEST": { name: "Gil", tz: "UTC", is_restricted: true },
	"U-SINGLE": { name: "Una", tz: "UTC", is_ultra_restricted: true },
	"U-OTHER": { name: "Otto", tz: "UTC", team_id: "T-ELSEWHERE" },
	"U-STRANGER": { name: "Xan", tz: "UTC", is_stranger: true },
	"U-OUTSIDE": { name: "Olga", tz: "UTC" },
};

/** Sunday the 22nd of November 2026, noon in Brussels: the day before the first nudge. */
export const sundayNoon = new Date("2026-11-22T11:00:00Z");

type Open = { id: string; view: ModalView };
type Values = Record<string, Record<string, object>>;

/** The real app in a channel with the people above; all but Olga are in it. Its modals are kept as Slack would. */
export async function nudgeBot(
	changes: Partial<World> = {},
	{ hasBot = true, channelId = "C-LEADS" } = {},
) {
	const place = { hasBot };
	const stack: Open[] = [];
	let count = 0;
	const shown = (fields: Record<string, string>) => {
		const view = JSON.parse(fields.view ?? "{}") as ModalView;
		expect(viewErrors(view)).toEqual([]);
		expect((view.private_metadata ?? "").length).toBeLessThanOrEqual(3000);
		return view;
	};
	const opened = (fields: Record<string, string>) => {
		count += 1;
		const id = `V${count}`;
		stack.push({ id, view: shown(fields) });
		return { view: { id } };
	};
	const refused = (error: string) => ({ ok: false, error });
	const bot = await testBot(
		{ now: () => sundayNoon, ...changes },
		{
			"users.info": ({ user = "" }) =>
				people[user]
					? {
							user: { id: user, team_id: "T-HARBOUR", ...people[user] },
						}
					: refused("user_not_found"),
			"conversations.info": ({ channel }) => ({
				channel: { id: channel, is_member: place.hasBot },
			}),
			"conversations.members": () => ({
				members: Object.keys(people).filter((id) => id !== "U-OUTSIDE"),
				response_metadata: { next_cursor: "" },
			}),
			"views.open": (fields) => {
				stack.length = 0;
				return opened(fields);
			},
			"views.push": opened,
			"views.update": (fields) => {
				const view = shown(fields);
				const mine = stack.find(({ id }) => id === fields.view_id);
				if (!mine) return refused("not_found");
				mine.view = view;
				return { view: { id: mine.id } };
			},
		},
	);
	const top = () => {
		const open = stack.at(-1);
		if (!open) throw new Error("No modal is open");
		return open;
	};
	const body = (personId: string) => ({
		user: { id: personId, team_id: "T-HARBOUR" },
		team: { id: "T-HARBOUR" },
		trigger_id: "1.2.3",
	});
	const viewBody = (values: Values) => ({
		...top().view,
		id: top().id,
		hash: "1",
		previous_view_id: stack.at(-2)?.id ?? null,
		state: { values: { ...valuesOf(top().view), ...values } },
	});
	return {
		...bot,
		place,
		/** The modal on top. */
		modal: () => top().view,
		/** `/nudges` and the answer to it: its acknowledgement, or a reply. */
		async nudges(
			text = "",
			personId = "U-MATILDA",
			more: object = {},
		): Promise<Said> {
			const before = bot.replies.length;
			const acknowledged = (await bot.send({
				command: "/nudges",
				text,
				team_id: "T-HARBOUR",
				user_id: personId,
				channel_id: channelId,
				channel_name: "leads",
				trigger_id: "1.2.3",
				response_url: "https://hooks.slack.test/commands/1",
				...more,
			})) as Said | undefined;
			const said = acknowledged ?? bot.replies[before] ?? {};
			if (said.text !== undefined) expect(said.response_type).toBe("ephemeral");
			return said;
		},
		/** Opens the form for a first nudge, about a positive mindset. */
		async openForm() {
			await this.nudges();
			await this.pressInModal({ action_id: "nudges-form" }, aboutMindset);
		},
		/** Presses a button of the modal, or makes a choice there. */
		async pressInModal(
			action: { action_id: string; value?: string },
			values: Values = {},
			personId = "U-MATILDA",
		) {
			await bot.send({
				type: "block_actions",
				...body(personId),
				container: { type: "view", view_id: top().id },
				view: viewBody(values),
				actions: [{ type: "button", block_id: "b", action_ts: "1", ...action }],
			});
		},
		/** Submits the modal with these values beside those that stand there; gives the complaints, if there are any. */
		async submit(values: Values = {}, personId = "U-MATILDA") {
			const said = (await bot.send({
				type: "view_submission",
				...body(personId),
				view: viewBody(values),
			})) as
				| {
						response_action: string;
						errors?: Record<string, string>;
						view?: ModalView;
				  }
				| undefined;
			if (said?.response_action === "update" && said.view) {
				expect(viewErrors(said.view)).toEqual([]);
				top().view = said.view;
			}
			if (said === undefined) stack.pop();
			for (const field of Object.keys(said?.errors ?? {}))
				expect(fieldsOf(top().view)).toContain(field);
			return said?.errors;
		},
		/** The choices for what is typed into a menu that searches. */
		async suggest(actionId: string, typed: string) {
			const { options } = (await bot.send({
				type: "block_suggestion",
				...body("U-MATILDA"),
				action_id: actionId,
				block_id: "b",
				value: typed,
				view: viewBody({}),
			})) as { options: PlainTextOption[] };
			expect(options.length).toBeLessThanOrEqual(100);
			return options.map(({ text, value }) => [value, text.text] as const);
		},
		/** Somebody invites the bot into the channel. */
		async invite(personId = "U-MATILDA") {
			place.hasBot = true;
			await bot.send({
				type: "event_callback",
				team_id: "T-HARBOUR",
				event: {
					type: "member_joined_channel",
					user: "U-BOT",
					channel: channelId,
					channel_type: "C",
					team: "T-HARBOUR",
					inviter: personId,
					event_ts: "1.1",
				},
			});
		},
		schedules: () =>
			bot.world.store.schedules.ofChannel("T-HARBOUR", channelId),
	};
}

/** A choice as Slack reports it. */
export function chosen(value: string, type = "static_select") {
	return {
		type,
		selected_option: { value, text: { type: "plain_text", text: value } },
	};
}

const aboutMindset: Values = {
	series: {
		"nudges-form": {
			type: "checkboxes",
			selected_options: [{ value: "positive-mindset" }],
		},
	},
};

/** What is to be entered for a weekly vision. */
export function visionNudge(vision: string): Values {
	return {
		series: {
			"nudges-form": {
				type: "checkboxes",
				selected_options: [{ value: "vision" }],
			},
		},
		vision: { "nudges-vision": { type: "plain_text_input", value: vision } },
	};
}

/** What is typed into the field of dates to skip. */
export function skipping(value: string): Values {
	return { skip: { "nudges-skip": { type: "plain_text_input", value } } };
}

/** The ids of a modal's fields. */
export function fieldsOf({ blocks }: ModalView): (string | undefined)[] {
	return blocks
		.filter(({ type }) => type === "input")
		.map(({ block_id }) => block_id);
}

/** Every word that a modal shows. */
export function wordsOf({ blocks }: ModalView): string {
	return JSON.stringify(blocks);
}

/** The labels of the buttons in a modal. */
export function labelsOf(view: ModalView): string[] {
	return buttonsOf(view as unknown as Said).map(({ label }) => label);
}

/** What stands in the fields of a modal that nobody has touched. */
function valuesOf({ blocks }: ModalView): Values {
	const values: Values = {};
	for (const block of blocks) {
		if (block.type !== "input") continue;
		const element = (block as InputBlock).element as unknown as Record<
			string,
			unknown
		> & {
			action_id: string;
			type: string;
		};
		values[block.block_id ?? ""] = {
			[element.action_id]: {
				type: element.type,
				value: element.initial_value ?? null,
				selected_option: element.initial_option ?? null,
				selected_options: element.initial_options ?? [],
				selected_time: element.initial_time ?? null,
				selected_date: element.initial_date ?? null,
			},
		};
	}
	return values;
}
