import { expect, test } from "vitest";
import { createLibrary } from "../../src/tips/library.js";
import {
	leaningOf,
	noOpinions,
	type TipOpinions,
} from "../../src/tips/opinion.js";
import { opinionsInTime } from "../../src/tips/opinions-in-time.js";
import { builtContent } from "../support/built-content.js";

const matilda = { workspaceId: "T-HARBOUR", personId: "U-MATILDA" };
const counted = (helpful: number, notForMe: number): TipOpinions => ({
	everyone: new Map([["plan", { helpful, notForMe }]]),
	own: new Map(),
});

test("nothing said moves nothing", () => {
	expect(leaningOf("plan", noOpinions)).toBe(0);
	expect(leaningOf("plan", counted(3, 3))).toBe(0);
});

test("the more people say the same, the further it moves a tip, and never far", () => {
	const moves = [1, 5, 50, 5000].map((people) =>
		leaningOf("plan", counted(people, 0)),
	);
	expect(moves).toEqual([...moves].sort((a, b) => a - b));
	expect(moves.at(-1)).toBeLessThan(0.08);
	expect(leaningOf("plan", counted(0, 5))).toBe(-(moves[1] as number));
});

test("one's own “not for me” weighs more than everybody's “helpful”", () => {
	const { everyone } = counted(5000, 0);
	const own = new Map([["plan", "not for me"]] as const);
	expect(leaningOf("plan", { everyone, own })).toBeLessThan(-0.1);
});

test("a tip that does not fit is not brought up by being liked", () => {
	const library = createLibrary(builtContent().library.tips);
	const wish = {
		themes: { deadlines: 1 },
		stems: [],
		stance: "manage",
	} as const;
	const ids = (opinions: TipOpinions) =>
		library
			.fitting({ ...wish, opinions })
			.map(({ tip }) => tip.id)
			.sort();
	const all = library.tips.map(({ id }) => id);
	const liked: TipOpinions = {
		everyone: new Map(all.map((id) => [id, { helpful: 9, notForMe: 0 }])),
		own: new Map(all.map((id) => [id, "helpful"])),
	};
	expect(ids(liked)).toEqual(ids(noOpinions));
});

test("an answer does not wait for a store that is slow or fails", async () => {
	const missed: unknown[] = [];
	const ask = (tipOpinions: () => Promise<TipOpinions>) =>
		opinionsInTime({ tipOpinions }, (error) => missed.push(error))(matilda);
	const broken = new Error("away");
	expect(await ask(() => Promise.reject(broken))).toBe(noOpinions);
	expect(await ask(() => new Promise(() => {}))).toBe(noOpinions);
	expect(missed).toEqual([broken, new Error("the store is slow")]);
	expect(await ask(async () => counted(1, 0))).toEqual(counted(1, 0));
	expect(missed).toHaveLength(2);
});
