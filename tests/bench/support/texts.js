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
		.filter((text) => text.length > 60 && text.length < 900);
	const sentences = texts.flatMap((text) => text.split(/(?<=[.?!])\s+/));
	const pick = picker(seed);
	const made = new Set();
	while (made.size < count) {
		let text = pick(texts);
		const at = Math.floor(text.length / 2);
		const space = text.indexOf(" ", at);
		// Another's sentence in the middle makes another situation of it.
		text = `${text.slice(0, space)} ${pick(sentences)}${text.slice(space)}`;
		if (words !== undefined) {
			const all = text.split(/\s+/);
			while (all.length < words) all.push(...pick(sentences).split(/\s+/));
			text = all.slice(0, words).join(" ");
		}
		made.add(text);
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
