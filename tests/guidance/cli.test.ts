import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";

const cli = (name: string) =>
	fileURLToPath(new URL(`../../dist/guidance/${name}-cli.js`, import.meta.url));
const guide = (args: string[], input = "") =>
	execFileSync(process.execPath, [cli("guide"), ...args], {
		input,
		encoding: "utf8",
	});

const keys = [
	...[
		"scope",
		"verdict",
		"first",
		"leadShare",
		"confidence",
		"unsure",
		"question",
		"themes",
		"reasons",
		"tips",
	],
	...["otherSide", "contacts"],
];

test("a situation on the command line gets a readable answer", () => {
	const said = guide(["our releases slip every sprint and nobody owns them"]);
	expect(said).toMatch(
		/^Manage this one\.\n\d+ parts managing, \d+ parts leading; \d+ % sure\. About /,
	);
	expect(said).toContain(
		"“nobody owns them” reads as work that nobody owns: manage.",
	);
	expect(said).toContain("The other side: ");
});

test("--json gives one object with everything a program needs", () => {
	const said = JSON.parse(
		guide(["--json", "our releases slip every sprint and nobody owns them"]),
	);
	expect(Object.keys(said)).toEqual(keys);
	expect(said).toMatchObject({
		scope: "in",
		verdict: "manage",
		first: "manage",
		unsure: false,
		question: null,
		contacts: [],
	});
	for (const tip of said.tips)
		expect(Object.keys(tip)).toEqual([
			"id",
			"title",
			"stance",
			"themes",
			"do",
			"say",
			"wrongWhen",
			"source",
			"evidence",
		]);
	for (const reason of said.reasons)
		expect(Object.keys(reason).slice(0, 4)).toEqual([
			"words",
			"toward",
			"because",
			"claims",
		]);
});

test("--jsonl answers line by line, and names a line that it cannot read", () => {
	const lines = [
		'{"id": "a", "text": "nobody owns our releases"}',
		"nonsense",
		'{"id": "b", "text": "my nurse wants to end her life"}',
	];
	const { stdout, stderr, status } = spawnSync(
		process.execPath,
		[cli("guide"), "--jsonl"],
		{
			input: lines.join("\n"),
			encoding: "utf8",
		},
	);
	const [one, two, ...more] = stdout
		.trim()
		.split("\n")
		.map((line) => JSON.parse(line));
	expect(more).toEqual([]);
	expect(one).toMatchObject({ id: "a", scope: "in" });
	expect(two).toMatchObject({
		id: "b",
		scope: "sensitive",
		verdict: null,
		tips: [],
	});
	expect(two.contacts.length).toBeGreaterThan(0);
	expect(Object.keys(two).sort()).toEqual(["id", ...keys].sort());
	expect(stderr).toBe('Line 2 is not {"id": …, "text": …}.\n');
	expect(status).toBe(1);
});

test("eval prints every figure for a file of labelled rows", () => {
	const folder = mkdtempSync(join(tmpdir(), "lead-or-manage-"));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	const rows = [
		{
			id: "1",
			text: "our releases slip every sprint and nobody owns them",
			kind: "short",
			scope: "in",
			verdict: "manage",
			lead_share: 10,
			themes: ["deadlines"],
		},
		{
			id: "2",
			text: "she said she wants to end her life",
			kind: "short",
			scope: "sensitive",
		},
		{ id: "3", text: "hello there", kind: "short", scope: "out" },
	];
	writeFileSync(
		join(folder, "rows.jsonl"),
		rows.map((row) => JSON.stringify(row)).join("\n"),
	);
	const said = execFileSync(
		process.execPath,
		[cli("eval"), join(folder, "rows.jsonl")],
		{ encoding: "utf8" },
	);
	expect(said).toContain("accuracy             100.0 %   short 100.0 % of 1");
	expect(said).toContain(
		"sensitive recall     100.0 %   false alarms 0 (0.0 %)",
	);
	expect(said).toContain("out of scope found   100.0 %");
	for (const figure of [
		"opposite errors",
		"error of the share",
		"calibration error",
		"first theme right",
		"worst misses",
	])
		expect(said).toContain(figure);
});
