import { z } from "zod";

/** Where a request of Slack's comes in. */
export type Door =
	| "action"
	| "command"
	| "event"
	| "message"
	| "options"
	| "shortcut"
	| "view"
	| "unknown";

const id = z.string().min(1).max(255);
const words = z.string().max(50_000);
const place = z.looseObject({ id }).nullish();
const from = { user: z.looseObject({ id }), team: place, enterprise: place };
const url = z.string().max(3_000).nullish();
const timestamp = z.string().max(50);

const command = z.looseObject({
	command: id,
	text: words.nullish(),
	user_id: id,
	team_id: id.nullish(),
	enterprise_id: z.string().max(255).nullish(),
	channel_id: id.nullish(),
	trigger_id: id.nullish(),
	response_url: url,
});
const view = z.looseObject({
	id,
	type: id,
	callback_id: z.string().max(255),
	private_metadata: z.string().max(3_000).nullish(),
	hash: z.string().max(255).nullish(),
	blocks: z.array(z.looseObject({ type: id })).max(100),
	state: z
		.looseObject({
			// An empty list is how Slack writes that there are none.
			values: z
				.record(z.string(), z.record(z.string(), z.looseObject({})))
				.or(z.tuple([]))
				.nullish(),
		})
		.nullish(),
});
const action = z.looseObject({
	...from,
	channel: place,
	container: z.looseObject({}).nullish(),
	message: z.looseObject({}).nullish(),
	view: view.nullish(),
	trigger_id: id.nullish(),
	response_url: url,
	actions: z
		.array(
			z.looseObject({
				type: id,
				action_id: id,
				block_id: id.nullish(),
				value: z.string().max(2_000).nullish(),
			}),
		)
		.min(1)
		.max(25),
});
const options = z.looseObject({
	...from,
	channel: place,
	action_id: id,
	block_id: id,
	value: words,
});
const submission = z.looseObject({ ...from, view, trigger_id: id.nullish() });
const shortcut = z.looseObject({
	...from,
	callback_id: id,
	trigger_id: id.nullish(),
	response_url: url,
	channel: place,
	message: z
		.looseObject({ text: words.nullish(), ts: timestamp.nullish() })
		.nullish(),
});
const about = z.looseObject({});
const event = z.looseObject({
	team_id: id.nullish(),
	enterprise_id: id.nullish(),
	event_id: id.nullish(),
	authorizations: z
		.array(
			z.looseObject({ team_id: id.nullish(), enterprise_id: id.nullish() }),
		)
		.nullish(),
	event: z.looseObject({
		type: id,
		user: z.union([id, z.looseObject({ id })]).nullish(),
		channel: z.union([id, z.looseObject({ id })]).nullish(),
		channel_id: id.nullish(),
		item: about.nullish(),
		assistant_thread: about.nullish(),
		inputs: about.nullish(),
	}),
});
const message = event.extend({
	event: z.looseObject({
		type: z.literal("message"),
		subtype: id.nullish(),
		channel: id,
		channel_type: id.nullish(),
		user: id.nullish(),
		bot_id: id.nullish(),
		text: words.nullish(),
		ts: timestamp,
		thread_ts: timestamp.nullish(),
		message: about.nullish(),
		previous_message: about.nullish(),
	}),
});

const shapes: Record<Door, z.ZodType> = {
	action,
	command,
	event,
	message,
	options,
	shortcut,
	view: submission,
	unknown: z.never(),
};

/** The door at which a request knocks. */
export function doorOf(body: Readonly<Record<string, unknown>>): Door {
	if (body.event !== undefined)
		return (body.event as { type?: unknown } | null)?.type === "message"
			? "message"
			: "event";
	if (body.command !== undefined) return "command";
	switch (body.type) {
		case "block_actions":
			return "action";
		case "block_suggestion":
			return "options";
		case "view_submission":
		case "view_closed":
			return "view";
		case "shortcut":
		case "message_action":
			return "shortcut";
		default:
			return "unknown";
	}
}

/** What is wrong with a request's shape, field by field and without what stands in them; nothing when it is right. */
export function faultsIn(
	body: Readonly<Record<string, unknown>>,
	door: Door,
): string[] {
	const { error } = shapes[door].safeParse(body);
	return (error?.issues ?? [])
		.slice(0, 5)
		.map(({ path, code }) => `${fieldOf(path)} ${code}`.trim());
}

/** The field's name as far down as the names are ours. */
function fieldOf(path: readonly PropertyKey[]): string {
	return path
		.slice(0, path.includes("values") ? path.indexOf("values") + 1 : undefined)
		.map(String)
		.join(".");
}
