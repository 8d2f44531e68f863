import { expect, test } from "vitest";
import { wordsOf } from "../../src/slack/message-words.js";

test.each([
	["it &amp; I &lt;3 it &amp;lt;", "it & I <3 it &lt;"],
	["<@U1> shouts at <@U2|walter>", "somebody shouts at walter"],
	[
		"<!channel> look at <#C1|team> and <#C2>",
		"everyone look at team and a channel",
	],
	[
		"see <https://example.com|the plan> or <https://example.com>",
		"see the plan or https://example.com",
	],
])("%s", (text, words) => {
	expect(wordsOf(text)).toBe(words);
});
