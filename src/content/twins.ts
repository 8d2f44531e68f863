/** Two texts that say nearly the same; `likeness` is the share of their words that they have in common, from 0 to 1. */
export type Twins = { one: string; other: string; likeness: number };

/** The texts, given by the stems of their words, that are alike from `twinsFrom` on; the likest first. A rare word counts more. */
export function twinsAmong(
	texts: readonly { id: string; stems: readonly string[] }[],
	twinsFrom: number,
): Twins[] {
	const bags = texts.map(({ stems }) => new Set(stems));
	const rarity = new Map<string, number>();
	for (const bag of bags)
		for (const word of bag) rarity.set(word, (rarity.get(word) ?? 0) + 1);
	const weight = (word: string) =>
		Math.log(1 + texts.length / (rarity.get(word) ?? 1));
	const sum = (words: Iterable<string>) =>
		[...words].reduce((total, word) => total + weight(word), 0);
	const sizes = bags.map(sum);
	const twins: Twins[] = [];
	bags.forEach((bag, i) => {
		for (let j = i + 1; j < bags.length; j++) {
			const common = sum([...bag].filter((word) => bags[j]?.has(word)));
			const likeness =
				common / Math.max(1, Math.min(sizes[i] as number, sizes[j] as number));
			if (likeness >= twinsFrom)
				twins.push({
					one: texts[i]?.id ?? "",
					other: texts[j]?.id ?? "",
					likeness,
				});
		}
	});
	return twins.sort((a, b) => b.likeness - a.likeness);
}
