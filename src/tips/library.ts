import type { Stance } from "../guidance/signal.js";
import { themes as allThemes, type Theme } from "../guidance/theme.js";
import { plainWords, stem } from "../guidance/word-forms.js";
import { leaningOf, type TipOpinions } from "./opinion.js";
import type { Tip } from "./tip.js";

/** What a tip should fit. `themes` says how likely the situation is about each, from 0 to 1. */
type Wish = {
	themes: Partial<Record<Theme, number>>;
	/** How well each tip meets the words that the person used: see `meeting`. */
	words: WordFits;
	stance?: Stance;
	/** No more tips than this; all when left out. */
	most?: number;
	/** What people said of the tips moves those that fit up or down. */
	opinions?: TipOpinions;
};

/** For each tip, in the library's own order, how well words meet it. */
type WordFits = Float64Array;

/** A tip and how well it fits, the best first; ties go by id. */
type Fit = { tip: Tip; score: number };

/** The tips, and the ways to find them. */
export type Library = {
	tips: readonly Tip[];
	byId(id: string): Tip | undefined;
	/** How well each tip meets the words with these stems, in any order (BM25). */
	meeting(stems: readonly string[]): WordFits;
	/** Every tip that fits at all, the best first. */
	fitting(wish: Wish): Fit[];
};

/** The tips in which a word stands, and how much it says about each. */
type Postings = { tips: Int32Array; weights: Float64Array };

/** Below this a tip does not fit at all. */
const leastFit = 0.04;
const firstThemeCounts = [1, 0.55, 0.35];
const wordsCount = 0.5;
const saturation = 1.2;
/** A word in more of the library than this says nothing about which tip fits. */
const commonShare = 0.2;

/** A library that finds tips by theme, stance and words (BM25). */
export function createLibrary(tips: readonly Tip[]): Library {
	const byId = new Map(tips.map((tip) => [tip.id, tip]));
	const ordered = [...tips].sort((a, b) => (a.id < b.id ? -1 : 1));
	const postings = indexWords(ordered);
	const themesOf = ordered.map((tip) =>
		tip.themes.map((theme) => allThemes.indexOf(theme)),
	);
	return {
		tips,
		byId: (id) => byId.get(id),
		meeting(stems) {
			const fits = new Float64Array(ordered.length);
			for (const stem of new Set(stems)) {
				const list = postings.get(stem);
				if (!list) continue;
				for (let i = 0; i < list.tips.length; i++) {
					const tip = list.tips[i] as number;
					fits[tip] = (fits[tip] as number) + (list.weights[i] as number);
				}
			}
			return fits;
		},
		fitting({ themes, words, stance, opinions, most = ordered.length }) {
			const chances = Float64Array.from(allThemes, (name) => themes[name] ?? 0);
			const best: Fit[] = [];
			for (let i = 0; i < ordered.length; i++) {
				const tip = ordered[i] as Tip;
				if (stance && tip.stance !== stance) continue;
				const byWords = words[i] as number;
				const score =
					themeFit(themesOf[i] as number[], chances) +
					wordsCount * (byWords / (byWords + 8));
				if (score < leastFit) continue;
				const said = opinions ? leaningOf(tip.id, opinions) : 0;
				keep(
					best,
					{ tip, score: Math.round((score + said) * 1e6) / 1e6 },
					most,
				);
			}
			return best;
		},
	};
}

function themeFit(themes: readonly number[], chances: Float64Array): number {
	let fit = 0;
	for (let place = 0; place < themes.length; place++)
		fit +=
			(chances[themes[place] as number] as number) *
			(firstThemeCounts[place] as number);
	return fit;
}

/** Puts a fit in its place among the `most` best; of equals the one that came first stays first. */
function keep(best: Fit[], fit: Fit, most: number) {
	if (best.length >= most) {
		if (fit.score <= (best.at(-1) as Fit).score) return;
		best.pop();
	}
	let from = 0;
	let to = best.length;
	while (from < to) {
		const middle = (from + to) >> 1;
		if ((best[middle] as Fit).score >= fit.score) from = middle + 1;
		else to = middle;
	}
	best.splice(from, 0, fit);
}

/** The stems of a text, for looking up tips. */
export function stemsOf(text: string): string[] {
	return writtenWords(text).flatMap(plainWords).map(stem);
}

function writtenWords(text: string): string[] {
	return text.match(/[\p{L}\p{N}]+(?:['’]\p{L}+)*/gu) ?? [];
}

function indexWords(tips: readonly Tip[]): Map<string, Postings> {
	// The same words come again and again in a library, and stemming is slow.
	const known = new Map<string, string[]>();
	const stems = (text: string) =>
		writtenWords(text).flatMap((word) => {
			const found = known.get(word) ?? plainWords(word).map(stem);
			known.set(word, found);
			return found;
		});
	const texts = tips.map((tip) => {
		const title = stems(tip.title);
		return [
			...title,
			...title,
			...stems(`${tip.do} ${tip.say} ${tip.why} ${tip.themes.join(" ")}`),
		];
	});
	const usual =
		texts.reduce((sum, stems) => sum + stems.length, 0) /
		Math.max(1, texts.length);
	const found = new Map<string, { tip: number; weight: number }[]>();
	texts.forEach((stems, tip) => {
		const counts = new Map<string, number>();
		for (const word of stems) counts.set(word, (counts.get(word) ?? 0) + 1);
		for (const [word, count] of counts) {
			const weight =
				(count * (saturation + 1)) /
				(count + saturation * (0.25 + (0.75 * stems.length) / usual));
			const list = found.get(word) ?? [];
			list.push({ tip, weight });
			found.set(word, list);
		}
	});
	const postings = new Map<string, Postings>();
	for (const [word, list] of found) {
		if (list.length > Math.max(3, tips.length * commonShare)) continue;
		const rarity = Math.log(
			1 + (tips.length - list.length + 0.5) / (list.length + 0.5),
		);
		postings.set(word, {
			tips: Int32Array.from(list, ({ tip }) => tip),
			weights: Float64Array.from(list, ({ weight }) => weight * rarity),
		});
	}
	return postings;
}
