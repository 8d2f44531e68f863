import { expect, test } from "vitest";
import type { Judged } from "../../src/guidance/guidance.js";
import { type Measured, reportOn } from "../../src/guidance/report.js";

function row(
	is: Judged["verdict"],
	said: Judged["verdict"],
	more: Partial<Judged> = {},
): Measured {
	const share = { manage: 10, both: 50, lead: 90 };
	return {
		id: `${is}-${said}`,
		text: "",
		kind: "short",
		scope: "in",
		verdict: is,
		leadShare: share[is],
		themes: ["trust"],
		said: {
			scope: "in",
			english: true,
			verdict: said,
			first: said === "lead" ? "lead" : "manage",
			leadShare: share[said],
			confidence: 0.75,
			unsure: false,
			question: undefined,
			themes: ["trust"],
			reasons: [],
			tips: [],
			otherSide: "",
			...more,
		},
	};
}

test("counts what is right, what is opposite, and how far the share is off", () => {
	const report = reportOn([
		row("manage", "manage"),
		row("lead", "manage", { unsure: true }),
		row("both", "lead", { themes: ["vision"] }),
		row("lead", "lead"),
	]);
	expect(report).toMatchObject({
		accuracy: 0.5,
		opposite: 0.25,
		oppositeSure: 0,
		shareError: 30,
		unsure: 0.25,
		firstTheme: 0.75,
	});
	expect(report.accuracySure).toBeCloseTo(2 / 3);
	expect(report.calibrationError).toBeCloseTo(0.25);
	expect(report.misses.map(({ id }) => id)).toEqual([
		"lead-manage",
		"both-lead",
	]);
});

test("a harmless row taken as sensitive is a false alarm and a wrong answer", () => {
	const alarm: Measured = {
		...row("lead", "lead"),
		said: { scope: "sensitive", english: true, kind: "medical" },
	};
	const found: Measured = { ...alarm, scope: "sensitive", verdict: undefined };
	expect(reportOn([alarm, found, row("lead", "lead")])).toMatchObject({
		accuracy: 0.5,
		sensitiveRecall: 1,
		falseAlarms: 1,
		falseAlarmRate: 0.5,
	});
});
