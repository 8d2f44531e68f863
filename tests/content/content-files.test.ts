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
import {
	compileContent,
	readContentFolder,
} from "../../src/content/content-files.js";
import { ContentError } from "../../src/content/yaml-files.js";

const prompts = fileURLToPath(new URL("../../prompts/", import.meta.url));

/** A copy of our words without most situations, to be broken. */
function copyOfPrompts(): string {
	const folder = mkdtempSync(join(tmpdir(), "lead-or-manage-"));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	cpSync(prompts, join(folder, "prompts"), {
		recursive: true,
		filter: (name) => !/situations.p(?!01)\d+\.yml$/.test(name),
	});
	return join(folder, "prompts");
}

function edit(folder: string, file: string, change: (text: string) => string) {
	const path = join(folder, file);
	writeFileSync(path, change(readFileSync(path, "utf8")));
}

function mistakesIn(folder: string): readonly string[] {
	try {
		readContentFolder(folder);
		return [];
	} catch (error) {
		if (error instanceof ContentError) return error.mistakes;
		throw error;
	}
}

test("our own words have no mistakes", () => {
	expect(mistakesIn(prompts)).toEqual([]);
});

test("every mistake is told in one go, with its file, its line and what was expected", () => {
	const folder = copyOfPrompts();
	edit(folder, "tips/crisis.yml", (text) =>
		text.replace("stance: manage", "stance: boss"),
	);
	edit(folder, "tips/vision.yml", (text) =>
		text.replace(/claims: \[.*\]/, "claims: [A99]"),
	);
	edit(folder, "guidance/doubts.yml", (text) =>
		text.replace("leadShare: 15", "leadShare: 150"),
	);
	edit(folder, "signals/work.yml", (text) =>
		text.replace(/says:\n\s+- .*/, 'says:\n    - "(never closed"'),
	);
	writeFileSync(
		join(folder, "situations", "p99.yml"),
		"- text: my team is late\n  share: [10]\n",
	);
	const mistakes = mistakesIn(folder);
	expect(mistakes).toHaveLength(5);
	expect(mistakes.join("\n")).toMatch(
		/prompts\/tips\/crisis\.yml:\d+ stance: must be one of lead, manage/,
	);
	expect(mistakes.join("\n")).toMatch(
		/prompts\/tips\/vision\.yml:\d+ claims\.0: must be a claim from A1 to A42 or B1 to B45/,
	);
	expect(mistakes.join("\n")).toMatch(
		/prompts\/guidance\/doubts\.yml:\d+ options\.0\.leadShare: must be a number from 0 to 100/,
	);
	expect(mistakes.join("\n")).toMatch(
		/prompts\/signals\/work\.yml:\d+ [\w-]+: brackets must close and may not be nested/,
	);
	expect(mistakes.join("\n")).toMatch(
		/prompts\/situations\/p99\.yml:1 needs text with share and themes/,
	);
});

test("the same id twice is told with both places", () => {
	const folder = copyOfPrompts();
	edit(
		folder,
		"tips/trust.yml",
		(text) =>
			text + text.slice(text.indexOf("- id:"), text.indexOf("\n- id:", 10)),
	);
	const [mistake, ...more] = mistakesIn(folder);
	expect(more).toEqual([]);
	expect(mistake).toMatch(
		/prompts\/tips\/trust\.yml:\d+ id: .* is taken already, at prompts\/tips\/trust\.yml:\d+/,
	);
});

test("a file that is no YAML is told with the line where it breaks", () => {
	const folder = copyOfPrompts();
	edit(folder, "tips/goals.yml", (text) => `${text}\n- id: [never closed\n`);
	expect(mistakesIn(folder).join("\n")).toMatch(
		/prompts\/tips\/goals\.yml:\d+ is not YAML/,
	);
});

test("what was compiled is compiled again only when a word of it, or the code, changed", () => {
	const folder = copyOfPrompts();
	const to = join(folder, "..", "knowledge");
	expect(compileContent(folder, to, "code 1")).toBe(true);
	expect(compileContent(folder, to, "code 1")).toBe(false);
	expect(compileContent(folder, to, "code 2")).toBe(true);
	edit(folder, "tips/trust.yml", (text) =>
		text.replace("why: >-", "why: >- # looked at again"),
	);
	expect(compileContent(folder, to, "code 2")).toBe(true);
}, 60_000);
