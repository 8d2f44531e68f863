import type { Stance } from "../guidance/signal.js";
import type { Theme } from "../guidance/theme.js";
import { plainWords, stem } from "../guidance/word-forms.js";
import { leaningOf, type TipOpinions } from "./opinion.js";
import type { Tip } from "./tip.js";

/** What a tip should fit. `themes` says how likely the situation is about each, from 0 to 1. */
type Wish = {
	themes: Partial<Record<Theme, number>>;
	/** Stems of the words that the person used, in any order. */
	stems: readonly string[];
	stance?: Stance;
	/** What people said of the tips moves those that fit up or down. */
	opinions?: TipOpinions;
};

/** A tip and how well it fits, the best first; ties go by id. */
type Fit = { tip: Tip; score: number };

/** The tips, and the ways to find them. */
export type Library = {
	tips: readonly Tip[];
	byId(id: string): Tip | undefined;
	/** Every tip that fits at all, the best first. */
	fitting(wish: Wish): Fit[];
};

type Posting = { tip: number; weight: number };

const noPostings: Posting[] = [];
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
	const postings = indexWords(tips);
	return {
		tips,
		byId: (id) => byId.get(id),
		fitting({ themes, stems, stance, opinions }) {
			const words = new Float64Array(tips.length);
			for (const word of new Set(stems))
				for (const { tip, weight } of postings.get(word) ?? noPostings)
					words[tip] = (words[tip] as number) + weight;
			const fits: Fit[] = [];
			for (let i = 0; i < tips.length; i++) {
				const tip = tips[i] as Tip;
				if (stance && tip.stance !== stance) continue;
				let byTheme = 0;
				for (let place = 0; place < tip.themes.length; place++)
					byTheme +=
						(themes[tip.themes[place] as Theme] ?? 0) *
						(firstThemeCounts[place] as number);
				const byWords = words[i] as number;
				if (byTheme < leastFit && byWords === 0) continue;
				const score = byTheme + wordsCount * (byWords / (byWords + 8));
				if (score < leastFit) continue;
				const said = opinions ? leaningOf(tip.id, opinions) : 0;
				fits.push({ tip, score: Math.round((score + said) * 1e6) / 1e6 });
			}
			return fits.sort(
				(a, b) => b.score - a.score || (a.tip.id < b.tip.id ? -1 : 1),
			);
		},
	};
}

/** The stems of a text, for looking up tips. */
export function stemsOf(text: string): string[] {
	return (text.match(/[\p{L}\p{N}]+(?:['’]\p{L}+)*/gu) ?? [])
		.flatMap(plainWords)
		.map(stem);
}

function indexWords(tips: readonly Tip[]): Map<string, Posting[]> {
	const texts = tips.map((tip) => [
		...stemsOf(tip.title),
		...stemsOf(tip.title),
		...stemsOf(`${tip.do} ${tip.say} ${tip.why} ${tip.themes.join(" ")}`),
	]);
	const usual =
		texts.reduce((sum, stems) => sum + stems.length, 0) /
		Math.max(1, texts.length);
	const postings = new Map<string, Posting[]>();
	texts.forEach((stems, tip) => {
		const counts = new Map<string, number>();
		for (const word of stems) counts.set(word, (counts.get(word) ?? 0) + 1);
		for (const [word, count] of counts) {
			const weight =
				(count * (saturation + 1)) /
				(count + saturation * (0.25 + (0.75 * stems.length) / usual));
			const list = postings.get(word) ?? [];
			list.push({ tip, weight });
			postings.set(word, list);
		}
	});
	for (const [word, list] of postings) {
		const rarity = Math.log(
			1 + (tips.length - list.length + 0.5) / (list.length + 0.5),
		);
		if (list.length > Math.max(3, tips.length * commonShare))
			postings.delete(word);
		else for (const posting of list) posting.weight *= rarity;
	}
	return postings;
}
