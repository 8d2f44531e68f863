import { describe, expect, test } from "vitest";
import {
	compilePhrasebook,
	UnknownGroupError,
} from "../../src/guidance/lexicon.js";
import { findMeanings } from "../../src/guidance/matches.js";
import { PatternError, piecesOf } from "../../src/guidance/pattern.js";
import { readSituation } from "../../src/guidance/reading.js";

const groups = {
	team: ["team", "one of my guys", "they"],
	deadline: ["deadline", "release date"],
};

/** The words that a pattern finds in a text. */
function found(pattern: string, text: string): string[] {
	const reading = readSituation(text);
	return findMeanings(reading, compilePhrasebook([[pattern]], groups)).map(
		({ from, to }) =>
			text.slice(reading.words[from]?.start, reading.words[to - 1]?.end),
	);
}

describe("a pattern finds", () => {
	test.each([
		["nobody own it", "and Nobody OWNED it anyway", ["Nobody OWNED it"]],
		[
			"miss deadline",
			"we've missed all of our deadlines",
			["missed all of our deadlines"],
		],
		["not care", "they just don’t really care", ["don’t really care"]],
		["not care", "they dont care", ["dont care"]],
		["be late", "she's late", ["she's late"]],
		["buy (cake|two cakes)", "bought two cakes", ["bought two cakes"]],
		[
			"no [clear] owner",
			"no owner, no clear owner",
			["no owner", "no clear owner"],
		],
		[
			"everyone think ... else",
			"everyone thinks it is somebody else",
			["everyone thinks it is somebody else"],
		],
		[
			"@team miss @deadline",
			"one of my guys missed the release date",
			["one of my guys missed the release date"],
		],
		["=leaves", "leaves", ["leaves"]],
		["organisation", "the organization", ["organization"]],
	])("%s in “%s”", (pattern, text, expected) => {
		expect(found(pattern, text)).toEqual(expected);
	});
});

describe("a pattern does not find", () => {
	test.each([
		["nobody own it", "nobody came. own it", "across a full stop"],
		["nobody own it", "nobody came, own it", "across a comma"],
		["plan fail", "plan but fail", "across a turning word"],
		[
			"everyone think ... else",
			"everyone thinks one two three four five else",
			"over more than four words",
		],
		["=leaves", "left", "another form"],
		["own", "owner", "another word"],
	])("%s in “%s”, %s", (pattern, text) => {
		expect(found(pattern, text)).toEqual([]);
	});
});

test.each([
	"(a|b",
	"a)",
	"((a|b)|c)",
	"[a|b]",
	"... a",
	"a ...",
	"a|b",
	"()",
	"[a]",
])("refuses %s", (pattern) => {
	expect(() => piecesOf(pattern)).toThrow(PatternError);
});

test("refuses a group that nobody defined", () => {
	expect(() => compilePhrasebook([["@crew sleep"]], groups)).toThrow(
		UnknownGroupError,
	);
});
