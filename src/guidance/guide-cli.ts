// Answers on the command line: npm run -s guide -- [--json] "text", or --jsonl with lines {id, text} on standard input.
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { z } from "zod";
import { readContent } from "../content/content-files.js";
import { createLibrary } from "../tips/library.js";
import { guidanceJson, guidanceText } from "./guidance-text.js";
import { createGuide } from "./guide.js";

const { values, positionals } = parseArgs({
	options: { json: { type: "boolean" }, jsonl: { type: "boolean" } },
	allowPositionals: true,
});
const { knowledge, tips, safety } = readContent(
	fileURLToPath(new URL("../knowledge/", import.meta.url)),
);
const guide = createGuide(knowledge, createLibrary(tips));
const { contacts } = safety;
const write = (text: string) => process.stdout.write(`${text}\n`);
const lineSchema = z.object({
	id: z.union([z.string(), z.number()]),
	text: z.string(),
});

if (values.jsonl) await answerLines();
else if (positionals.length === 0) {
	process.stderr.write(
		'Say what is going on: npm run -s guide -- "nobody owns our releases"\n',
	);
	process.exitCode = 2;
} else {
	const guidance = guide.judge(positionals.join(" "));
	write(
		values.json
			? JSON.stringify(guidanceJson(guidance, contacts), null, 2)
			: guidanceText(guidance, contacts),
	);
}

async function answerLines() {
	let number = 0;
	for await (const line of createInterface({ input: process.stdin })) {
		number++;
		if (line.trim() === "") continue;
		const row = lineSchema.safeParse(parsed(line));
		if (row.success)
			write(
				JSON.stringify({
					id: row.data.id,
					...guidanceJson(guide.judge(row.data.text), contacts),
				}),
			);
		else {
			process.stderr.write(`Line ${number} is not {"id": …, "text": …}.\n`);
			process.exitCode = 1;
		}
	}
}

function parsed(line: string): unknown {
	try {
		return JSON.parse(line);
	} catch {
		return undefined;
	}
}
