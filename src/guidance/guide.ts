import type { Library } from "../tips/library.js";
import { noOpinions, type TipOpinions } from "../tips/opinion.js";
import type { Tip } from "../tips/tip.js";
import type { Angle } from "./angle.js";
import { isEnglish } from "./english.js";
import { type Findings, findingsIn, type MeaningCounts } from "./findings.js";
import type { Sparse } from "./fit.js";
import type { Doubt, Guidance, Judged, Reason, Verdict } from "./guidance.js";
import type { Phrasebook } from "./lexicon.js";
import {
	knownTraits,
	type Model,
	outlookOf,
	pullOf,
	scopeChances,
	themeChances,
	verdictChances,
	verdicts,
} from "./model.js";
import type {
	SensitiveKind,
	SensitiveSignal,
	Signal,
	Stance,
} from "./signal.js";
import { type Theme, themes } from "./theme.js";
import { traitsOf } from "./traits.js";

/** Everything that the guide knows, compiled from `prompts/`. */
export type Knowledge = {
	book: Phrasebook;
	counts: MeaningCounts;
	signals: readonly Signal[];
	sensitive: readonly Pick<SensitiveSignal, "kind" | "strength">[];
	model: Model;
	doubts: readonly (Doubt & { themes: readonly Theme[] })[];
	otherSides: readonly { theme: Theme; verdict: Verdict; line: string }[];
};

/** Judges situations: the same words and the same opinions on tips give the same answer, to the byte. */
export type Guide = {
	judge(situation: string, opinions?: TipOpinions): Guidance;
	/** The answer again for what a button carried, with tips that were not shown yet. */
	resume(angle: Angle, opinions?: TipOpinions): Judged;
};

/** A guide that goes by what was compiled and by the tips of a library. */
export function createGuide(knowledge: Knowledge, library: Library): Guide {
	return {
		judge(situation, opinions = noOpinions) {
			const seen = see(situation, knowledge);
			const english = isEnglish(seen.findings.reading, knowledge.model.traits);
			const scope = scopeOf(seen, knowledge);
			if (scope === "sensitive")
				return { scope, english, kind: kindOf(seen.findings, knowledge) };
			if (scope === "out") return { scope, english };
			const { verdict, confidence, leadShare } = verdictOf(
				seen,
				knowledge.model,
			);
			return answer(
				seen,
				{ english, verdict, confidence, leadShare, shown: [], opinions },
				knowledge,
				library,
			);
		},
		resume({ words, leadShare, themes: about, shown }, opinions = noOpinions) {
			const seen = see(words, knowledge);
			for (const theme of about)
				seen.themes[theme] = Math.max(seen.themes[theme] ?? 0, 0.4);
			const verdict = verdictAt(leadShare);
			return answer(
				seen,
				{ english: true, verdict, confidence: 1, leadShare, shown, opinions },
				knowledge,
				library,
			);
		},
	};
}

type Seen = {
	findings: Findings;
	has: Sparse;
	pull: number;
	themes: Partial<Record<Theme, number>>;
};

function see(text: string, { book, counts, model }: Knowledge): Seen {
	const findings = findingsIn(text, book, counts);
	const has = knownTraits(traitsOf(findings), model.traits);
	const chances = themeChances(has, model);
	return {
		findings,
		has,
		pull: pullOf(has, model.share),
		themes: Object.fromEntries(themes.map((theme, i) => [theme, chances[i]])),
	};
}

/** How likely a matter must be sensitive to be taken so, by the strength of the strongest meaning found that says it. */
const sensitiveFrom = [0.9, 0.8, 0.5, 0.4];
const outFrom = 0.5;

function scopeOf(
	{ has, findings }: Seen,
	{ model, sensitive }: Knowledge,
): Guidance["scope"] {
	if (findings.reading.words.length === 0) return "out";
	const [, out = 0, chance = 0] = scopeChances(has, model);
	const strongest = Math.max(
		0,
		...findings.sensitive.map(
			({ meaning }) => sensitive[meaning]?.strength ?? 0,
		),
	);
	if (chance >= (sensitiveFrom[strongest] as number)) return "sensitive";
	return out >= outFrom ? "out" : "in";
}

function kindOf(
	{ sensitive: matches }: Findings,
	{ sensitive }: Knowledge,
): SensitiveKind | "unnamed" {
	const strongest = matches
		.map(({ meaning }) => sensitive[meaning])
		.reduce(
			(best, one) =>
				(one?.strength ?? 0) > (best?.strength ?? 0) ? one : best,
			undefined,
		);
	return strongest?.kind ?? "unnamed";
}

function verdictOf(
	{ findings, has, pull }: Seen,
	model: Model,
): Pick<Judged, "verdict" | "confidence" | "leadShare"> {
	const chances = verdictChances(
		outlookOf(findings, has, model.share),
		model.verdict,
	);
	const best = chances.indexOf(Math.max(...chances));
	const verdict = verdicts[best] as Verdict;
	return {
		verdict,
		confidence: Math.round((chances[best] as number) * 100) / 100,
		leadShare: within(verdict, 100 * shareOfPull(pull)),
	};
}

function shareOfPull(pull: number): number {
	return 1 / (1 + Math.exp(-pull));
}

const bands: Record<Verdict, readonly [number, number]> = {
	manage: [0, 35],
	both: [36, 64],
	lead: [65, 100],
};

function within(verdict: Verdict, share: number): number {
	const [least, most] = bands[verdict];
	return Math.round(Math.min(most, Math.max(least, share)));
}

function verdictAt(leadShare: number): Verdict {
	return leadShare <= 35 ? "manage" : leadShare < 65 ? "both" : "lead";
}

type Ruling = Pick<
	Judged,
	"english" | "verdict" | "confidence" | "leadShare"
> & {
	shown: readonly string[];
	opinions: TipOpinions;
};

const sureFrom = 0.6;

function answer(
	seen: Seen,
	ruling: Ruling,
	knowledge: Knowledge,
	library: Library,
): Judged {
	const { shown, ...judged } = ruling;
	const about = mainThemes(seen.themes);
	const first = firstHalf(ruling, about, seen.pull);
	const unsure = ruling.confidence < sureFrom;
	return {
		scope: "in",
		...judged,
		first,
		unsure,
		question: unsure ? doubtOn(seen.themes, about, knowledge) : undefined,
		themes: about,
		reasons: reasonsFor(seen, ruling.verdict, knowledge),
		tips: tipsFor(seen, ruling, first, about, library),
		otherSide: otherSideOf(seen, about, ruling.verdict, knowledge),
	};
}

function mainThemes(chances: Seen["themes"]): Theme[] {
	const ranked = [...themes].sort(
		(a, b) => (chances[b] ?? 0) - (chances[a] ?? 0),
	);
	const most = chances[ranked[0] as Theme] ?? 0;
	return ranked
		.slice(0, 3)
		.filter(
			(theme, i) =>
				i === 0 || (chances[theme] ?? 0) >= Math.max(0.12, most / 3),
		);
}

/** In an emergency managing comes first, whatever else is there. */
function firstHalf(
	{ verdict, leadShare }: Ruling,
	about: readonly Theme[],
	pull: number,
): Stance {
	if (verdict !== "both") return verdict;
	if (about[0] === "crisis" || leadShare < 50) return "manage";
	return leadShare > 50 || pull > 0 ? "lead" : "manage";
}

const clearTheme = 0.3;

/** The question of the theme that stands out; the general one where none does. */
function doubtOn(
	chances: Seen["themes"],
	about: readonly Theme[],
	{ doubts }: Knowledge,
): Doubt | undefined {
	const clear = about.filter((theme) => (chances[theme] ?? 0) >= clearTheme);
	const found =
		clear
			.map((theme) => doubts.find((doubt) => doubt.themes.includes(theme)))
			.find((doubt) => doubt !== undefined) ??
		doubts.find((doubt) => doubt.themes.length === 0);
	return (
		found && { id: found.id, question: found.question, options: found.options }
	);
}

const mostReasons = 3;
/** Beyond these, a stance's tips fit too loosely to be offered. */
const mostAngles = 12;

function reasonsFor(
	seen: Seen,
	verdict: Verdict,
	{ signals, model }: Knowledge,
): Reason[] {
	const { reading, roles, signals: matches } = seen.findings;
	const found = matches.flatMap((match) => {
		const signal = signals[match.meaning] as Signal;
		const dismissed = roles[match.clause]?.dismissed ?? false;
		const trait = model.traits.get(
			`signal:${match.meaning}${dismissed ? ":dismissed" : ""}`,
		);
		const pull = trait === undefined ? 0 : (model.share[trait] as number);
		const toward: Stance = pull > 0 ? "lead" : "manage";
		if (dismissed || toward !== signal.toward || Math.abs(pull) < 0.15)
			return [];
		const start = (reading.words[match.from] as { start: number }).start;
		const end = (reading.words[match.to - 1] as { end: number }).end;
		const { means: meaning, because, claims } = signal;
		const reason: Reason = {
			words: reading.text.slice(start, end),
			meaning,
			toward,
			because,
			claims,
		};
		return [{ reason, start, end, strength: Math.abs(pull) }];
	});
	found.sort((a, b) => b.strength - a.strength || a.start - b.start);
	const kept: typeof found = [];
	for (const one of found) {
		const again = kept.some(
			(other) =>
				other.reason.meaning === one.reason.meaning ||
				(one.start < other.end && other.start < one.end),
		);
		if (!again && (verdict === "both" || one.reason.toward === verdict))
			kept.push(one);
	}
	if (verdict !== "both")
		return kept.slice(0, mostReasons).map(({ reason }) => reason);
	const half = (stance: Stance) =>
		kept.filter(({ reason }) => reason.toward === stance).slice(0, 2);
	return [...half("manage"), ...half("lead")].map(({ reason }) => reason);
}

function tipsFor(
	{ themes: chances, findings }: Seen,
	{ verdict, shown, opinions }: Ruling,
	first: Stance,
	about: readonly Theme[],
	library: Library,
): Tip[] {
	const stems = findings.reading.words.map(({ stem }) => stem);
	const best = (stance: Stance, count: number) =>
		library
			.fitting({ themes: chances, stems, stance, opinions })
			.slice(0, mostAngles)
			.filter(({ tip }) => !shown.includes(tip.id))
			.slice(0, count)
			.map(({ tip }) => tip);
	const second: Stance = first === "lead" ? "manage" : "lead";
	if (verdict === "both") return [...best(first, 2), ...best(second, 2)];
	if (about[0] === "crisis" && verdict === "manage")
		return [...best("manage", 2), ...best("lead", 1)];
	return best(first, 3);
}

function otherSideOf(
	{ findings }: Seen,
	[main]: readonly Theme[],
	verdict: Verdict,
	{ otherSides }: Knowledge,
): string {
	const fitting = otherSides.filter(
		(line) => line.theme === main && line.verdict === verdict,
	);
	const all = fitting.length > 0 ? fitting : otherSides;
	const turn = findings.reading.words.reduce(
		(sum, { start }) => (sum * 31 + start) % 9973,
		7,
	);
	return all[turn % all.length]?.line ?? "";
}
