import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Document, isNode, LineCounter, parseDocument } from "yaml";
import type { ZodType, z } from "zod";

/** A thing read from a file of ours, and where it stands, as `folder/file.yml:12`. */
export type Placed<T> = { value: T; place: string };

/** Content that breaks its rules: one line for each mistake, with its place and what was expected. */
export class ContentError extends Error {
	override name = "ContentError";
	constructor(readonly mistakes: readonly string[]) {
		super(mistakes.join("\n"));
	}
}

/** The entries of every `.yml` list in a folder, in the order of their names. Mistakes are added to `mistakes`. */
export function readYamlLists<S extends ZodType>(
	folder: string,
	schema: S,
	mistakes: string[],
): Placed<z.infer<S>>[] {
	return yamlFilesIn(folder, mistakes).flatMap((file) =>
		readYamlList(join(folder, file), schema, mistakes),
	);
}

/** The entries of one file that holds a list. Mistakes are added to `mistakes`. */
export function readYamlList<S extends ZodType>(
	file: string,
	schema: S,
	mistakes: string[],
): Placed<z.infer<S>>[] {
	const source = openYaml(file, mistakes);
	if (!source) return [];
	const entries: unknown = source.document.toJS();
	if (!Array.isArray(entries)) {
		mistakes.push(
			`${shortName(file)}:1 must be a list, each entry with a dash before it`,
		);
		return [];
	}
	return entries.flatMap((entry: unknown, index) => {
		const checked = check(entry, schema, source, [index], mistakes);
		return checked === undefined
			? []
			: [
					{
						value: checked,
						place: `${shortName(file)}:${lineOf(source, [index])}`,
					},
				];
	});
}

/** What one file holds, checked; `undefined` where it breaks its rules. Mistakes are added to `mistakes`. */
export function readYamlFile<S extends ZodType>(
	file: string,
	schema: S,
	mistakes: string[],
): z.infer<S> | undefined {
	const source = openYaml(file, mistakes);
	return source && check(source.document.toJS(), schema, source, [], mistakes);
}

type Source = { file: string; document: Document; lines: LineCounter };
type Path = readonly PropertyKey[];

function yamlFilesIn(folder: string, mistakes: string[]): string[] {
	try {
		return readdirSync(folder)
			.filter((name) => /\.ya?ml$/.test(name) && !name.startsWith("."))
			.sort();
	} catch (error) {
		mistakes.push(`${shortName(folder)} cannot be read (${codeOf(error)})`);
		return [];
	}
}

function openYaml(file: string, mistakes: string[]): Source | undefined {
	let text: string;
	try {
		text = readFileSync(file, "utf8");
	} catch (error) {
		mistakes.push(`${shortName(file)} cannot be read (${codeOf(error)})`);
		return undefined;
	}
	const lines = new LineCounter();
	const document = parseDocument(text, { lineCounter: lines });
	for (const error of document.errors)
		mistakes.push(
			`${shortName(file)}:${lines.linePos(error.pos[0]).line} is not YAML: ${error.message.split(" at line")[0]}`,
		);
	return document.errors.length > 0 ? undefined : { file, document, lines };
}

function check<S extends ZodType>(
	value: unknown,
	schema: S,
	source: Source,
	at: Path,
	mistakes: string[],
): z.infer<S> | undefined {
	const checked = schema.safeParse(value);
	if (checked.success) return checked.data;
	for (const issue of checked.error.issues) {
		const path = [...at, ...issue.path];
		const where = issue.path.map(String).join(".");
		mistakes.push(
			`${shortName(source.file)}:${lineOf(source, path)} ${where ? `${where}: ` : ""}${issue.message}`,
		);
	}
	return undefined;
}

function lineOf({ document, lines }: Source, path: Path): number {
	for (let length = path.length; length >= 0; length--) {
		const node =
			length === 0
				? document.contents
				: document.getIn(path.slice(0, length), true);
		if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
	}
	return 1;
}

function shortName(file: string): string {
	return file
		.split(/[\\/]/)
		.slice(-3)
		.join("/")
		.replace(/^.*(prompts\/)/, "$1");
}

function codeOf(error: unknown): string {
	return (error as NodeJS.ErrnoException).code ?? "unreadable";
}
