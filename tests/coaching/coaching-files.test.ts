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
import { readCoaching } from "../../src/coaching/coaching-files.js";

const prompts = fileURLToPath(new URL("../../prompts/", import.meta.url));

function mistakesAfter(
	file: string,
	change: (text: string) => string,
): string[] {
	const folder = mkdtempSync(join(tmpdir(), "lead-or-manage-"));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	cpSync(join(prompts, "coaching"), join(folder, "prompts", "coaching"), {
		recursive: true,
	});
	const path = join(folder, "prompts", "coaching", file);
	writeFileSync(path, change(readFileSync(path, "utf8")));
	const mistakes: string[] = [];
	readCoaching(join(folder, "prompts"), mistakes);
	return mistakes;
}

const instead = (line: string) => (text: string) =>
	text.replace(/^dont-know:\n.*\n/m, `dont-know:\n  - ${line}\n`);

test("our own words have no mistakes", () => {
	expect(mistakesAfter("care.yml", (text) => text)).toEqual([]);
});

test.each([
	["Is it?", "must not ask"],
	["Great question.", "“Great question” flatters, judges or diagnoses"],
	["You are depressed.", "“depressed” flatters, judges or diagnoses"],
	["Fine", "must end as a sentence does"],
	["Cheer up!", "exclaims"],
	[
		"You said {theirWords}.",
		"has no {theirWords} to fill in; known here: none",
	],
	["Sure thing.", "“sure thing.” stands in another phrase already"],
	['""', "must not be empty"],
])("the phrase “%s” is refused with its line: %s", (line, mistake) => {
	const [found, ...more] = mistakesAfter("detours.yml", instead(line));
	expect(found).toMatch(
		/^prompts\/coaching\/detours\.yml:\d+ (dont-know|thanks)\.\d+: /,
	);
	expect(found).toContain(mistake);
	expect(more.filter((one) => !/sentence does|stands in/.test(one))).toEqual(
		[],
	);
});

test("a question that asks two things, or does not ask, is refused", () => {
	const ask = (line: string) =>
		mistakesAfter("questions.yml", (text) =>
			text.replace(/^ask-act:\n.*\n/m, `ask-act:\n  - ${line}\n`),
		);
	expect(ask("What will you do, and when?")).toEqual([
		expect.stringMatching(/questions\.yml:\d+ ask-act\.0: asks two things/),
	]);
	expect(ask("Tell me more.")).toEqual([
		expect.stringMatching(/must end in its one question mark/),
	]);
});

test("too few phrases, an unknown bank and a pattern that does not close are told in one go", () => {
	expect(
		mistakesAfter("care.yml", (text) =>
			text.replace(/^care-on:\n(.*\n){3}/m, "care-on:\n"),
		),
	).toEqual([
		expect.stringMatching(
			/^prompts\/coaching\/care\.yml:\d+ care-on: needs at least 8 phrases/,
		),
	]);
	expect(
		mistakesAfter("care.yml", (text) => `${text}\nhugs:\n  - A hug.\n`)[0],
	).toMatch(/hugs/);
	expect(
		mistakesAfter("hears.yml", (text) =>
			text.replace("- (help|help me|", "- ((help|help me|"),
		)[0],
	).toMatch(/hears\.yml/);
});
