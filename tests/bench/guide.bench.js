// What an answer costs: npm run bench -- guide.
import { fileURLToPath } from "node:url";
import { readContent } from "../../dist/content/content-files.js";
import { createGuide } from "../../dist/guidance/guide.js";
import { createLibrary } from "../../dist/tips/library.js";

const situation =
	"Two of my best people keep missing the dates they promised and nobody says anything in the weekly meeting. They know the plan and what is theirs, but since the reorganisation they seem to go through the motions, and I am tired of asking. Should I set a harder deadline or talk to them first?";
const from = performance.now();
const content = readContent(
	fileURLToPath(new URL("../../dist/knowledge/", import.meta.url)),
);
const guide = createGuide(content.knowledge, createLibrary(content.tips));
const start = performance.now() - from;

const rounds = 300;
const each = [];
for (let round = 0; round < 15; round++) {
	const begun = performance.now();
	for (let i = 0; i < rounds; i++) guide.judge(`${situation} ${round} ${i}`);
	each.push(((performance.now() - begun) / rounds) * 1000);
}
each.sort((a, b) => a - b);
process.stdout.write(
	`content read and guide made in ${start.toFixed(0)} ms\n${situation.split(" ").length} words judged in ${each[7]?.toFixed(0)} us (median of 15 rounds of ${rounds}; fastest ${each[0]?.toFixed(0)} us)\n`,
);
