import { richText } from "./rich-text-rules.js";
import {
	anything,
	both,
	byType,
	complaint,
	flag,
	form,
	isFields,
	list,
	oneOf,
	type Rule,
	required,
	shape,
	text,
	whole,
} from "./rule.js";
import { address, type Fields, id, plain, textObject } from "./text-rules.js";

const style = oneOf("primary", "danger");

const confirm = shape({
	title: plain(100),
	text: required(textObject(300)),
	confirm: plain(30),
	deny: plain(30),
	style,
});

function option(label: Rule): Rule {
	return shape({
		text: required(label),
		value: required(text(150)),
		description: plain(75),
		url: both(text(3000), address),
	});
}

const plainOption = option(plain(75));
const styledOption = option(textObject(75));
const group = shape({
	label: required(plain(75)),
	options: required(list(plainOption, 100)),
});
const filter = shape({
	include: list(oneOf("im", "mpim", "private", "public"), 4),
	exclude_external_shared_channels: flag,
	exclude_bot_users: flag,
});
const dispatch = shape({
	trigger_actions_on: list(
		oneOf("on_enter_pressed", "on_character_entered"),
		2,
	),
});

function element(fields: Fields): Rule {
	return shape({ type: anything, action_id: id, ...fields });
}

function menu(fields: Fields): Rule {
	const shared = { placeholder: plain(150), confirm, focus_on_load: flag };
	return element({ ...shared, ...fields });
}

function entry(fields: Fields): Rule {
	const shared = { placeholder: plain(150), focus_on_load: flag };
	return element({ dispatch_action_config: dispatch, ...shared, ...fields });
}

function eitherOptions(rule: Rule): Rule {
	return both(rule, (value, at) =>
		isFields(value) &&
		(value.options === undefined) === (value.option_groups === undefined)
			? [complaint("must define either `options` or `option_groups`", at)]
			: [],
	);
}

/** A picture, as a block or in one. */
export const image = both(
	shape({
		type: anything,
		image_url: both(text(3000), address),
		slack_file: anything,
		alt_text: required(text(2000)),
		block_id: id,
		title: plain(2000),
	}),
	(value, at) =>
		isFields(value) && !value.image_url && !value.slack_file
			? [complaint("must define either `image_url` or `slack_file`", at)]
			: [],
);

const feedbackButton = shape({
	text: required(plain(75)),
	value: required(text(2000)),
	accessibility_label: text(75),
});

const choices = {
	options: list(plainOption, 100),
	option_groups: list(group, 100),
};
const many = { max_selected_items: whole(1) };
const answering = { response_url_enabled: flag };
const here = { default_to_current_conversation: flag, filter };

const elements: Record<string, Rule> = {
	button: element({
		text: required(plain(75)),
		value: text(2000),
		url: both(text(3000), address),
		style,
		confirm,
		accessibility_label: text(75),
	}),
	workflow_button: element({
		text: required(plain(75)),
		workflow: required(anything),
		style,
		accessibility_label: text(75),
	}),
	checkboxes: menu({
		options: required(list(styledOption, 10)),
		initial_options: list(styledOption, 10),
	}),
	radio_buttons: menu({
		options: required(list(styledOption, 10)),
		initial_option: styledOption,
	}),
	overflow: element({ options: required(list(plainOption, 5)), confirm }),
	static_select: eitherOptions(
		menu({ ...choices, initial_option: plainOption }),
	),
	multi_static_select: eitherOptions(
		menu({ ...choices, ...many, initial_options: list(plainOption, 100) }),
	),
	external_select: menu({
		initial_option: plainOption,
		min_query_length: whole(0),
	}),
	multi_external_select: menu({
		...many,
		initial_options: list(plainOption, 100),
		min_query_length: whole(0),
	}),
	users_select: menu({ initial_user: id }),
	multi_users_select: menu({ ...many, initial_users: list(id, 100) }),
	conversations_select: menu({
		...answering,
		...here,
		initial_conversation: id,
	}),
	multi_conversations_select: menu({
		...many,
		...here,
		initial_conversations: list(id, 100),
	}),
	channels_select: menu({ ...answering, initial_channel: id }),
	multi_channels_select: menu({ ...many, initial_channels: list(id, 100) }),
	datepicker: menu({ initial_date: form(/^\d{4}-\d\d-\d\d$/, "date") }),
	timepicker: menu({
		initial_time: form(/^([01]\d|2[0-3]):[0-5]\d$/, "time"),
		timezone: text(100),
	}),
	datetimepicker: menu({ initial_date_time: whole(1_000_000_000) }),
	plain_text_input: entry({
		initial_value: text(3000, 0),
		multiline: flag,
		min_length: whole(0, 3000),
		max_length: whole(1, 3000),
	}),
	email_text_input: entry({ initial_value: text(3000) }),
	url_text_input: entry({ initial_value: text(3000) }),
	number_input: entry({
		is_decimal_allowed: required(flag),
		initial_value: text(100),
		min_value: text(100),
		max_value: text(100),
	}),
	rich_text_input: entry({
		initial_value: richText,
		min_lines: whole(1, 100),
		max_lines: whole(1, 100),
	}),
	file_input: element({
		filetypes: list(text(50), 100),
		max_files: whole(1, 10),
	}),
	feedback_buttons: element({
		positive_button: required(feedbackButton),
		negative_button: required(feedbackButton),
	}),
	icon_button: element({
		icon: required(text(50)),
		text: required(plain(75)),
		value: text(2000),
		confirm,
		accessibility_label: text(75),
		visible_to_user_ids: list(id, 100),
	}),
	image,
};

/** Any of the elements of these names. */
export function pick(...names: string[]): Rule {
	const kinds = Object.fromEntries(
		names.map((name) => [name, elements[name] ?? anything]),
	);
	return byType(() => kinds);
}

/** The names of all menus. */
export const selects = [
	"static",
	"external",
	"users",
	"conversations",
	"channels",
]
	.map((kind) => `${kind}_select`)
	.flatMap((name) => [name, `multi_${name}`]);
/** The names of what one chooses from without a menu. */
export const pickers = [
	"checkboxes",
	"datepicker",
	"radio_buttons",
	"timepicker",
];
/** The names of what is pressed. */
export const pressed = ["button", "overflow", "workflow_button"];
/** The names of what one types into. */
export const typed = ["plain", "email", "url"].map((kind) =>
	kind === "plain" ? "plain_text_input" : `${kind}_text_input`,
);
