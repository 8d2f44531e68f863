const mostWords = 11;
const wordPattern = /[\p{L}\p{N}]/u;

/**
 * A few words of a person's own that can stand between quotation marks in any sentence: from one sentence of theirs,
 * without marks that end one. `prefer` is quoted where it stands in the text. `undefined` where nothing can be quoted.
 */
export function quoteOf(text: string, prefer?: string): string | undefined {
	const sentences = (prefer && text.includes(prefer) ? prefer : text)
		.replace(/[\p{C}\s]+/gu, " ")
		.replace(/https?:\S+/g, "…")
		.split(/(?<=[.!?…。！？;])\s+|[?!。！？]+/u)
		.map(bare)
		.filter((sentence) => wordPattern.test(sentence));
	const sentence = sentences.find((one) => one.split(" ").length >= 3) ?? sentences[0];
	if (sentence === undefined) return undefined;
	const words = sentence.split(" ");
	const kept = words.length <= mostWords ? sentence : atComma(words);
	const quote = kept.length <= 110 ? kept : `${[...kept.slice(0, 100)].join("").replace(/\s+\S*$/, "")}…`;
	return [...quote].length >= 2 ? quote : undefined;
}

/** Without the marks around it that would clash with ours, and in one piece. */
function bare(text: string): string {
	return text
		.replace(/["“”„«»`*_~<>]/g, "")
		.replace(/[.?!…]+/g, (marks) => (marks.length > 1 ? "… " : marks))
		.replace(/\s+/g, " ")
		.replace(/^[\s,;:.…–—-]+|[\s,;:.…–—-]+$/g, "");
}

function atComma(words: readonly string[]): string {
	const start = words.slice(0, mostWords).join(" ");
	const comma = start.search(/[,;:](?!.*[,;:])/);
	return comma >= 15 ? start.slice(0, comma) : `${start}…`;
}
