// What judging costs, beside a search of the same tips with the same texts.
import { fileURLToPath } from "node:url";
import MiniSearch from "minisearch";
import { readContent } from "../../dist/content/content-files.js";
import { createGuide } from "../../dist/guidance/guide.js";
import { createLibrary } from "../../dist/tips/library.js";
import { median, quantile, write } from "./support/figures.js";
import { generatedTexts } from "./support/texts.js";

const folder = fileURLToPath(new URL("../../dist/knowledge/", import.meta.url));

const reads = Array.from({ length: 9 }, () => timed(() => readContent(folder)));
const { knowledge, tips } = readContent(folder);
const makes = Array.from({ length: 9 }, () =>
	timed(() => createGuide(knowledge, createLibrary(tips))),
);
write(
	`Compiled content read in ${median(reads).toFixed(0)} ms (first ${reads[0].toFixed(0)}), a guide made of it in ${median(makes).toFixed(0)} ms (first ${makes[0].toFixed(0)}); together under 150`,
);

const texts = generatedTexts(4_000, { words: 50 });
compare("50 words", texts, tips);
compare("20,000 generated tips, 50 words", texts.slice(0, 40), manyTips());
const long = generatedTexts(2_000, { words: 50, seed: 11 });
const chars = Array.from({ length: 9 }, (_, i) =>
	long
		.slice(i * 200, (i + 2) * 200)
		.join(". ")
		.slice(0, 40_000),
);
const guide = createGuide(knowledge, createLibrary(tips));
const whole = chars.map((text) => timed(() => guide.judge(text)));
write(
	`40,000 characters: median ${median(whole).toFixed(1)} ms, longest ${Math.max(...whole).toFixed(1)} ms`,
);

function compare(title, texts, tips) {
	const guide = createGuide(knowledge, createLibrary(tips));
	const search = new MiniSearch({
		fields: ["title", "do", "say", "why", "themes"],
		extractField: (tip, field) => [tip[field]].flat().join(" "),
	});
	search.addAll(tips);
	for (const text of texts.slice(0, Math.min(500, texts.length / 4))) {
		guide.judge(text);
		search.search(text);
	}
	const ours = [];
	const theirs = [];
	// In turn, so that whatever else the machine does slows both.
	for (const text of texts) {
		ours.push(timed(() => guide.judge(text)));
		theirs.push(timed(() => search.search(text).slice(0, 4)));
	}
	write(
		`${title}: the guide, tips included, median ${micros(median(ours))}, 99 % ${micros(quantile(ours, 0.99))}; MiniSearch alone ${micros(median(theirs))}, 99 % ${micros(quantile(theirs, 0.99))}: ${(median(ours) / median(theirs)).toFixed(2)} times`,
	);
}

function manyTips() {
	return Array.from({ length: 20_000 }, (_, i) => {
		const part = (step) => tips[(i * step + Math.floor(i / 7)) % tips.length];
		return {
			...part(1),
			id: `generated-${i}`,
			say: part(3).say,
			why: part(11).why,
			themes: part(17).themes,
		};
	});
}

function timed(deed) {
	const from = performance.now();
	deed();
	return performance.now() - from;
}

function micros(ms) {
	return `${Math.round(ms * 1_000)} µs`;
}
