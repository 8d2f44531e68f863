// Situations that nobody wrote twice, made from those in prompts/situations.
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";

const folder = fileURLToPath(
	new URL("../../../prompts/situations/", import.meta.url),
);

/** `count` different texts, about as long as the ones people labelled; of exactly `words` words where that is given. */
export function generatedTexts(count, { words, seed = 7 } = {}) {
	const texts = readdirSync(folder)
		.filter((file) => file.endsWith(".yml"))
		.flatMap((file) => parse(readFileSync(folder + file, "utf8")))
		.map(({ text }) => text)
		.filter((text) => text.split(/\s+/).length > 5);
	const sentences = texts.flatMap((text) => text.split(/(?<=[.?!])\s+/));
	const everyWord = sentences.flatMap((sentence) => sentence.split(/\s+/));
	const pick = picker(seed);
	const made = new Set();
	while (made.size < count) {
		// Words of others in places of its own make another situation of it, and as long a one.
		const all = pick(texts).split(/\s+/);
		for (let i = 0; i < 3; i++) all[pick([...all.keys()])] = pick(everyWord);
		while (all.length < (words ?? 0)) all.push(...pick(sentences).split(/\s+/));
		made.add(all.slice(0, words).join(" "));
	}
	return [...made];
}

function picker(seed) {
	let state = seed;
	return (list) => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return list[Math.floor((state / 2 ** 32) * list.length)];
	};
}
