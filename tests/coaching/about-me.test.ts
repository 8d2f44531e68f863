import { expect, test } from "vitest";
import { nextTurn } from "../../src/coaching/coach.js";
import type { Turn } from "../../src/coaching/turn.js";
import { coaching } from "./rehearsal.js";

const begun = nextTurn(
	undefined,
	"our releases slip and nobody owns them",
	coaching(),
).conversation;
const said = (words: string): Turn => nextTurn(begun, words, coaching()).turn;
const saying = (words: string) => said(words).paragraphs.join(" ");

test.each([
	...[
		"what are you?",
		"are you a bot",
		"Are you an AI?",
		"are you human?",
		"am I talking to a person?",
		"is this chatgpt",
		"who are you",
	],
	...["is there a human reading this?", "bot or human?"],
])("“%s” is told that it is a program", (words) => {
	expect(saying(words)).toMatch(/program|software|bot|machine|automatic/i);
	expect(said(words).deed).toBeUndefined();
});

test.each([
	...[
		"who can read this",
		"who reads this?",
		"can my boss see this?",
		"does HR see what I write?",
		"is this confidential?",
		"is this private",
		"will you tell my manager?",
		"can anyone else read it",
	],
])(
	"“%s” is told that nobody reads it through the coach, and that Slack has rules of its own",
	(words) => {
		expect(saying(words)).toMatch(/Slack/);
	},
);

test.each([
	...[
		"what do you keep?",
		"do you store this?",
		"what do you do with my data?",
		"is this recorded?",
		"how long do you keep it?",
		"do you save what I write",
	],
])("“%s” is told what is kept and for how long", (words) => {
	expect(saying(words)).toMatch(
		/kept|keep|stored|memory|hold on|collect|need to go on|both encrypted/i,
	);
});

test.each([
	["forget me", { name: "forget-me" }],
	["please delete my data", { name: "forget-me" }],
	["what do you know about me?", { name: "know-me" }],
	["my plans", { name: "my-plans" }],
	["show me my plans please", { name: "my-plans" }],
	["quiet", { name: "quiet", until: undefined }],
	["quiet until 24 Dec", { name: "quiet", until: "2026-12-24" }],
	["stop messaging me", { name: "quiet", until: undefined }],
])("“%s” is a wish handed on, without a question", (words, command) => {
	const turn = said(words);
	expect(turn.deed).toEqual({ kind: "command", command });
	expect(turn.paragraphs.join("")).not.toContain("?");
});

test.each([
	...[
		"he said stop and left the room",
		"they never help each other",
		"I want them to forget the old way",
		"nobody reads my plans for the shift",
		"who can read the drawings is my problem",
		"my boss is useless and stupid to customers",
	],
])("“%s” is an answer, and no command", (words) => {
	const { turn, conversation } = nextTurn(begun, words, coaching());
	expect(turn.deed).toBeUndefined();
	expect(conversation.standing).toBe("open");
	expect(conversation.answers.goal).toBe(words);
});
