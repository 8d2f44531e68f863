import fc from "fast-check";
import { expect, test } from "vitest";
import { quoteOf } from "../../src/coaching/quote.js";

test.each([
	[
		"I decide in the end but I would rather not do it all alone",
		"I would rather not do it all alone",
	],
	[
		"ok. my team does not hold the agreements",
		"my team does not hold the agreements",
	],
	["I don't know, they are just flat", "they are just flat"],
	[
		"we merge two wards in March and half of my nurses want to leave",
		"we merge two wards in March…",
	],
	["He said “no”! Why?? I left the room at once", "I left the room at once"],
	["what would you do?", "what would you do"],
	["<!channel> *bold* {plan}", "channel bold plan"],
])("of “%s” it quotes “%s”", (words, quote) => {
	expect(quoteOf(words)).toBe(quote);
});

test("the sentence that told the most is quoted where it is known", () => {
	const words =
		"It began in spring with the new rooms for all of us. Now nobody owns the releases.";
	expect(quoteOf(words, "nobody owns")).toBe("Now nobody owns the releases");
});

test.each(["", "…", "🙂", "?!"])("of “%s” nothing can be quoted", (words) => {
	expect(quoteOf(words)).toBeUndefined();
});

test("whatever somebody writes, a quote ends no sentence, asks nothing and stays short", () => {
	fc.assert(
		fc.property(fc.string({ unit: "grapheme", maxLength: 400 }), (words) => {
			const quote = quoteOf(words) ?? "";
			expect(quote).not.toMatch(/[?!"“”{}<>\n]/);
			expect(quote.length).toBeLessThanOrEqual(120);
		}),
	);
});
