import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { readYamlList } from "../content/yaml-files.js";
import { clauseCues, findingsIn } from "./findings.js";
import type { Knowledge } from "./guide.js";
import { learn, type Tuning } from "./learn.js";
import { compilePhrasebook, type Lexicon } from "./lexicon.js";
import { readSignals, type SignalFiles } from "./signal-files.js";
import type { Situation } from "./situation.js";
import { readSituations } from "./situation-files.js";
import { themes } from "./theme.js";

const oneOf = (values: readonly string[]) =>
	`must be one of ${values.join(", ")}`;
const sentence = z.string("must be text").trim().min(3, "must not be empty");
const doubtSchema = z.strictObject({
	id: sentence,
	themes: z.array(z.enum(themes, oneOf(themes))).default([]),
	question: sentence.max(150, "must have 150 characters at the most"),
	options: z
		.array(
			z.strictObject({
				answer: sentence.max(
					75,
					"must fit on a button: 75 characters at the most",
				),
				leadShare: z.number("must be a number from 0 to 100").min(0).max(100),
			}),
		)
		.min(2, "needs at least two answers")
		.max(5, "may have five answers at the most"),
});
const verdictNames = ["manage", "lead", "both"] as const;
const otherSideSchema = z.strictObject({
	theme: z.enum(themes, oneOf(themes)),
	verdict: z.enum(verdictNames, oneOf(verdictNames)),
	line: sentence,
});

/** What a folder's words come to before anything is learned. */
export type Sources = SignalFiles & {
	situations: Situation[];
	doubts: Knowledge["doubts"];
	otherSides: Knowledge["otherSides"];
};

/** Everything the guide needs from a content folder. Mistakes are added to `mistakes`. */
export function readSources(folder: string, mistakes: string[]): Sources {
	const guidance = (name: string) => join(folder, "guidance", name);
	const values = <S extends z.ZodType>(name: string, schema: S): z.infer<S>[] =>
		readYamlList(guidance(name), schema, mistakes).map(({ value }) => value);
	return {
		...readSignals(folder, mistakes),
		situations: readSituations(folder, mistakes),
		doubts: values("doubts.yml", doubtSchema),
		otherSides: values("other-sides.yml", otherSideSchema),
	};
}

/** What the guide knows once it has learned from `situations`. */
export function compileKnowledge(
	sources: Sources,
	situations = sources.situations,
	tuning?: Tuning,
): Knowledge {
	const {
		signals,
		sensitive,
		ordinary,
		out,
		clauses,
		groups,
		doubts,
		otherSides,
	} = sources;
	const patterns = [
		...[...signals, ...sensitive, ...ordinary, ...out].map(({ says }) => says),
		...clauseCues.map((cue) => clauses[cue]),
	];
	const counts = {
		signals: signals.length,
		sensitive: sensitive.length,
		ordinary: ordinary.length,
		out: out.length,
	};
	const book = compilePhrasebook(patterns, groups);
	const model = learn(
		situations,
		(text) => findingsIn(text, book, counts),
		signals,
		{ sensitive, out, ordinary },
		tuning,
	);
	return {
		book,
		counts,
		signals: signals.map((signal) => ({ ...signal, says: [] })),
		sensitive: sensitive.map(({ kind, strength }) => ({ kind, strength })),
		model,
		doubts,
		otherSides,
	};
}

const weightNames = ["share", "scope", "theme"] as const;

/** Writes compiled knowledge into a folder, for `readKnowledge`. */
export function writeKnowledge(
	folder: string,
	{ book, model, ...plain }: Knowledge,
): void {
	mkdirSync(folder, { recursive: true });
	const { traits, verdict } = model;
	const json = {
		...plain,
		book: {
			...book,
			stems: [...book.stems],
			forms: [...book.forms],
			groups: packed(book.groups),
			meanings: packed(book.meanings),
		},
		traits: [...traits.keys()],
		verdict,
	};
	writeFileSync(join(folder, "knowledge.json"), JSON.stringify(json));
	for (const name of weightNames)
		writeFileSync(
			join(folder, `${name}.weights`),
			new Uint8Array(model[name].buffer),
		);
}

/** The knowledge that `writeKnowledge` wrote. */
export function readKnowledge(folder: string): Knowledge {
	const { book, traits, verdict, ...plain } = JSON.parse(
		readFileSync(join(folder, "knowledge.json"), "utf8"),
	) as Packed;
	const [share, scope, theme] = weightNames.map((name) => {
		const bytes = readFileSync(join(folder, `${name}.weights`));
		return new Float32Array(
			bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength),
		);
	}) as [Float32Array, Float32Array, Float32Array];
	return {
		...plain,
		book: {
			...book,
			stems: new Map(book.stems),
			forms: new Map(book.forms),
			groups: unpacked(book.groups),
			meanings: unpacked(book.meanings),
		},
		model: {
			traits: new Map(traits.map((name, number) => [name, number])),
			share,
			scope,
			theme,
			verdict,
		},
	};
}

type PackedNet = {
	[Part in keyof Lexicon]: [number[], MapValue<Lexicon[Part]>[]];
};
type MapValue<M> = M extends Map<number, infer Value> ? Value : never;
type Packed = Omit<Knowledge, "book" | "model"> & {
	book: {
		stems: [string, number][];
		forms: [string, number][];
		groups: PackedNet;
		groupKeys: number[];
		meanings: PackedNet;
	};
	traits: string[];
	verdict: number[];
};

function packed({ starts, edges, skips, ends }: Lexicon): PackedNet {
	const columns = <V>(map: Map<number, V>): [number[], V[]] => [
		[...map.keys()],
		[...map.values()],
	];
	return {
		starts: columns(starts),
		edges: columns(edges),
		skips: columns(skips),
		ends: columns(ends),
	};
}

function unpacked({ starts, edges, skips, ends }: PackedNet): Lexicon {
	return {
		starts: mapOf(starts),
		edges: mapOf(edges),
		skips: mapOf(skips),
		ends: mapOf(ends),
	};
}

function mapOf<V>([keys, values]: [number[], V[]]): Map<number, V> {
	const map = new Map<number, V>();
	for (let i = 0; i < keys.length; i++)
		map.set(keys[i] as number, values[i] as V);
	return map;
}
