import {
	anything,
	byType,
	flag,
	list,
	oneOf,
	type Rule,
	required,
	shape,
	text,
	whole,
} from "./rule.js";
import { block, type Fields, id } from "./text-rules.js";

const textStyle = shape(
	Object.fromEntries(
		["bold", "code", "italic", "strike", "underline"].map((name) => [
			name,
			flag,
		]),
	),
);

function run(fields: Fields): Rule {
	return shape({ type: anything, style: textStyle, ...fields });
}

const runs: Record<string, Rule> = {
	text: run({ text: required(text(12_000)) }),
	link: run({
		url: required(text(3000)),
		text: text(12_000),
		unsafe: flag,
	}),
	user: run({ user_id: required(id) }),
	usergroup: run({ usergroup_id: required(id) }),
	team: run({ team_id: required(id) }),
	channel: run({ channel_id: required(id) }),
	broadcast: run({ range: required(oneOf("here", "channel", "everyone")) }),
	emoji: run({
		name: required(text(100)),
		unicode: text(100),
		skin_tone: whole(1, 6),
	}),
	color: run({ value: required(text(20)) }),
	date: run({
		timestamp: required(whole(0)),
		format: required(text(500)),
		url: text(3000),
		fallback: text(500),
	}),
};

const border = oneOf(0, 1);
const sentence = list(
	byType(() => runs),
	1000,
	0,
);
const richSection = shape({ type: anything, elements: required(sentence) });
const richParts: Record<string, Rule> = {
	rich_text_section: richSection,
	rich_text_quote: shape({
		type: anything,
		elements: required(sentence),
		border,
	}),
	rich_text_preformatted: shape({
		type: anything,
		elements: required(sentence),
		border,
		language: text(50),
	}),
	rich_text_list: shape({
		type: anything,
		elements: required(
			list(
				byType(() => ({ rich_text_section: richSection })),
				1000,
			),
		),
		style: required(oneOf("bullet", "ordered")),
		indent: whole(0, 8),
		offset: whole(0),
		border,
	}),
};

/** A rich_text block. */
export const richText: Rule = block({
	elements: required(
		list(
			byType(() => richParts),
			1000,
		),
	),
});
