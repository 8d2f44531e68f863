import { readdirSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import {
	type Placed,
	readYamlFile,
	readYamlList,
} from "../content/yaml-files.js";
import { claimCodes } from "./claims.js";
import { type Groups, UnknownGroupError } from "./lexicon.js";
import { PatternError, piecesOf } from "./pattern.js";
import { type SensitiveSignal, type Signal, sensitiveKinds } from "./signal.js";
import { themes } from "./theme.js";

const id = z
	.string("must be text")
	.regex(
		/^[a-z0-9]+(-[a-z0-9]+)*$/,
		"must be lower-case words joined by hyphens",
	);
const sentence = z.string("must be text").trim().min(3, "must not be empty");
const says = z
	.array(
		z.coerce.string().trim().min(1, "must not be empty"),
		"must be a list of patterns",
	)
	.min(
		1,
		"needs at least one pattern, or nobody will ever be understood by it",
	);
const oneOf = (values: readonly string[]) =>
	`must be one of ${values.join(", ")}`;
const strength = z.number("must be 1, 2 or 3").int().min(1).max(3);
const sensitiveStrength = z.number("must be 1, 2, 3 or 4").int().min(1).max(4);

const signalSchema = z.strictObject({
	id,
	means: sentence,
	toward: z.enum(["lead", "manage"], oneOf(["lead", "manage"])),
	pull: strength,
	because: sentence,
	themes: z
		.array(z.enum(themes, oneOf(themes)), "must be a list of themes")
		.min(1)
		.max(3),
	claims: z
		.array(
			z.enum(claimCodes, "must be a claim from A1 to A42 or B1 to B45"),
			"must be a list of claims",
		)
		.min(1, "needs at least one claim"),
	says,
});
const sensitiveSchema = z.strictObject({
	id,
	kind: z.enum(sensitiveKinds, oneOf(sensitiveKinds)),
	means: sentence,
	strength: sensitiveStrength,
	says,
});
const plainSchema = z.strictObject({
	id,
	means: sentence,
	strength: strength.default(1),
	says,
});
const clauseSchema = z.strictObject({
	dismissed: says,
	gap: says,
	contrast: says,
	ask: says,
});
const groupSchema = z.record(z.string(), z.array(z.coerce.string()));

/** What people mean and how they say it: everything in `signals/`. */
export type SignalFiles = {
	signals: Signal[];
	sensitive: SensitiveSignal[];
	/** Alarming words in ordinary use. */
	ordinary: { id: string; says: readonly string[] }[];
	/** Nothing to lead or manage. */
	out: { id: string; strength: number; says: readonly string[] }[];
	clauses: z.infer<typeof clauseSchema>;
	groups: Groups;
};

/** Files of another format than signals; several may share a beginning, as `sensitive-health.yml` does. */
const special = ["sensitive", "ordinary", "out", "clauses", "groups"];

/** The signals of a folder. Mistakes, those in patterns too, are added to `mistakes`. */
export function readSignals(folder: string, mistakes: string[]): SignalFiles {
	const at = (name: string) => join(folder, "signals", name);
	const names = readdirSync(join(folder, "signals"))
		.filter((name) => name.endsWith(".yml"))
		.sort();
	const kindOf = (name: string) =>
		special.find((kind) => name.startsWith(kind));
	const list = <S extends z.ZodType>(kind: string | undefined, schema: S) =>
		names
			.filter((name) => kindOf(name) === kind)
			.flatMap((name) => readYamlList(at(name), schema, mistakes));
	const signals = list(undefined, signalSchema);
	const sensitive = list("sensitive", sensitiveSchema);
	const ordinary = list("ordinary", plainSchema);
	const out = list("out", plainSchema);
	const clauses = readYamlFile(at("clauses.yml"), clauseSchema, mistakes);
	const groups = readYamlFile(at("groups.yml"), groupSchema, mistakes) ?? {};
	const all = [...signals, ...sensitive, ...ordinary, ...out];
	refuseTwins(all, mistakes);
	refuseBadPatterns(all, groups, mistakes);
	const none = { dismissed: [], gap: [], contrast: [], ask: [] };
	return {
		signals: signals.map(({ value }) => value),
		sensitive: sensitive.map(({ value }) => value),
		ordinary: ordinary.map(({ value }) => value),
		out: out.map(({ value }) => value),
		clauses: clauses ?? none,
		groups,
	};
}

type Entry = Placed<{ id: string; says: readonly string[] }>;

function refuseTwins(entries: readonly Entry[], mistakes: string[]) {
	const first = new Map<string, string>();
	for (const { value, place } of entries) {
		const other = first.get(value.id);
		if (other)
			mistakes.push(`${place} id: ${value.id} is taken already, at ${other}`);
		else first.set(value.id, place);
	}
}

function refuseBadPatterns(
	entries: readonly Entry[],
	groups: Groups,
	mistakes: string[],
) {
	for (const { value, place } of entries)
		for (const pattern of value.says)
			try {
				refuseUnknownGroups(pattern, groups);
			} catch (error) {
				if (
					!(error instanceof PatternError || error instanceof UnknownGroupError)
				)
					throw error;
				mistakes.push(`${place} ${value.id}: ${error.message}`);
			}
}

function refuseUnknownGroups(pattern: string, groups: Groups) {
	for (const piece of piecesOf(pattern))
		for (const step of piece.kind === "choice" ? piece.runs.flat() : [])
			if (step.kind === "group" && !Object.hasOwn(groups, step.name))
				throw new UnknownGroupError(
					`there is no group @${step.name}: ${pattern}`,
				);
}
