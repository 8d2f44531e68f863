import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { nextTurn } from "../../src/coaching/coach.js";
import type { Conversation } from "../../src/coaching/conversation.js";
import { turnText } from "../../src/coaching/turn-text.js";
import type { Angle } from "../../src/guidance/angle.js";
import { coaching, mondayMorning } from "./rehearsal.js";

type Exchange = {
	/** Hours since the message before. */
	hoursLater?: number;
	you: string;
	/** What a button brought along, with `you` as its words. */
	brought?: Omit<Angle, "words">;
	coach?: string;
};
type Transcript = { who: string; talk: Exchange[] };

const folder = fileURLToPath(new URL("./transcripts/", import.meta.url));
const files = readdirSync(folder).filter((name) => name.endsWith(".yml"));
// UPDATE_TRANSCRIPTS=1 writes what the coach says now into the files, to be read and judged in their difference.
const rewrite = process.env.UPDATE_TRANSCRIPTS === "1";

function replayed({ who, talk }: Transcript): Transcript {
	let conversation: Conversation | undefined;
	let now = mondayMorning.getTime();
	return {
		who,
		talk: talk.map((exchange) => {
			now += (exchange.hoursLater ?? 0.02) * 3_600_000;
			const { you, brought } = exchange;
			const message = brought ? { ...brought, words: you } : you;
			const next = nextTurn(conversation, message, coaching(new Date(now)));
			conversation = JSON.parse(
				JSON.stringify(next.conversation),
			) as Conversation;
			return { ...exchange, coach: `${turnText(next.turn)}\n` };
		}),
	};
}

test.each(files)("%s is said again, word for word", (name) => {
	const file = `${folder}${name}`;
	const transcript = parse(readFileSync(file, "utf8")) as Transcript;
	const again = replayed(transcript);
	if (rewrite)
		writeFileSync(
			file,
			stringify(again, { lineWidth: 0, blockQuote: "literal" }),
		);
	else expect(again).toEqual(transcript);
});

test("there are at least sixty conversations, twenty of them with people who make it hard", () => {
	expect(files.length).toBeGreaterThanOrEqual(60);
	expect(
		files.filter((name) => name.startsWith("hard-")).length,
	).toBeGreaterThanOrEqual(20);
});
