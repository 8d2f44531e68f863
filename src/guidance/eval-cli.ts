// Measures the guide on labelled situations: npm run eval -- FILE.jsonl [FILE.jsonl ...]
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { readContent } from "../content/content-files.js";
import { createLibrary } from "../tips/library.js";
import { createGuide } from "./guide.js";
import { reportOn, reportText } from "./report.js";
import { themes } from "./theme.js";

const worst = 12;
const rowSchema = z.object({
	id: z.string(),
	text: z.string(),
	kind: z.string().default("all"),
	scope: z.enum(["in", "out", "sensitive"]),
	verdict: z.enum(["manage", "lead", "both"]).optional(),
	lead_share: z.number().optional(),
	themes: z.array(z.enum(themes)).optional(),
});

const files = process.argv.slice(2);
if (files.length === 0) {
	process.stderr.write(
		"Name the files to measure on: npm run eval -- FILE.jsonl\n",
	);
	process.exit(2);
}
const { knowledge, tips } = readContent(
	fileURLToPath(new URL("../knowledge/", import.meta.url)),
);
const guide = createGuide(knowledge, createLibrary(tips));
for (const file of files) {
	const rows = readFileSync(file, "utf8")
		.split("\n")
		.filter((line) => line.trim() !== "")
		.map((line) => rowSchema.parse(JSON.parse(line)))
		.map(({ lead_share, ...row }) => ({
			...row,
			leadShare: lead_share,
			said: guide.judge(row.text),
		}));
	process.stdout.write(`${reportText(file, reportOn(rows), worst)}\n`);
}
