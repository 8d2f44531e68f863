import { describe, expect, test } from "vitest";
import { databases, testStore } from "../support/test-store.js";

const matilda = { workspaceId: "T-HARBOUR", personId: "U-MATILDA" };
const walter = { workspaceId: "T-HARBOUR", personId: "U-WALTER" };
const stranger = { workspaceId: "T-OTHER", personId: "U-MATILDA" };

describe.each(databases)("on %s", (database) => {
	test("what people said of tips is counted for the workspace and known for the person", async () => {
		const { store } = await testStore(database);
		const { feedback } = store;
		await feedback.rateTips(matilda, ["thank", "plan", "plan"], "helpful");
		await feedback.rateTips(walter, ["plan"], "not for me");
		await feedback.rateTips(stranger, ["plan"], "helpful");
		expect(await feedback.tipOpinions(walter)).toEqual({
			everyone: new Map([
				["thank", { helpful: 1, notForMe: 0 }],
				["plan", { helpful: 1, notForMe: 1 }],
			]),
			own: new Map([["plan", "not for me"]]),
		});
		const { own } = await feedback.tipOpinions(matilda);
		expect(own).toEqual(
			new Map([
				["plan", "helpful"],
				["thank", "helpful"],
			]),
		);
	});

	test("a later opinion replaces an earlier one, and the same one again counts once", async () => {
		const { store } = await testStore(database);
		const { feedback } = store;
		for (const opinion of ["helpful", "helpful", "not for me"] as const)
			await feedback.rateTips(matilda, ["plan"], opinion);
		expect(await feedback.tipOpinions(matilda)).toEqual({
			everyone: new Map([["plan", { helpful: 0, notForMe: 1 }]]),
			own: new Map([["plan", "not for me"]]),
		});
	});

	test("presses at the same moment, at several bots, are counted once for each person", async () => {
		const { store, another } = await testStore(database);
		const bots = [store, await another(), await another()];
		await Promise.all(
			Array.from({ length: 24 }, (_, i) =>
				bots[i % 3]?.feedback.rateTips(
					i % 2 === 0 ? matilda : walter,
					i % 4 === 0 ? ["plan", "thank"] : ["thank", "plan"],
					"helpful",
				),
			),
		);
		const { everyone } = await store.feedback.tipOpinions(matilda);
		expect(everyone).toEqual(
			new Map([
				["plan", { helpful: 2, notForMe: 0 }],
				["thank", { helpful: 2, notForMe: 0 }],
			]),
		);
	});

	test("nudges are counted for each channel, apart from tips", async () => {
		const { store } = await testStore(database);
		const { feedback } = store;
		await feedback.rateNudge(matilda, "C-LEADS", "n1", "helpful");
		await feedback.rateNudge(walter, "C-LEADS", "n1", "helpful");
		await feedback.rateNudge(walter, "C-LEADS", "n2", "not for me");
		await feedback.rateNudge(walter, "C-OTHER", "n3", "helpful");
		await feedback.rateTips(walter, ["n1"], "helpful");
		expect(await feedback.helpfulNudges("T-HARBOUR", "C-LEADS")).toEqual(
			new Map([["n1", 2]]),
		);
	});

	test("the learned pace of a workspace is the last one remembered", async () => {
		const { store } = await testStore(database);
		const learnedAt = new Date("2026-11-23T08:00:00Z");
		expect(await store.pace.learned("T-HARBOUR")).toBeUndefined();
		const learned = { perSecond: 5.25, burst: 20 };
		await store.pace.remember("T-HARBOUR", { ...learned, burst: 9 }, learnedAt);
		await store.pace.remember("T-HARBOUR", learned, learnedAt);
		expect(await store.pace.learned("T-HARBOUR")).toEqual(learned);
	});

	test("one instance at a time sends to a workspace, until it lets go or its time is over", async () => {
		const { store, another } = await testStore(database);
		const other = (await another()).pace;
		const nine = Date.parse("2026-11-23T08:00:00Z");
		const hold = (pace: typeof other, who: string, seconds: number) =>
			pace.hold(
				"T-HARBOUR",
				who,
				new Date(nine + seconds * 1000),
				new Date(nine + (seconds + 20) * 1000),
			);
		expect(await hold(store.pace, "first", 0)).toBe(true);
		expect(await hold(other, "second", 1)).toBe(false);
		expect(await hold(store.pace, "first", 10)).toBe(true);
		expect(await hold(other, "second", 29)).toBe(false);
		expect(await hold(other, "second", 30)).toBe(true);
		await store.pace.release("T-HARBOUR", "first");
		expect(await hold(store.pace, "first", 31)).toBe(false);
		await other.release("T-HARBOUR", "second");
		expect(await hold(store.pace, "first", 31)).toBe(true);
	});
});
