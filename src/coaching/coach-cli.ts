// A conversation in a terminal: npm run -s coach. Each line is a message, each answer a turn; Ctrl-D ends it.
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { readContent } from "../content/content-files.js";
import { createGuide } from "../guidance/guide.js";
import { createLibrary } from "../tips/library.js";
import { nextTurn } from "./coach.js";
import type { Conversation } from "./conversation.js";
import { createEar } from "./ear.js";
import { turnText } from "./turn-text.js";

const { knowledge, tips, safety, coaching } = readContent(
	fileURLToPath(new URL("../knowledge/", import.meta.url)),
);
const library = createLibrary(tips);
const guide = createGuide(knowledge, library);
const content = {
	phrases: coaching,
	ear: createEar(coaching.hears),
	contacts: safety,
	tip: library.byId,
};
const { timeZone } = Intl.DateTimeFormat().resolvedOptions();

let conversation: Conversation | undefined;
process.stdout.write("Write a message and press Enter.\n");
for await (const line of createInterface({ input: process.stdin })) {
	const next = nextTurn(conversation, line, {
		guide,
		content,
		now: new Date(),
		timeZone,
	});
	conversation = next.conversation;
	process.stdout.write(`\n${turnText(next.turn)}\n\n`);
}
