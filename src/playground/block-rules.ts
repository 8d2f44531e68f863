import {
	image,
	pick,
	pickers,
	pressed,
	selects,
	typed,
} from "./element-rules.js";
import { richText } from "./rich-text-rules.js";
import {
	anything,
	both,
	byType,
	complaint,
	flag,
	isFields,
	list,
	oneOf,
	type Rule,
	required,
	shape,
	text,
	whole,
} from "./rule.js";
import {
	address,
	block,
	id,
	mrkdwn,
	mrkdwnFields,
	plain,
	plainFields,
	textObject,
} from "./text-rules.js";

const cell = byType(() => ({
	raw_text: shape({ type: anything, text: required(text(3000)) }),
	raw_number: shape({
		type: anything,
		value: required(anything),
		text: required(text(3000)),
	}),
	rich_text: richText,
}));

const section = both(
	block({
		text: textObject(3000),
		fields: list(textObject(2000), 10),
		accessory: pick(...pressed, ...pickers, ...selects, "image"),
		expand: flag,
	}),
	(value, at) =>
		isFields(value) && value.text === undefined && value.fields === undefined
			? [complaint("must define either `text` or `fields`", at)]
			: [],
);

const task = block({
	task_id: required(id),
	title: required(text(3000)),
	details: richText,
	output: richText,
	sources: list(anything, 50),
	status: required(oneOf("pending", "in_progress", "complete", "error")),
});

const card = both(
	block({
		hero_image: image,
		icon: image,
		title: mrkdwn(150),
		subtitle: mrkdwn(150),
		body: mrkdwn(200),
		actions: list(pick("button"), 5),
	}),
	(value, at) =>
		isFields(value) &&
		!["hero_image", "title", "actions", "body"].some((name) => name in value)
			? [complaint("must define a title, a body, actions or an image", at)]
			: [],
);

const everywhere: Record<string, Rule> = {
	section,
	image,
	rich_text: richText,
	divider: block({}),
	header: block({ text: required(plain(150)) }),
	context: block({
		elements: required(
			list(
				byType(() => ({
					image,
					plain_text: plainFields(3000),
					mrkdwn: mrkdwnFields(3000),
				})),
				10,
			),
		),
	}),
	actions: block({
		elements: required(
			list(
				pick(
					...pressed,
					...pickers,
					...selects,
					"datetimepicker",
					"rich_text_input",
				),
				25,
			),
		),
	}),
	input: block({
		label: required(plain(2000)),
		hint: plain(2000),
		optional: flag,
		dispatch_action: flag,
		element: required(
			pick(
				...typed,
				...pickers,
				...selects,
				"number_input",
				"datetimepicker",
				"rich_text_input",
				"file_input",
			),
		),
	}),
	video: block({
		video_url: required(address),
		thumbnail_url: required(address),
		alt_text: required(text(2000)),
		title: required(plain(200)),
		title_url: address,
		author_name: text(50),
		provider_name: text(50),
		provider_icon_url: address,
		description: plain(200),
	}),
	alert: block({
		text: required(textObject(3000)),
		level: oneOf("default", "info", "warning", "error", "success"),
	}),
};

const inMessages: Record<string, Rule> = {
	...everywhere,
	markdown: block({ text: required(text(12_000)) }),
	context_actions: block({
		elements: required(list(pick("feedback_buttons", "icon_button"), 5)),
	}),
	table: block({
		rows: required(list(list(cell, 20), 100)),
		column_settings: list(
			shape({ align: oneOf("left", "center", "right"), is_wrapped: flag }),
			20,
		),
	}),
	data_table: block({
		rows: required(list(list(cell, 20), 100)),
		caption: required(text(3000)),
		page_size: whole(1, 100),
		row_header_column_index: whole(0, 19),
	}),
	card,
	carousel: block({
		elements: required(
			list(
				byType(() => ({ card })),
				10,
			),
		),
	}),
	container: block({
		title: plain(150),
		rich_text_title: richText,
		subtitle: textObject(150),
		child_blocks: required(
			list(
				byType(() => everywhere),
				10,
			),
		),
		width: oneOf("narrow", "standard", "wide", "full"),
		icon: image,
		is_collapsible: flag,
		default_collapsed: flag,
		has_header_divider: flag,
	}),
	task_card: task,
	plan: block({
		title: required(text(3000)),
		tasks: list(
			byType(() => ({ task_card: task })),
			50,
		),
	}),
};

/** The blocks that each surface shows. */
export const blocksOf = {
	message: inMessages,
	modal: everywhere,
	home: everywhere,
};
