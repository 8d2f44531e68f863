import { expect, test } from "vitest";
import {
	actOfTitle,
	planSentence,
	sentenceIn,
} from "../../src/coaching/plan.js";

test.each([
	["when she comes in I'll ask her", "When she comes in, I will ask her."],
	[
		"When the stand-up starts, I will ask for one name!",
		"When the stand-up starts, I will ask for one name.",
	],
	[
		"if he is late again then i will say it",
		"When he is late again, I will say it.",
	],
	["I'll ask her when she comes in", "When she comes in, I will ask her."],
	[
		"no, when we meet on friday i'll start with thanks",
		"When we meet on friday, I will start with thanks.",
	],
	[
		"before I go on holiday, I'll write it down",
		"When it's time (“before I go on holiday”), I will write it down.",
	],
])("“%s” is a plan", (words, sentence) => {
	expect(sentenceIn(words)).toBe(sentence);
});

test.each(["monday", "talk to Tom", "looks good", "when?"])(
	"“%s” is no plan",
	(words) => {
		expect(sentenceIn(words)).toBeUndefined();
	},
);

test.each([
	[
		"monday stand-up",
		"talk to Tom",
		"When it's time (“monday stand-up”), I will talk to Tom.",
	],
	[
		"when the shift ends",
		"I'd like to thank them",
		"When the shift ends, I will thank them.",
	],
	[
		"on friday at nine.",
		"more one to ones",
		"When it's time (“on friday at nine”), I will do this: “more one to ones”.",
	],
	[
		"tomorrow, thanks",
		"Talk to Tom. Then write it down!",
		"When it's time (“tomorrow”), I will talk to Tom; Then write it down.",
	],
])(
	"a plan reads well whatever the moment (“%s”) and the act (“%s”) are",
	(cue, act, sentence) => {
		expect(planSentence(cue, act)).toBe(sentence);
	},
);

test.each([
	["Put your name beside it", "put my name beside it"],
	[
		"Hang up the questions you can't answer",
		"hang up the questions I can't answer",
	],
	["Clear whatever is waiting for you", "clear whatever is waiting for me"],
	[
		"Agree when you'll look, then stay away",
		"agree when I’ll look, then stay away",
	],
])("a tip's title “%s” is something I do: “%s”", (title, act) => {
	expect(actOfTitle(title)).toBe(act);
});
