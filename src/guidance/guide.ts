import type { Library } from "../tips/library.js";
import { noOpinions, type TipOpinions } from "../tips/opinion.js";
import type { Tip } from "../tips/tip.js";
import type { Angle } from "./angle.js";
import { isEnglish } from "./english.js";
import { type Evidence, type Grounds, groundsOf } from "./evidence.js";
import { type Findings, findingsIn, type MeaningCounts } from "./findings.js";
import type { Doubt, Guidance, Judged, Reason, Verdict } from "./guidance.js";
import type { Phrasebook } from "./lexicon.js";
import {
	type Model,
	outlookOf,
	pullOf,
	scopeChances,
	themeChances,
	verdictChances,
	verdicts,
} from "./model.js";
import type { Word } from "./reading.js";
import type {
	SensitiveKind,
	SensitiveSignal,
	Signal,
	Stance,
} from "./signal.js";
import { type Theme, themes } from "./theme.js";
import { createTraitIndex, type Placed, type TraitIndex } from "./traits.js";

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
	const traitsIn = createTraitIndex(knowledge.model.traits);
	return {
		judge(situation, opinions = noOpinions) {
			const seen = see(situation, knowledge, traitsIn);
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
			const seen = see(words, knowledge, traitsIn);
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
	has: Placed;
	pull: number;
	themes: Partial<Record<Theme, number>>;
};

function see(
	text: string,
	{ book, counts, model }: Knowledge,
	traitsIn: TraitIndex,
): Seen {
	const findings = findingsIn(text, book, counts);
	const has = traitsIn(findings);
	const chances = themeChances(has, model);
	return {
		findings,
		has,
		pull: pullOf(has, model.share),
		themes: Object.fromEntries(themes.map((theme, i) => [theme, chances[i]])),
	};
}

/** How likely a matter must be sensitive to be taken so, where no meaning says it for certain. */
const sensitiveFrom = 0.4;
const certain = 4;
const outFrom = 0.4;

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
	if (strongest >= certain || chance >= sensitiveFrom) return "sensitive";
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
		confidence: Math.min(
			0.99,
			Math.round((chances[best] as number) * 100) / 100,
		),
		leadShare: shareAt(verdict, pull, model.centres),
	};
}

const bands: Record<Verdict, readonly [number, number]> = {
	manage: [0, 35],
	both: [36, 64],
	lead: [65, 100],
};

const steepness = 1.5;

/** The share within the verdict's band: it moves with the pull, and nowhere stands still. */
function shareAt(
	verdict: Verdict,
	pull: number,
	centres: Model["centres"],
): number {
	const [least, most] = bands[verdict];
	const off = pull - (centres[verdicts.indexOf(verdict)] as number);
	return Math.round(least + (most - least) / (1 + Math.exp(-steepness * off)));
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
/** Words without a name may carry this share of the evidence, and no more. */
const mostUnnamed = 2 / 3;

/** What the person settled by a tap is no guess any more. */
function settled({ confidence }: Ruling): boolean {
	return confidence === 1;
}

function doubtful({ confidence, verdict }: Ruling, grounds: Grounds): boolean {
	return confidence < sureFrom || isUnnamed(grounds, verdict);
}

function isUnnamed({ named, unnamed }: Grounds, verdict: Verdict): boolean {
	const toward = (stance: Stance) =>
		named
			.filter((one) => one.toward === stance)
			.reduce((sum, { strength }) => sum + strength, 0);
	const carried =
		verdict === "both" ? toward("lead") + toward("manage") : toward(verdict);
	const uncarried =
		verdict === "both"
			? Math.abs(unnamed)
			: Math.max(0, verdict === "lead" ? unnamed : -unnamed);
	return uncarried > mostUnnamed * (carried + uncarried);
}

function answer(
	seen: Seen,
	ruling: Ruling,
	knowledge: Knowledge,
	library: Library,
): Judged {
	const { shown, ...judged } = ruling;
	const about = mainThemes(seen.themes);
	const first = firstHalf(ruling, about, seen.pull);
	const grounds = groundsOf(
		seen.findings,
		seen.has,
		knowledge.model.share,
		knowledge.signals,
	);
	const unsure = !settled(ruling) && doubtful(ruling, grounds);
	return {
		scope: "in",
		...judged,
		first,
		unsure,
		question: unsure ? doubtOn(seen.themes, about, knowledge) : undefined,
		themes: about,
		reasons: reasonsFor(seen, grounds, ruling.verdict),
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
	{ findings: { reading } }: Seen,
	{ named }: Grounds,
	verdict: Verdict,
): Reason[] {
	const reason = ({ signal, from, to, toward }: Evidence): Reason => ({
		words: reading.text.slice(
			(reading.words[from] as Word).start,
			(reading.words[to - 1] as Word).end,
		),
		meaning: signal.means,
		toward,
		because: signal.because,
		claims: signal.claims,
	});
	const kept = named.filter(
		({ signal }, i) => named.findIndex((one) => one.signal === signal) === i,
	);
	const half = (stance: Stance, most: number) =>
		kept.filter(({ toward }) => toward === stance).slice(0, most);
	return verdict === "both"
		? [...half("manage", 2), ...half("lead", 2)].map(reason)
		: half(verdict, mostReasons).map(reason);
}

function tipsFor(
	{ themes: chances, findings }: Seen,
	{ verdict, shown, opinions }: Ruling,
	first: Stance,
	about: readonly Theme[],
	library: Library,
): Tip[] {
	const words = library.meeting(findings.reading.words.map(({ stem }) => stem));
	const best = (stance: Stance, count: number) =>
		library
			.fitting({ themes: chances, words, stance, opinions, most: mostAngles })
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
