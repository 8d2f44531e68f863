import { describe, expect, test } from "vitest";
import { plainWords, stem } from "../../src/guidance/word-forms.js";

describe("forms of one word meet", () => {
	test.each([
		["say", "says", "said", "saying"],
		["use", "uses", "used", "using"],
		["die", "died", "dying"],
		["try", "tries", "tried"],
		["day", "days"],
		["nurse", "nurses"],
		["own", "owns", "owned", "owning"],
		["organise", "organizes", "organised", "organising"],
		["leave", "left", "leaving"],
		["person", "people"],
	])("%s", (...forms) => {
		expect(new Set(forms.map(stem)).size).toBe(1);
	});
});

describe("other words stay apart", () => {
	test.each([
		["own", "owner"],
		["us", "use"],
		["quit", "quite"],
		["lead", "leader"],
	])("%s and %s", (one, other) => {
		expect(stem(one)).not.toBe(stem(other));
	});
});

test.each([
	["don't", "do not"],
	["Didn’t", "do not"],
	["cannot", "can not"],
	["they're", "they be"],
	["nobody's", "nobody be"],
	["team's", "team"],
	["idk", "i do not know"],
	["I'd", "i would"],
])("%s reads as %s", (written, plain) => {
	expect(plainWords(written).join(" ")).toBe(plain);
});
