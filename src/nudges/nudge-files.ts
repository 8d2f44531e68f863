import { join } from "node:path";
import { z } from "zod";
import { toneFaults } from "../content/tone.js";
import { twinsAmong } from "../content/twins.js";
import { type Placed, readYamlList } from "../content/yaml-files.js";
import { claimCodes } from "../guidance/claims.js";
import { stemsOf } from "../tips/library.js";
import { type Nudge, type Series, seriesNames } from "./nudge.js";
import { claimsOfSeries, leastInSeries } from "./stock.js";

/** Higher than for tips: short texts share a turn of phrase sooner. */
const twinsFrom = 0.5;

const words = (least: number, most: number) =>
	z
		.string("must be text")
		.transform((text) => text.trim().replace(/\s+/g, " "))
		.refine((text) => text !== "", "must not be empty")
		.refine(
			(text) => countWords(text) >= least && countWords(text) <= most,
			`must have ${least} to ${most} words`,
		);

const schemaOf = (series: Series) =>
	z.strictObject({
		id: z
			.string("must be text")
			.regex(
				/^[a-z0-9]+(-[a-z0-9]+)*$/,
				"must be lower-case words joined by hyphens",
			),
		text: words(10, 60),
		why: words(6, 60),
		claims: z
			.array(
				z.enum(claimsOfSeries[series], claimRule(series)),
				"must be a list of claims",
			)
			.min(1, "needs at least one claim"),
		cheerful: z.boolean("must be true, or left out").default(false),
	});

/** The nudges in a folder's `nudges/`, series by series. Mistakes are added to `mistakes`. */
export function readNudges(folder: string, mistakes: string[]): Nudge[] {
	const placed = seriesNames.flatMap((series) =>
		readSeries(folder, series, mistakes),
	);
	refuseSameIds(placed, mistakes);
	refuseTone(placed, mistakes);
	refuseTwins(placed, mistakes);
	return placed.map(({ value }) => value);
}

function readSeries(
	folder: string,
	series: Series,
	mistakes: string[],
): Placed<Nudge>[] {
	const before = mistakes.length;
	const file = join(folder, "nudges", `${series}.yml`);
	const placed = readYamlList(file, schemaOf(series), mistakes);
	// Where entries could not be read, their number says nothing.
	if (placed.length < leastInSeries && mistakes.length === before)
		mistakes.push(
			`prompts/nudges/${series}.yml:1 needs at least ${leastInSeries} nudges, one for each week of a year; it has ${placed.length}`,
		);
	return placed.map(({ value, place }) => ({
		value: { ...value, series },
		place,
	}));
}

function refuseSameIds(placed: readonly Placed<Nudge>[], mistakes: string[]) {
	const first = new Map<string, string>();
	for (const { value, place } of placed) {
		const other = first.get(value.id);
		if (other)
			mistakes.push(`${place} id: ${value.id} is taken already, at ${other}`);
		else first.set(value.id, place);
	}
}

function refuseTone(placed: readonly Placed<Nudge>[], mistakes: string[]) {
	for (const { value, place } of placed)
		for (const fault of toneFaults(`${value.text} ${value.why}`))
			mistakes.push(`${place} ${value.id} ${fault}`);
}

function refuseTwins(placed: readonly Placed<Nudge>[], mistakes: string[]) {
	const texts = placed.map(({ value, place }) => ({
		id: `${place} ${value.id}`,
		stems: stemsOf(value.text),
	}));
	for (const { one, other, likeness } of twinsAmong(texts, twinsFrom))
		mistakes.push(
			`${other} says nearly the same (${Math.round(likeness * 100)} % alike) as ${one}`,
		);
}

function claimRule(series: Series): string {
	const allowed = claimsOfSeries[series];
	return allowed === claimCodes
		? "must be a claim from A1 to A42 or B1 to B45"
		: `must be one of the claims of ${series}: ${allowed.join(", ")}`;
}

function countWords(text: string): number {
	return text.split(" ").length;
}
