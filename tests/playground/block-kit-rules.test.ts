import { describe, expect, test } from "vitest";
import {
	blockCharacters,
	blockErrors,
	viewErrors,
} from "../../src/playground/block-kit-rules.js";
import { messageRefusal } from "../../src/playground/message-rules.js";
import { button, plain } from "./harness.js";

const section = (text: string) => ({
	type: "section",
	text: { type: "mrkdwn", text },
});
const actions = (...elements: object[]) => ({ type: "actions", elements });
const option = (value: string) => ({ text: plain(value), value });

test("takes an answer as the bot sends it", () => {
	const quote = {
		type: "rich_text",
		elements: [
			{
				type: "rich_text_quote",
				elements: [{ type: "text", text: "the list", style: { bold: true } }],
			},
			{
				type: "rich_text_list",
				style: "bullet",
				elements: [
					{
						type: "rich_text_section",
						elements: [{ type: "link", url: "https://example.org" }],
					},
				],
			},
		],
	};
	const feedback = {
		type: "context_actions",
		elements: [
			{
				type: "feedback_buttons",
				action_id: "feedback",
				positive_button: { text: plain("Helpful"), value: "good" },
				negative_button: { text: plain("Not for me"), value: "bad" },
			},
		],
	};
	const blocks = [
		quote,
		{ type: "header", text: plain("Manage first") },
		section("*Do* this"),
		{ type: "divider" },
		{ type: "context", elements: [{ type: "mrkdwn", text: "A27" }] },
		actions({ ...button("coach"), style: "primary", value: "x" }),
		{ type: "markdown", text: "**bold**" },
		{ type: "table", rows: [[{ type: "raw_text", text: "Friday" }]] },
		{
			type: "image",
			image_url: "https://example.org/a.png",
			alt_text: "a pier",
		},
		feedback,
	];
	expect(blockErrors(blocks, "message")).toEqual([]);
});

test("complains about a text of 3,001 characters in Slack's own words", () => {
	expect(blockErrors([section("x".repeat(3001))], "message")).toEqual([
		"failed to match all allowed schemas [json-pointer:/blocks/0/text]",
		"must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
	]);
});

describe("refuses", () => {
	const cases: [string, object[], string][] = [
		[
			"an empty text",
			[section("")],
			"must be more than 0 characters [json-pointer:/blocks/0/text/text]",
		],
		[
			"a section without words",
			[{ type: "section" }],
			"must define either `text` or `fields` [json-pointer:/blocks/0]",
		],
		[
			"a misspelt kind of text",
			[{ type: "section", text: { type: "mrkdown", text: "hello" } }],
			"unsupported type: mrkdown [json-pointer:/blocks/0/text/type]",
		],
		[
			"a kind of block that Slack does not know",
			[{ type: "paragraph" }],
			"unsupported type: paragraph [json-pointer:/blocks/0/type]",
		],
		[
			"a field that Slack does not know",
			[actions({ ...button("coach"), disabled: true })],
			"invalid additional property: disabled [json-pointer:/blocks/0/elements/0]",
		],
		[
			"a name from the depths of the language",
			[{ type: "constructor" }],
			"unsupported type: constructor [json-pointer:/blocks/0/type]",
		],
		[
			"mrkdwn in a header",
			[{ type: "header", text: { type: "mrkdwn", text: "hello" } }],
			"unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]",
		],
		[
			"a header of 151 characters",
			[{ type: "header", text: plain("x".repeat(151)) }],
			"must be less than 151 characters [json-pointer:/blocks/0/text/text]",
		],
		[
			"a button with 76 characters on it",
			[actions(button("coach", "x".repeat(76)))],
			"must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]",
		],
		[
			"a button that carries 2,001 characters",
			[actions({ ...button("coach"), value: "x".repeat(2001) })],
			"must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]",
		],
		[
			"a colour that no button has",
			[actions({ ...button("coach"), style: "green" })],
			"must be one of primary, danger [json-pointer:/blocks/0/elements/0/style]",
		],
		[
			"26 buttons in a row",
			[actions(...Array.from({ length: 26 }, (_, i) => button(`b${i}`)))],
			"no more than 25 items allowed [json-pointer:/blocks/0/elements]",
		],
		[
			"an empty row",
			[actions()],
			"no less than 1 items required [json-pointer:/blocks/0/elements]",
		],
		[
			"eleven notes in a context",
			[{ type: "context", elements: Array(11).fill(plain("note")) }],
			"no more than 10 items allowed [json-pointer:/blocks/0/elements]",
		],
		[
			"a field to type into among buttons",
			[actions({ type: "plain_text_input", action_id: "why" })],
			"unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]",
		],
		[
			"feedback buttons in an ordinary row",
			[actions({ type: "feedback_buttons", action_id: "feedback" })],
			"unsupported type: feedback_buttons [json-pointer:/blocks/0/elements/0/type]",
		],
		[
			"a menu without options",
			[actions({ type: "static_select", action_id: "when" })],
			"must define either `options` or `option_groups` [json-pointer:/blocks/0/elements/0]",
		],
		[
			"six entries behind the dots",
			[
				actions({
					type: "overflow",
					action_id: "more",
					options: Array.from("abcdef", option),
				}),
			],
			"no more than 5 items allowed [json-pointer:/blocks/0/elements/0/options]",
		],
		[
			"two buttons of one name in a row",
			[actions(button("coach"), button("coach"))],
			"`action_id` coach already exists [json-pointer:/blocks/0/elements/1/action_id]",
		],
		[
			"two blocks of one name",
			[
				{ type: "divider", block_id: "a" },
				{ type: "divider", block_id: "a" },
			],
			"`block_id` a already exists [json-pointer:/blocks/1/block_id]",
		],
		[
			"a rich text that broadcasts to nobody Slack knows",
			[
				{
					type: "rich_text",
					elements: [
						{
							type: "rich_text_section",
							elements: [{ type: "broadcast", range: "all" }],
						},
					],
				},
			],
			"must be one of here, channel, everyone [json-pointer:/blocks/0/elements/0/elements/0/range]",
		],
		[
			"a picture without words",
			[{ type: "image", image_url: "https://example.org/a.png" }],
			"missing required field: alt_text [json-pointer:/blocks/0]",
		],
		[
			"a table of 21 columns",
			[
				{
					type: "table",
					rows: [Array(21).fill({ type: "raw_text", text: "a" })],
				},
			],
			"no more than 20 items allowed [json-pointer:/blocks/0/rows/0]",
		],
	];
	test.each(cases)("%s", (_name, blocks, complaint) => {
		expect(blockErrors(blocks, "message")).toContain(complaint);
	});

	test("51 blocks in a message, and 100 only in a Home", () => {
		const many = (count: number) => Array(count).fill({ type: "divider" });
		expect(blockErrors(many(50), "message")).toEqual([]);
		expect(blockErrors(many(51), "message")).toEqual([
			"no more than 50 items allowed [json-pointer:/blocks]",
		]);
		expect(blockErrors(many(100), "home")).toEqual([]);
		expect(blockErrors(many(101), "home")).toHaveLength(1);
	});

	test("blocks that a modal cannot show", () => {
		expect(blockErrors([{ type: "markdown", text: "a" }], "modal")).toEqual([
			"unsupported type: markdown [json-pointer:/blocks/0/type]",
		]);
	});
});

describe("a modal", () => {
	const ask = {
		type: "input",
		label: plain("When"),
		element: { type: "plain_text_input", action_id: "when" },
	};
	const modal = { type: "modal", title: plain("Plan"), blocks: [ask] };

	test("with a question needs a button to answer it", () => {
		expect(viewErrors({ ...modal, submit: plain("Save") })).toEqual([]);
		expect(viewErrors(modal)).toEqual([
			"missing required field: submit [json-pointer:/view]",
		]);
	});

	test("needs a title of at most 24 characters", () => {
		const title = plain("x".repeat(25));
		expect(viewErrors({ ...modal, title })).toEqual([
			"failed to match all allowed schemas [json-pointer:/view/title]",
			"must be less than 25 characters [json-pointer:/view/title/text]",
		]);
		expect(viewErrors({ type: "modal", blocks: [] })).toEqual([
			"missing required field: title [json-pointer:/view]",
		]);
	});

	test("is no list, no word and no nothing", () => {
		for (const view of [[], "view", null, undefined])
			expect(viewErrors(view)).toEqual([
				"must provide an object [json-pointer:/view]",
			]);
	});
});

describe("a message", () => {
	test("needs words", () => {
		expect(messageRefusal(undefined, undefined)?.error).toBe("no_text");
		expect(messageRefusal(" \n", [])?.error).toBe("no_text");
		expect(messageRefusal("hello", undefined)).toBeUndefined();
	});

	test("of over 40,000 characters is too long", () => {
		expect(messageRefusal("x".repeat(40_001), undefined)?.error).toBe(
			"msg_too_long",
		);
	});

	test("of over 13,200 characters in all its blocks is too long", () => {
		const blocks = Array(5).fill(section("x".repeat(2640)));
		expect(blockCharacters(blocks)).toBe(13_200);
		expect(messageRefusal("a", blocks)).toBeUndefined();
		expect(messageRefusal("a", [...blocks, section("y")])?.error).toBe(
			"msg_blocks_too_long",
		);
	});

	test("explains refused blocks twice, as Slack does", () => {
		expect(messageRefusal("a", [{ type: "header" }])).toEqual({
			ok: false,
			error: "invalid_blocks",
			errors: ["missing required field: text [json-pointer:/blocks/0]"],
			response_metadata: {
				messages: [
					"[ERROR] missing required field: text [json-pointer:/blocks/0]",
				],
			},
		});
	});

	test("has its blocks in a list", () => {
		expect(messageRefusal("a", { type: "divider" })?.error).toBe(
			"invalid_blocks_format",
		);
	});
});
