import {
	cpSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { type Series, seriesNames } from "../../src/nudges/nudge.js";
import { readNudges } from "../../src/nudges/nudge-files.js";
import { claimsOfSeries, stockText } from "../../src/nudges/stock.js";

const prompts = fileURLToPath(new URL("../../prompts/", import.meta.url));
const nudges = readNudges(prompts, []);
const ofSeries = (series: Series) =>
	nudges.filter((nudge) => nudge.series === series);

/** What the loader says about our nudges once a file has been changed. */
function mistakesAfter(
	...edits: [series: Series, change: (text: string) => string][]
): string[] {
	const folder = mkdtempSync(join(tmpdir(), "lead-or-manage-"));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	const copy = join(folder, "prompts");
	cpSync(join(prompts, "nudges"), join(copy, "nudges"), { recursive: true });
	for (const [series, change] of edits) {
		const file = join(copy, "nudges", `${series}.yml`);
		writeFileSync(file, change(readFileSync(file, "utf8")));
	}
	const mistakes: string[] = [];
	readNudges(copy, mistakes);
	return mistakes;
}

const entry =
	(changes: Record<string, unknown> = {}) =>
	(text: string) =>
		`${text}\n- ${JSON.stringify({
			id: "polish-brass-bell",
			text: "Polish the brass bell by the harbour door until your own face looks back, then ring it.",
			why: "Shining metal pleases sailors, as far as anybody has asked them.",
			claims: ["B36"],
			...changes,
		})}\n`;

test("our own nudges have no mistakes, and every series lasts a year", () => {
	expect(mistakesAfter()).toEqual([]);
	for (const series of seriesNames)
		expect(ofSeries(series).length).toBeGreaterThanOrEqual(52);
});

test("a nudge that follows the rules is taken", () => {
	expect(mistakesAfter(["positive-mindset", entry()])).toEqual([]);
});

test("the series on a positive mindset and on vision carry all of their claims", () => {
	for (const series of ["positive-mindset", "vision"] as const) {
		const carried = new Set(ofSeries(series).flatMap(({ claims }) => claims));
		expect(
			claimsOfSeries[series].filter((claim) => !carried.has(claim)),
		).toEqual([]);
	}
});

test("every series keeps at least a quarter of a year's nudges for a hard week", () => {
	for (const series of seriesNames)
		expect(
			ofSeries(series).filter(({ cheerful }) => !cheerful).length,
		).toBeGreaterThanOrEqual(13);
});

test.each([
	[
		"is longer than 60 words",
		{ text: "word ".repeat(61) },
		/positive-mindset\.yml:\d+ text: must have 10 to 60 words/,
	],
	[
		"stands on a claim of another series",
		{ claims: ["A5"] },
		/positive-mindset\.yml:\d+ claims\.0: must be one of the claims of positive-mindset: B29, /,
	],
	[
		"stands on nothing",
		{ claims: [] },
		/positive-mindset\.yml:\d+ claims: needs at least one claim/,
	],
	[
		"exclaims",
		{ why: "Shining metal pleases sailors, as far as anybody knows!" },
		/positive-mindset\.yml:\d+ polish-brass-bell exclaims/,
	],
	[
		"ranks",
		{ why: "Real leaders polish brass, and everybody else just looks on." },
		/polish-brass-bell ranks leading and managing: “Real leaders”/,
	],
	[
		"is dated",
		{ why: "It was much liked in 2020, when few people had anything else." },
		/polish-brass-bell is dated: “2020”/,
	],
	[
		"has a field that nobody knows",
		{ author: "matilda" },
		/positive-mindset\.yml:\d+ .*author/,
	],
	[
		"has another's id",
		{ id: nudges[0]?.id },
		/positive-mindset\.yml:\d+ id: .* is taken already, at prompts\/nudges\/positive-mindset\.yml:1/,
	],
	[
		"says nearly the same as another",
		{ text: nudges[0]?.text },
		/says nearly the same \(100 % alike\) as prompts\/nudges\/positive-mindset\.yml/,
	],
])(
	"a nudge that %s is refused with its file and line",
	(_, changes, expected) => {
		const mistakes = mistakesAfter(["positive-mindset", entry(changes)]);
		expect(mistakes).toHaveLength(1);
		expect(mistakes[0]).toMatch(expected);
	},
);

test("the same id in two series is refused", () => {
	const id = ofSeries("vision")[0]?.id;
	expect(mistakesAfter(["lead", entry({ id })]).join()).toMatch(
		/id: .* is taken already/,
	);
});

test("all mistakes are told in one go, across files", () => {
	const mistakes = mistakesAfter(
		["lead", entry({ claims: ["A99"] })],
		["manage", entry({ cheerful: "yes" })],
		["vision", (text) => `${text}\n- id: [never closed\n`],
	);
	expect(mistakes.join("\n")).toMatch(
		/lead\.yml:\d+ claims\.0: must be a claim from A1 to A42 or B1 to B45/,
	);
	expect(mistakes.join("\n")).toMatch(
		/manage\.yml:\d+ cheerful: must be true, or left out/,
	);
	expect(mistakes.join("\n")).toMatch(/vision\.yml:\d+ is not YAML/);
});

test("a series that would not last a year is refused, and so is one that is missing", () => {
	const [short] = mistakesAfter([
		"manage",
		(text) => text.slice(0, text.indexOf("\n- id:", 2000)),
	]);
	expect(short).toMatch(
		/prompts\/nudges\/manage\.yml:1 needs at least 52 nudges, one for each week of a year; it has \d+/,
	);
	const mistakes: string[] = [];
	readNudges(join(tmpdir(), "nowhere"), mistakes);
	expect(mistakes).toHaveLength(4);
});

test("npm run tips shows each series with what it holds back and which of its claims nobody carries", () => {
	const without = nudges.filter(({ claims }) => !claims.includes("B22"));
	const mindset = ofSeries("positive-mindset");
	const cheerful = mindset.filter((nudge) => nudge.cheerful).length;
	expect(stockText(nudges)).toMatch(
		new RegExp(`positive-mindset +${mindset.length} +${cheerful} {2}-`),
	);
	expect(stockText(without)).toMatch(/vision .*B22/);
});
