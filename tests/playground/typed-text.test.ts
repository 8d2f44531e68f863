import { expect, test } from "vitest";
import {
	commandText,
	messageText,
	type Names,
} from "../../src/playground/typed-text.js";

const names: Names = new Map([
	["@sam", { id: "U0SAM", kind: "user" }],
	["#leads", { id: "C0LEADS", kind: "channel" }],
]);

test("a command's text arrives as typed, without the space around it", () => {
	expect(commandText("  ask @sam & <all>\n", false, names)).toBe(
		"ask @sam & <all>",
	);
});

test("where the manifest asks, names and links in a command become ids", () => {
	const typed = "ask @sam in #leads or @nobody, https://example.org";
	expect(commandText(typed, true, names)).toBe(
		"ask <@U0SAM|sam> in <#C0LEADS|leads> or @nobody, <https://example.org>",
	);
});

test("a message arrives escaped, with the same words unescaped in rich text beside it", () => {
	expect(messageText("@sam: a < b & c", names)).toEqual({
		text: "<@U0SAM>: a &lt; b &amp; c",
		blocks: [
			{
				type: "rich_text",
				block_id: "typed",
				elements: [
					{
						type: "rich_text_section",
						elements: [
							{ type: "user", user_id: "U0SAM" },
							{ type: "text", text: ": a < b & c" },
						],
					},
				],
			},
		],
	});
});
