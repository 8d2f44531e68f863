import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { readYamlList } from "../content/yaml-files.js";
import { clauseCues, findingsIn } from "./findings.js";
import type { Knowledge } from "./guide.js";
import { learn, type Tuning } from "./learn.js";
import { compilePhrasebook, type Lexicon } from "./lexicon.js";
import { readSituation } from "./reading.js";
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
	const meanings = {
		signals: signals.length,
		sensitive: sensitive.length,
		ordinary: ordinary.length,
		out: out.length,
	};
	const counts = wordCounts(situations);
	const book = compilePhrasebook(
		patterns,
		groups,
		(stem) => counts.stems.get(stem) ?? 0,
	);
	book.frequent = counts.frequent;
	const model = learn(
		situations,
		(text) => findingsIn(text, book, meanings),
		signals,
		{ sensitive, out, ordinary },
		tuning,
	);
	return {
		book,
		counts: meanings,
		signals: signals.map((signal) => ({ ...signal, says: [] })),
		sensitive: sensitive.map(({ kind, strength }) => ({ kind, strength })),
		model,
		doubts,
		otherSides,
	};
}

const frequentFrom = 3;

/** How often each stem stands in the situations, and the stems of the words that stand there often. */
function wordCounts(situations: readonly Situation[]): {
	stems: Map<string, number>;
	frequent: Map<string, string>;
} {
	const stems = new Map<string, number>();
	const forms = new Map<string, number>();
	const frequent = new Map<string, string>();
	for (const { text } of situations)
		for (const { stem, form } of readSituation(text).words) {
			stems.set(stem, (stems.get(stem) ?? 0) + 1);
			forms.set(form, (forms.get(form) ?? 0) + 1);
			if (forms.get(form) === frequentFrom) frequent.set(form, stem);
		}
	return { stems, frequent };
}

const weightNames = ["share", "scope", "theme"] as const;
const netNames = ["groups", "meanings"] as const;

/** Writes compiled knowledge into a folder, for `readKnowledge`: words as JSON, numbers as they are. */
export function writeKnowledge(
	folder: string,
	{ book, model, ...plain }: Knowledge,
): void {
	mkdirSync(folder, { recursive: true });
	const json: Packed = {
		...plain,
		frequent: [...book.frequent],
		stems: [...book.stems],
		forms: [...book.forms],
		groupKeys: book.groupKeys,
		traits: [...model.traits.keys()],
		verdict: [...model.verdict],
		centres: [...model.centres],
	};
	writeFileSync(join(folder, "knowledge.json"), JSON.stringify(json));
	for (const name of weightNames)
		writeNumbers(join(folder, `${name}.weights`), [model[name]]);
	for (const name of netNames)
		writeNumbers(
			join(folder, `${name}.net`),
			netParts.map((part) => book[name][part]),
		);
}

/** The knowledge that `writeKnowledge` wrote. */
export function readKnowledge(folder: string): Knowledge {
	const {
		frequent,
		stems,
		forms,
		groupKeys,
		traits,
		verdict,
		centres,
		...plain
	} = JSON.parse(
		readFileSync(join(folder, "knowledge.json"), "utf8"),
	) as Packed;
	const weights = (name: (typeof weightNames)[number]) =>
		new Float32Array(
			readNumbers(join(folder, `${name}.weights`))[0] as ArrayBuffer,
		);
	return {
		...plain,
		book: {
			frequent: new Map(frequent),
			stems: new Map(stems),
			forms: new Map(forms),
			groupKeys,
			groups: readNet(join(folder, "groups.net")),
			meanings: readNet(join(folder, "meanings.net")),
		},
		model: {
			traits: new Map(traits.map((name, number) => [name, number])),
			share: weights("share"),
			scope: weights("scope"),
			theme: weights("theme"),
			verdict,
			centres,
		},
	};
}

type Packed = Omit<Knowledge, "book" | "model"> & {
	frequent: [string, string][];
	stems: [string, number][];
	forms: [string, number][];
	groupKeys: number[];
	traits: string[];
	verdict: number[];
	centres: number[];
};

const netParts = [
	"startsAt",
	"startNodes",
	"startBacks",
	"startNeeds",
	"needsAt",
	"needKeys",
	"edgesAt",
	"edgeKeys",
	"edgeNodes",
	"gaps",
	"skips",
	"ends",
	"meanings",
	"backs",
] as const satisfies readonly (keyof Lexicon)[];

function readNet(file: string): Lexicon {
	const arrays = readNumbers(file).map((bytes) => new Int32Array(bytes));
	return Object.fromEntries(
		netParts.map((part, i) => [part, arrays[i]]),
	) as Lexicon;
}

/** Arrays of four-byte numbers, each behind its length. */
function writeNumbers(
	file: string,
	arrays: readonly (Int32Array | Float32Array)[],
): void {
	const bytes = arrays.flatMap((array) => [
		new Uint8Array(Int32Array.of(array.length).buffer),
		new Uint8Array(array.buffer, array.byteOffset, array.byteLength),
	]);
	writeFileSync(file, Buffer.concat(bytes));
}

function readNumbers(file: string): ArrayBuffer[] {
	const bytes = readFileSync(file);
	const arrays: ArrayBuffer[] = [];
	for (let at = 0; at < bytes.length; ) {
		const length = bytes.readInt32LE(at) * 4;
		arrays.push(
			Uint8Array.from(bytes.subarray(at + 4, at + 4 + length)).buffer,
		);
		at += 4 + length;
	}
	return arrays;
}
