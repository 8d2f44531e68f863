import { join } from "node:path";
import { z } from "zod";
import { type Placed, readYamlLists } from "../content/yaml-files.js";
import type { Situation } from "./situation.js";
import { themes } from "./theme.js";

const oneOf = (values: readonly string[]) =>
	`must be one of ${values.join(", ")}`;
const themeList = z
	.array(z.enum(themes, oneOf(themes)), "must be a list of themes")
	.min(1, "needs at least one theme")
	.max(3, "may have three themes at the most");
const share = z
	.number("must be a whole number from 0 to 100")
	.int()
	.min(0)
	.max(100);

const inSchema = z.strictObject({
	text: z.string("must be text").trim().min(1, "must not be empty"),
	share: z.array(share, "must be a list of what each labeller gave").min(1),
	themes: z.union(
		[themeList.transform((list) => [list]), z.array(themeList).min(1)],
		{
			error: "must be a list of themes, or one such list for each labeller",
		},
	),
});
const elsewhereSchema = z.strictObject({
	text: z.string("must be text").trim().min(1, "must not be empty"),
	scope: z.enum(["out", "sensitive"], oneOf(["out", "sensitive"])),
});
const situationSchema = z.union([inSchema, elsewhereSchema], {
	error:
		"needs text with share and themes, or text with scope (out or sensitive)",
});

/** The labelled situations in a folder's `situations/`; each file is a pen. Mistakes are added to `mistakes`. */
export function readSituations(
	folder: string,
	mistakes: string[],
): Situation[] {
	return readYamlLists(
		join(folder, "situations"),
		situationSchema,
		mistakes,
	).map(asSituation);
}

function asSituation({
	value,
	place,
}: Placed<z.infer<typeof situationSchema>>): Situation {
	const pen = place.replace(/^.*\//, "").replace(/\.ya?ml:\d+$/, "");
	const id = place.replace(/^.*\//, "");
	if ("scope" in value)
		return {
			id,
			pen,
			text: value.text,
			scope: value.scope,
			shares: [],
			themes: [],
		};
	return {
		id,
		pen,
		text: value.text,
		scope: "in",
		shares: value.share,
		themes: value.themes,
	};
}
