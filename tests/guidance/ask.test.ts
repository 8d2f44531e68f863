import { expect, test } from "vitest";
import { askOf } from "../../src/guidance/ask.js";

test.each(["", "  ", "help", " HELP ", "?"])("“%s” asks for help", (text) => {
	expect(askOf(text)).toEqual({ kind: "help" });
});

test.each([
	["tips", ""],
	["Tips feedback", "feedback"],
	["tip hard  conversations now", "hard conversations now"],
])("“%s” browses the library", (text, query) => {
	expect(askOf(text)).toEqual({ kind: "tips", query });
});

test.each([
	"help my team is late",
	"tips from my boss are ignored",
	"tipsy colleague",
])("“%s” is a situation", (text) => {
	expect(askOf(text)).toEqual({ kind: "situation", situation: text });
});
