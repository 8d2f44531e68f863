import type { Block } from "./message.js";
import { isFields } from "./rule.js";
import type { Answers } from "./views.js";

/** What the page reports of an element: a text or value, several of them, or nothing chosen. */
export type Raw = string | string[] | null;

/** Everything the page reports of a message or view, by block and action. */
export type Raws = Record<string, Record<string, Raw>>;

const selected: Record<string, string> = {
	users_select: "selected_user",
	conversations_select: "selected_conversation",
	channels_select: "selected_channel",
	datepicker: "selected_date",
	timepicker: "selected_time",
};
const selectedMany: Record<string, string> = {
	multi_users_select: "selected_users",
	multi_conversations_select: "selected_conversations",
	multi_channels_select: "selected_channels",
};
const several = ["checkboxes", "multi_static_select", "multi_external_select"];
const single = [
	"static_select",
	"external_select",
	"radio_buttons",
	"overflow",
];
const stateless =
	/^(button|overflow|workflow_button|feedback_buttons|icon_button|image)$/;

/** What Slack says was chosen in an element. */
export function chosen(element: Block, raw: Raw): Record<string, unknown> {
	const { type } = element;
	if (type === "button" || type === "icon_button") return {};
	if (type === "feedback_buttons") {
		const buttons = [element.positive_button, element.negative_button];
		const found = buttons.find((each) => isFields(each) && each.value === raw);
		return isFields(found) ? { text: found.text, value: found.value } : {};
	}
	if (single.includes(type))
		return { selected_option: optionOf(element, raw) ?? null };
	if (several.includes(type))
		return {
			selected_options: [raw ?? []]
				.flat()
				.map((each) => optionOf(element, each)),
		};
	if (selectedMany[type] !== undefined)
		return { [selectedMany[type]]: [raw ?? []].flat() };
	if (selected[type] !== undefined) return { [selected[type]]: raw };
	if (type === "datetimepicker")
		return { selected_date_time: raw === null ? null : Number(raw) };
	if (type === "rich_text_input")
		return { rich_text_value: raw === null ? null : richText(String(raw)) };
	return { value: raw === "" ? null : raw };
}

/** What Slack reports as the state of these blocks: every element that keeps a value. */
export function answersIn(blocks: readonly Block[], raws: Raws): Answers {
	const answers: Answers = {};
	for (const block of blocks) {
		for (const element of elementsOf(block)) {
			if (stateless.test(element.type) || typeof element.action_id !== "string")
				continue;
			const raw = raws[String(block.block_id)]?.[element.action_id] ?? null;
			const inBlock = answers[String(block.block_id)] ?? {};
			inBlock[element.action_id] = {
				type: element.type,
				...chosen(element, raw),
			};
			answers[String(block.block_id)] = inBlock;
		}
	}
	return answers;
}

/** Blocks whose menus that search know the choices that the app has offered in them. */
export function withOffers(
	blocks: readonly Block[],
	offers: Readonly<Record<string, unknown[]>>,
): Block[] {
	return blocks.map((block) => {
		const element = block.element as Block | undefined;
		if (!element?.type.includes("external_select")) return block;
		const { initial_option, initial_options = [] } = element;
		const offered = offers[offerKey(block, element)] ?? [];
		const options = [...offered, initial_option, initial_options].flat();
		return { ...block, element: { ...element, options } };
	});
}

/** Under what a menu's offers are kept. */
export function offerKey(block: Block, element: Block): string {
	return `${block.block_id}/${String(element.action_id)}`;
}

/** The complaints Slack's own client makes before it submits a modal, by block. */
export function unanswered(
	blocks: readonly Block[],
	raws: Raws,
): Record<string, string> {
	const open = blocks.flatMap((block) => {
		const [element] = elementsOf(block);
		if (block.type !== "input" || element === undefined) return [];
		const raw = raws[String(block.block_id)]?.[String(element.action_id)] ?? "";
		const complaint = lacking(element, [raw].flat(), block.optional === true);
		return complaint === undefined ? [] : [[String(block.block_id), complaint]];
	});
	return Object.fromEntries(open);
}

/** The interactive elements of a block. */
export function elementsOf(block: Block): Block[] {
	const { elements = [], accessory, element } = block;
	const all = [...(elements as Block[]), accessory as Block, element as Block];
	return all.filter((each) => isFields(each) && each.action_id !== undefined);
}

function lacking(element: Block, raw: string[], isOptional: boolean) {
	const written = raw.join("");
	if (written === "")
		return isOptional ? undefined : "Please complete this required field.";
	const { min_length, max_length } = element;
	if (typeof min_length === "number" && written.length < min_length)
		return `Please write at least ${min_length} characters.`;
	if (typeof max_length === "number" && written.length > max_length)
		return `Please write at most ${max_length} characters.`;
	return undefined;
}

function optionOf(element: Block, value: Raw): unknown {
	const groups = (element.option_groups ?? []) as { options: unknown[] }[];
	const options = [
		...((element.options ?? []) as unknown[]),
		...groups.flatMap((group) => group.options),
	];
	return options.find((option) => isFields(option) && option.value === value);
}

function richText(text: string): object {
	return {
		type: "rich_text",
		elements: [
			{ type: "rich_text_section", elements: [{ type: "text", text }] },
		],
	};
}
