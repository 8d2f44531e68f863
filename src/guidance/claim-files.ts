import { join } from "node:path";
import { z } from "zod";
import { readYamlFile } from "../content/yaml-files.js";
import { claimCodes } from "./claims.js";

const sentence = z
	.string("must be one plain sentence")
	.trim()
	.min(10, "must be one plain sentence");

const schema = z.strictObject(
	Object.fromEntries(claimCodes.map((code) => [code, sentence])),
);

/** What each claim says, by its code, from a folder's `guidance/claims.yml`. Mistakes are added to `mistakes`. */
export function readClaims(
	folder: string,
	mistakes: string[],
): Record<string, string> {
	const file = join(folder, "guidance", "claims.yml");
	return readYamlFile(file, schema, mistakes) ?? {};
}
