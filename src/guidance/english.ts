import type { Reading } from "./reading.js";

const tooFewToTell = 4;
const leastKnownShare = 0.45;

/** Whether a text reads as English: of its words, enough are known from English examples. */
export function isEnglish(
	{ words }: Reading,
	known: ReadonlyMap<string, unknown>,
): boolean {
	const letters = words.filter(({ form }) => /\p{L}/u.test(form));
	if (letters.some(({ form }) => !/^[\p{Script=Latin}'’\d]+$/u.test(form)))
		return mostlyKnown(letters, known, 0.6);
	return (
		letters.length < tooFewToTell ||
		mostlyKnown(letters, known, leastKnownShare)
	);
}

function mostlyKnown(
	words: readonly { stem: string }[],
	known: ReadonlyMap<string, unknown>,
	share: number,
): boolean {
	const count = words.filter(
		({ stem }) => known.has(stem) || known.has(`~${stem}`),
	).length;
	return count >= words.length * share;
}
