import { join } from "node:path";
import { z } from "zod";
import { type Placed, readYamlLists } from "../content/yaml-files.js";
import { claimCodes } from "../guidance/claims.js";
import { themes } from "../guidance/theme.js";
import { evidenceGrades, roles, type Tip } from "./tip.js";

const words = (least: number, most: number) =>
	z
		.string("must be text")
		.transform((text) => text.trim().replace(/\s+/g, " "))
		.refine((text) => text !== "", "must not be empty")
		.refine(
			(text) => countWords(text) >= least && countWords(text) <= most,
			`must have ${least} to ${most} words`,
		);
const oneOf = (values: readonly string[]) =>
	`must be one of ${values.join(", ")}`;

const tipSchema = z.strictObject({
	id: z
		.string("must be text")
		.regex(
			/^[a-z0-9]+(-[a-z0-9]+)*$/,
			"must be lower-case words joined by hyphens",
		),
	title: words(2, 10),
	stance: z.enum(["lead", "manage"], oneOf(["lead", "manage"])),
	themes: z
		.array(z.enum(themes, oneOf(themes)), "must be a list of themes")
		.min(1, "needs at least one theme, or nobody will ever find it")
		.max(3, "may have three themes at the most"),
	roles: z
		.array(z.enum(roles, oneOf(roles)), "must be a list of roles")
		.default([]),
	do: words(12, 70),
	say: words(6, 60),
	why: words(8, 60),
	wrongWhen: words(6, 50),
	claims: z
		.array(
			z.enum(claimCodes, "must be a claim from A1 to A42 or B1 to B45"),
			"must be a list of claims",
		)
		.min(1, "needs at least one claim"),
	evidence: z.enum(evidenceGrades, oneOf(evidenceGrades)),
	source: words(1, 60),
});

/** The tips in a folder's `.yml` files, in the order of their names. Mistakes are added to `mistakes`. */
export function readTips(folder: string, mistakes: string[]): Tip[] {
	const placed = readYamlLists(join(folder, "tips"), tipSchema, mistakes);
	refuseTwins(placed, mistakes);
	return placed.map(({ value }) => value);
}

function refuseTwins(placed: readonly Placed<Tip>[], mistakes: string[]) {
	const first = new Map<string, string>();
	for (const { value, place } of placed) {
		const other = first.get(value.id);
		if (other)
			mistakes.push(`${place} id: ${value.id} is taken already, at ${other}`);
		else first.set(value.id, place);
	}
}

function countWords(text: string): number {
	return text.split(" ").length;
}
