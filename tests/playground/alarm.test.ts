import { expect, test } from "vitest";
import { liveMentions } from "../../src/playground/alarm.js";

const names = ["@robin", "#leads"];
const mrkdwn = (text: string, verbatim = false) => ({
	text: "",
	blocks: [{ type: "section", text: { type: "mrkdwn", text, verbatim } }],
});
const written = (message: Parameters<typeof liveMentions>[0]) =>
	liveMentions(message, names).map((mention) => mention.written);

test("hears every way to ring everybody's phone", () => {
	const text = "<!channel> <!here|here> <!everyone> <!subteam^S1|crew>";
	expect(written({ text, blocks: [] })).toEqual(text.split(" "));
});

test("hears names in mrkdwn even without angle brackets, unless it is verbatim", () => {
	expect(written(mrkdwn("@channel ask @robin in #leads, not @nobody"))).toEqual(
		["@channel", "@robin", "#leads"],
	);
	expect(written(mrkdwn("@channel", true))).toEqual([]);
});

test("is not alarmed by words that stay words", () => {
	const quote = {
		type: "rich_text",
		elements: [
			{
				type: "rich_text_quote",
				elements: [{ type: "text", text: "<!channel> @robin" }],
			},
		],
	};
	const header = {
		type: "header",
		text: { type: "plain_text", text: "@channel" },
	};
	expect(
		written({ text: "&lt;!channel&gt;", blocks: [quote, header] }),
	).toEqual([]);
});

test("hears a broadcast in rich text", () => {
	const blocks = [
		{
			type: "rich_text",
			elements: [
				{
					type: "rich_text_section",
					elements: [{ type: "broadcast", range: "channel" }],
				},
			],
		},
	];
	expect(liveMentions({ text: "", blocks }, names)).toEqual([
		{ kind: "everyone", written: "@channel" },
	]);
});
