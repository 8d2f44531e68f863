import fc from "fast-check";
import { expect, test } from "vitest";
import { builtContent } from "../support/built-content.js";

const { guide } = builtContent();

const words = [
	...[
		"nobody",
		"owns",
		"release",
		"they",
		"don't",
		"care",
		"but",
		"plan",
		"is",
		"fine",
		"why",
		"late",
		"again",
	],
	...[
		"boss",
		"checks",
		"everything",
		"tired",
		"quit",
		"meeting",
		".",
		",",
		"?",
		"\n",
		"🙃",
		"<!channel>",
		"’",
	],
];
const typed = fc.oneof(
	fc.string({ unit: "binary", maxLength: 400 }),
	fc
		.array(fc.constantFrom(...words), { maxLength: 80 })
		.map((list) => list.join(" ")),
);

test("anything that can be typed gets an answer, the same to the byte each time", () => {
	fc.assert(
		fc.property(typed, (text) => {
			const said = guide.judge(text);
			expect(JSON.stringify(guide.judge(text))).toBe(JSON.stringify(said));
			if (said.scope !== "in") return;
			const band =
				said.leadShare <= 35 ? "manage" : said.leadShare < 65 ? "both" : "lead";
			expect(said.verdict).toBe(band);
			expect(said.verdict === "both" || said.first === said.verdict).toBe(true);
			expect(said.question === undefined).toBe(!said.unsure);
			expect(said.tips.length).toBeGreaterThanOrEqual(2);
			expect(said.tips.length).toBeLessThanOrEqual(4);
			expect(said.otherSide).not.toBe("");
			for (const { words: quoted } of said.reasons)
				expect(text).toContain(quoted);
		}),
		{ numRuns: 400, seed: 20 },
	);
});

test("both is two halves: tips for managing and for leading, and which comes first", () => {
	const said = guide.judge(
		"half my nurses want to leave after the merger, nobody told them why we do it, and the rota for the new ward has no owner and two gaps a week",
	);
	if (said.scope !== "in") throw new Error("is in scope");
	const halves = new Set(said.tips.map(({ stance }) => stance));
	if (said.verdict === "both")
		expect(halves).toEqual(new Set(["lead", "manage"]));
	else expect(halves).toEqual(new Set([said.verdict]));
});

test("nothing typed at all is out of scope", () => {
	expect(guide.judge("").scope).toBe("out");
	expect(guide.judge(" \n\t ").scope).toBe("out");
});

test.each([
	"our releases slip every sprint and nobody owns them",
	"the plan is clear, they just don't see the point any more",
	"we merge two wards in March and half of my nurses want to leave",
	"this deadline is killing me, three suppliers late and nobody on the phones",
	"sales got murdered last quarter and the team laughs it off",
	"the printer died again and the nurses queue for the other one",
])("“%s” is ordinary and gets a verdict", (text) => {
	expect(guide.judge(text).scope).toBe("in");
});

test.each([
	"one of my nurses told me she doesn't want to live any more",
	"he keeps touching her waist when he walks past",
	"they threatened to wait for him after work with a knife",
	"my driver smells of drink every morning",
])("“%s” goes to people who are qualified", (text) => {
	expect(guide.judge(text).scope).toBe("sensitive");
});
