import { join } from "node:path";
import { z } from "zod";
import { readYamlFile, readYamlList } from "../content/yaml-files.js";
import { PatternError, piecesOf } from "../guidance/pattern.js";
import { themes } from "../guidance/theme.js";
import { type Hearing, intents } from "./ear.js";
import {
	type Bank,
	bankFiles,
	leastPhrases,
	type Phrase,
	type Phrases,
} from "./phrases.js";
import { sentencesOf } from "./sentences.js";

const mostLength = 260;
const flattery =
	/\b(great|good|excellent|fantastic|amazing|wonderful|brilliant) (question|point|answer|idea|job|start)\b|\bwell done\b|\b(you are|you're|they are|they're) (right|wrong)\b|\bnot your fault\b|\bproud of\b/i;
const diagnosing =
	/\b(depress(ed|ion)|anxiety|burn-?out|narcissis\w+|toxic|trauma\w*|disorder|adhd)\b/i;

const oneOf = (values: readonly string[]) =>
	`must be one of ${values.join(", ")}`;
const hearingSchema = z.strictObject({
	id: z.enum(intents, oneOf(intents)),
	spare: z
		.union(
			[z.number().int().min(0), z.literal("any")],
			"must be a number of words, or any",
		)
		.default(0)
		.transform((spare) => (spare === "any" ? Number.MAX_SAFE_INTEGER : spare)),
	says: z
		.array(
			z.coerce
				.string()
				.trim()
				.min(1, "must not be empty")
				.superRefine(refuseBadPattern),
			"must be a list of patterns",
		)
		.min(1, "needs at least one pattern"),
});

/** Every word of the coach in a content folder. Mistakes are added to `mistakes`. */
export function readCoaching(
	folder: string,
	mistakes: string[],
): Phrases | undefined {
	const at = (name: string) => join(folder, "coaching", name);
	const before = mistakes.length;
	const said = new Set<string>();
	const banks = Object.entries(bankFiles).map(([file, banksOfFile]) =>
		readYamlFile(at(file), fileSchema(banksOfFile, said), mistakes),
	);
	const hears: Hearing[] = readYamlList(
		at("hears.yml"),
		hearingSchema,
		mistakes,
	).map(({ value }) => value);
	for (const id of intents)
		if (hears.filter((hearing) => hearing.id === id).length !== 1)
			mistakes.push(`prompts/coaching/hears.yml:1 needs ${id} once`);
	if (mistakes.length > before) return undefined;
	return { banks: Object.assign({}, ...banks) as Phrases["banks"], hears };
}

function fileSchema(banks: Record<string, Bank>, said: Set<string>) {
	return z.strictObject(
		Object.fromEntries(
			Object.entries(banks).map(([name, bank]) => [
				name,
				z
					.array(phraseSchema(bank, said), "must be a list of phrases")
					.refine(
						(phrases) =>
							phrases.filter((phrase) => phrase.themes.length === 0).length >=
							leastPhrases,
						`needs at least ${leastPhrases} phrases that fit any theme`,
					),
			]),
		),
	);
}

function phraseSchema(bank: Bank, said: Set<string>) {
	const text = z
		.string("must be text")
		.transform((say) => say.trim().replace(/\s+/g, " "))
		.superRefine((say, context) => {
			for (const message of mistakesIn(say, bank, said))
				context.addIssue({ code: "custom", message });
		});
	return z.union(
		[
			text.transform((say): Phrase => ({ say, themes: [] })),
			z.strictObject({
				say: text,
				themes: z.array(z.enum(themes, oneOf(themes))).min(1),
			}),
		],
		{ error: (issue) => unionMistake(issue) },
	);
}

/** What is wrong with the branch of a union that was meant. */
function unionMistake(issue: {
	code?: string | undefined;
	input?: unknown;
	errors?: readonly (readonly { message: string }[])[];
}): string | undefined {
	const branch = issue.errors?.[typeof issue.input === "string" ? 0 : 1];
	return branch?.map(({ message }) => message).join("; ");
}

function mistakesIn(
	say: string,
	{ asks, needs = [], may = [] }: Bank,
	said: Set<string>,
): string[] {
	const slots = [...say.matchAll(/\{([^{}]*)\}/g)].map(
		([, name]) => name as string,
	);
	const known: readonly string[] = [...needs, ...may];
	const questions = say.split("?").length - 1;
	const own = sentencesOf(say.replace(/\{\w+\}$/, ""));
	const again = own.filter((sentence) => said.has(sentence));
	for (const sentence of own) said.add(sentence);
	return [
		...(say === "" ? ["must not be empty"] : []),
		...(say.length > mostLength
			? [`must have ${mostLength} characters at the most`]
			: []),
		...slots
			.filter((slot) => !known.includes(slot))
			.map(
				(slot) =>
					`has no {${slot}} to fill in; known here: ${known.join(", ") || "none"}`,
			),
		...needs
			.filter((slot) => !slots.includes(slot))
			.map((slot) => `needs {${slot}}`),
		...(new Set(slots).size < slots.length
			? ["says the same thing twice"]
			: []),
		...(/[{}]/.test(say.replace(/\{[^{}]*\}/g, ""))
			? ["has a brace that does not close"]
			: []),
		...(asks && (questions !== 1 || !say.endsWith("?"))
			? ["must end in its one question mark"]
			: []),
		...(asks && /[,;] and (what|how|where|which|when|who)\b|\?.*\?/i.test(say)
			? ["asks two things"]
			: []),
		...(!asks && questions > 0 ? ["must not ask"] : []),
		...(/[!]/.test(say) ? ["exclaims"] : []),
		...(!/[.?:…”]$|\}$/.test(say) ? ["must end as a sentence does"] : []),
		...again.map(
			(sentence) => `“${sentence}” stands in another phrase already`,
		),
		...[flattery.exec(say), diagnosing.exec(say)].flatMap((found) =>
			found ? [`“${found[0]}” flatters, judges or diagnoses`] : [],
		),
	];
}

function refuseBadPattern(
	pattern: string,
	context: { addIssue(issue: { code: "custom"; message: string }): void },
) {
	try {
		piecesOf(pattern);
	} catch (error) {
		if (!(error instanceof PatternError)) throw error;
		context.addIssue({ code: "custom", message: error.message });
	}
}
