import { plainWords, stem } from "./word-forms.js";

/** What may stand at one place of a pattern: a word in any form, a word in just this form, or a member of a group. */
export type Step =
	| { kind: "word"; stem: string }
	| { kind: "form"; form: string }
	| { kind: "group"; name: string };

/** A piece of a pattern: one of several runs of steps, which may be missing where it is optional; or a gap. */
export type Piece =
	| { kind: "choice"; runs: Step[][]; optional: boolean }
	| { kind: "gap" };

/** A pattern that breaks the rules of the pattern language. */
export class PatternError extends Error {
	override name = "PatternError";
}

/** The pieces of a pattern, in order: `miss (deadline|date)` has two. Throws a `PatternError`. */
export function piecesOf(pattern: string): Piece[] {
	const written =
		pattern.match(/\([^()[\]]*\)|\[[^()[\]]*\]|\.\.\.|…|[^\s()[\]]+/g) ?? [];
	const bare = (text: string) => text.replace(/\s/g, "");
	if (bare(written.join("")) !== bare(pattern))
		throw new PatternError(
			`brackets must close and may not be nested: ${pattern}`,
		);
	const pieces = written.flatMap((piece) => pieceOf(piece, pattern));
	const needed = (piece: Piece | undefined) =>
		piece?.kind === "choice" && !piece.optional;
	if (!pieces.some(needed)) throw new PatternError(`can be empty: ${pattern}`);
	if (pieces[0]?.kind === "gap" || pieces.at(-1)?.kind === "gap")
		throw new PatternError(`a gap needs words on both sides: ${pattern}`);
	return pieces;
}

function pieceOf(written: string, pattern: string): Piece[] {
	if (written === "..." || written === "…") return [{ kind: "gap" }];
	const bracket = written[0] === "(" || written[0] === "[";
	if (!bracket && written.includes("|"))
		throw new PatternError(`a bar belongs in brackets: ${pattern}`);
	const runs = (bracket ? written.slice(1, -1).split("|") : [written])
		.map((words) => words.split(/\s+/).filter(Boolean).flatMap(stepsOf))
		.filter((run) => run.length > 0);
	if (runs.length === 0)
		throw new PatternError(`has no words where some should be: ${pattern}`);
	if (bracket) return [{ kind: "choice", runs, optional: written[0] === "[" }];
	return (
		runs[0]?.map((step) => ({
			kind: "choice",
			runs: [[step]],
			optional: false,
		})) ?? []
	);
}

function stepsOf(word: string): Step[] {
	if (word.startsWith("@")) return [{ kind: "group", name: word.slice(1) }];
	if (word.startsWith("="))
		return [{ kind: "form", form: word.slice(1).toLowerCase() }];
	return word
		.split(/[^\p{L}\p{N}'’]+/u)
		.filter(Boolean)
		.flatMap(plainWords)
		.map((form) => ({ kind: "word" as const, stem: stem(form) }));
}
