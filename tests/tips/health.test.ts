import { expect, test } from "vitest";
import { claimCodes } from "../../src/guidance/claims.js";
import { healthOf } from "../../src/tips/health.js";
import type { Tip } from "../../src/tips/tip.js";
import { builtContent } from "../support/built-content.js";

const { library } = builtContent();
const [anyTip] = library.tips as [Tip];

test("all 87 claims are carried, and a lost one is told", () => {
	expect(claimCodes).toHaveLength(87);
	expect(healthOf(library.tips).missing).toEqual([]);
	const withoutB29 = library.tips.filter(
		({ claims }) => !claims.includes("B29"),
	);
	expect(healthOf(withoutB29).missing).toContain("B29");
});

test("every theme has at least five tips that lead and five that manage", () => {
	const { shelves, count } = healthOf(library.tips);
	expect(count).toBeGreaterThanOrEqual(230);
	expect(shelves.filter(({ lead, manage }) => lead < 5 || manage < 5)).toEqual(
		[],
	);
});

test("leading and managing are level in number and length", () => {
	const of = (stance: Tip["stance"]) =>
		library.tips.filter((tip) => tip.stance === stance);
	const length = (tips: readonly Tip[]) =>
		tips.reduce(
			(sum, tip) =>
				sum +
				`${tip.do} ${tip.say} ${tip.why} ${tip.wrongWhen}`.split(" ").length,
			0,
		) / tips.length;
	expect(of("lead")).toHaveLength(of("manage").length);
	expect(Math.abs(length(of("lead")) / length(of("manage")) - 1)).toBeLessThan(
		0.05,
	);
});

test("the tone of our library has no mistakes", () => {
	expect(healthOf(library.tips).mistakes).toEqual([]);
});

test.each([
	[
		"why",
		"Real leaders listen before they speak, always and to everyone.",
		"ranks leading and managing",
	],
	["why", "Don't just manage the work, lead it.", "ranks leading and managing"],
	["do", "As in the pandemic of 2020, ask everyone how they are.", "is dated"],
	["say", "Put it into Jira by Friday, please.", "names a brand"],
	["say", "Let's empower our stakeholders.", "uses a hollow word"],
	["title", "Thank them!", "exclaims"],
])("a tip whose %s says “%s” %s", (field, words, fault) => {
	const { mistakes } = healthOf([
		...library.tips,
		{ ...anyTip, id: "broken", [field]: words },
	]);
	expect(mistakes.join()).toContain(`broken ${fault}`);
});

test("two tips that say nearly the same are named", () => {
	const { twins } = healthOf([...library.tips, { ...anyTip, id: "copy" }]);
	expect(twins[0]).toEqual({ one: anyTip.id, other: "copy", likeness: 1 });
});
