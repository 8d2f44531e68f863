import { expect, test } from "vitest";
import { nextTurn } from "../../src/coaching/coach.js";
import { coaching } from "./rehearsal.js";

const world = coaching();
const begun = nextTurn(
	undefined,
	"our releases slip and nobody owns them",
	world,
).conversation;

test.each([
	...[
		"I want to kill myself",
		"i'm thinking about suicide",
		"kill myself",
		"i cut myself last night",
		"I don't want to be here any more",
		"it would be better to end it all",
		"forget me, I want to die",
		"stop. i will hang myself",
	],
	...[
		"my boss touched me",
		"he drinks at work every day",
		"she is pregnant and i want to let her go",
	],
])(
	"“%s” ends the coaching with humane words and contacts, and nothing is kept",
	(words) => {
		const { conversation, turn } = nextTurn(begun, words, world);
		expect(turn.deed?.kind).toBe("hand-over");
		expect(turn.contacts).toEqual(world.content.contacts.contacts);
		expect(turn.paragraphs.join(" ")).not.toContain("?");
		expect(JSON.stringify(conversation)).not.toContain("releases");
		expect(conversation.answers).toEqual({});
	},
);

test.each([
	...[
		"I can't do this any more",
		"i cant do this anymore, it's too much",
		"I'm at the end of my rope",
		"I can't go on like this",
		"I cry every evening after work",
		"I'm crying",
		"I feel worthless",
		"I hate myself",
		"everything is too much",
	],
])("“%s” gets care, contacts and a choice", (words) => {
	const { conversation, turn } = nextTurn(begun, words, world);
	expect(turn.deed).toBeUndefined();
	expect(turn.contacts.length).toBeGreaterThan(0);
	expect(turn.choices.map(({ says }) => says)).toEqual(["go on", "stop"]);
	expect(conversation.ask).toBe("care");
	const stopped = nextTurn(conversation, "stop", world);
	expect(stopped.conversation.standing).toBe("paused");
	const on = nextTurn(conversation, "go on", world);
	expect(on.conversation).toMatchObject({ ask: "goal", standing: "open" });
});

test.each([
	...[
		"this deadline is killing me",
		"they can't do this any more without tools",
		"the project is on its last legs",
		"he gives up too early",
	],
])("“%s” is ordinary talk", (words) => {
	const { conversation, turn } = nextTurn(begun, words, world);
	expect(turn.contacts).toEqual([]);
	expect(conversation.answers.goal).toBe(words);
});

test("what was told before the distress is not lost when the person goes on", () => {
	const told =
		"I'm in tears. Since the merger nobody in my team talks to me and two want to leave";
	const cared = nextTurn(undefined, told, world);
	expect(cared.conversation.ask).toBe("care");
	const on = nextTurn(cared.conversation, "go on", world);
	expect(on.conversation.answers.situation).toBe(told);
	expect(on.turn.paragraphs.join(" ")).not.toContain("in tears");
});
