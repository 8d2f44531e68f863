const mostWords = 11;
const leastWords = 3;
const mostLength = 100;
const wordPattern = /[\p{L}\p{N}]/u;
const joints =
	/^(and|because|so|that|which|who|when|while|or|then|as|since|before|after)$/i;
const openers =
	/^(i (don['’]?t|do not) know|idk|dunno|well|ok|okay|hm+|so|oh|ah|yes|no|yeah|honestly|to be honest|i guess|i mean|maybe|probably|look|sorry|i['’]?m sorry|thanks)[,.:;…–-]+\s*|^(and|but|so|then)\s+(?=\S+ \S+)/i;
const courtesies =
	/,\s*(thanks|thank you|please)( (so much|a lot|for asking))?$/i;
const loose =
	/\s(in|of|to|the|a|an|and|or|every|with|for|on|at|by|my|our|as|i|is|are|was|that|but|then|so|because|when|who|which)$/i;

/**
 * A few words of a person's own that can stand between quotation marks in any sentence: from one sentence of theirs,
 * without marks that end one; the sentence with `prefer` in it, where there is one. `undefined` where nothing can be quoted.
 */
export function quoteOf(text: string, prefer?: string): string | undefined {
	const sentences = text
		.replace(/https?:\S+/g, "…")
		.replace(/[^\S\n]+/g, " ")
		.split(/(?<=[.!?…。！？;])\s+|[?!。！？\n]+/u)
		.map((sentence) =>
			bare(sentence).replace(openers, "").replace(courtesies, ""),
		)
		.filter((sentence) => wordPattern.test(sentence));
	const telling =
		prefer === undefined
			? undefined
			: sentences.find((one) => one.includes(bare(prefer)));
	const sentence = telling ?? fullest(about(sentences).slice(0, 3));
	if (sentence === undefined) return undefined;
	const quote = brief(sentence, telling && prefer ? bare(prefer) : undefined);
	return [...quote].length >= 2 ? quote : undefined;
}

/** Without those that only ask the coach for something, where there are others. */
function about(sentences: readonly string[]): readonly string[] {
	const others = sentences.filter(
		(sentence) => !/^(can|could|would|will|do|are) you\b/i.test(sentence),
	);
	return others.length > 0 ? others : sentences;
}

/** The one that says the most, the first of those that are long enough. */
function fullest(sentences: readonly string[]): string | undefined {
	const size = (sentence: string) => Math.min(mostWords, countOf(sentence));
	return sentences.reduce<string | undefined>(
		(best, one) => (best === undefined || size(one) > size(best) ? one : best),
		undefined,
	);
}

/** Words that were found in a text, as they can be quoted: without what hangs loose at the end. */
export function withoutLooseEnd(words: string): string {
	let tight = bare(words);
	while (loose.test(tight) && countOf(tight) > 2)
		tight = tight.replace(loose, "");
	return tight;
}

/** Without the marks around it that would clash with ours, and in one piece. */
function bare(text: string): string {
	return text
		.replace(/[\p{C}\s]+/gu, " ")
		.replace(/["“”„«»`*_~<>{}]/g, "")
		.replace(/@(channel|here|everyone)\b/gi, "$1")
		.replace(/[.?!…]+/g, (marks) => (marks.length > 1 ? "… " : marks))
		.replace(/\s+/g, " ")
		.replace(/^[\s,;:.…–—-]+|[\s,;:.…–—-]+$/g, "");
}

function brief(sentence: string, prefer: string | undefined): string {
	// What follows "but" is what somebody means.
	const clauses = sentence
		.split(/\s*[,;:]\s+|\s+(?=but\s)/)
		.map((clause) => clause.replace(/^but\s+/, ""))
		.sort(
			(one, other) =>
				Number(afterBut(sentence, other)) - Number(afterBut(sentence, one)),
		);
	const from =
		countOf(sentence) <= mostWords
			? sentence
			: ((prefer && clauses.find((clause) => clause.includes(prefer))) ??
				clauses.find((clause) => countOf(clause) >= leastWords + 2) ??
				sentence);
	const words = from.split(" ");
	const kept = words.length <= mostWords ? from : atJoint(words);
	return kept.length <= mostLength
		? kept
		: `${[...kept.slice(0, mostLength - 10)].join("").replace(/\s+\S*$/, "")}…`;
}

function afterBut(sentence: string, clause: string): boolean {
	return sentence.includes(`but ${clause}`);
}

/** The beginning, up to the last place where a sentence can be parted. */
function atJoint(words: readonly string[]): string {
	for (let at = mostWords; at > leastWords + 1; at--)
		if (joints.test(words[at] ?? ""))
			return `${withoutLooseEnd(words.slice(0, at).join(" "))}…`;
	return `${withoutLooseEnd(words.slice(0, mostWords).join(" "))}…`;
}

function countOf(text: string): number {
	return text.split(" ").length;
}
