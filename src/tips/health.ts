import { claimCodes } from "../guidance/claims.js";
import { type Theme, themes } from "../guidance/theme.js";
import { stemsOf } from "./library.js";
import type { Tip } from "./tip.js";

/** Two tips that say nearly the same; `likeness` is the share of their words that they have in common, from 0 to 1. */
type Twins = { one: string; other: string; likeness: number };

/** How a library stands. */
export type Health = {
	count: number;
	shelves: { theme: Theme; lead: number; manage: number }[];
	carried: string[];
	missing: string[];
	twins: Twins[];
	mistakes: string[];
};

const twinsFrom = 0.45;

const tilted =
	/\b(real|true|great|good|born) (leaders?|managers?)\b|\b(not|don't|never) (just|merely|only) (manage|lead|a manager|a leader)\b|\bmere(ly)? manag|\bbeyond manag|\bbosses? (vs|versus)\b|\bleaders? (rather than|instead of|not) managers?\b|\bmanagers? (rather than|instead of|not) leaders?\b/i;
const dated =
	/\b(19|20)\d\d\b|\b(covid|pandemic|corona|lockdown|nowadays|these days of)\b/i;
const brands =
	/\b(Slack|Zoom|Microsoft|Jira|Trello|Asana|Notion|Google|Apple|Amazon|WhatsApp|Excel|LinkedIn|PowerPoint|Teams (call|chat|channel))\b/;
const hollow =
	/\b(synergy|synergies|empower(ed|ing|ment)?|leverage[ds]?|stakeholders?|buy-in|game[- ]changer|best[- ]in[- ]class|win-win|low-hanging fruit|move the needle)\b/i;

/** Counts, claims, near-duplicates and what breaks the rules of tone. */
export function healthOf(tips: readonly Tip[]): Health {
	const claims = new Set(tips.flatMap((tip) => tip.claims));
	return {
		count: tips.length,
		shelves: themes.map((theme) => {
			const shelf = tips.filter((tip) => tip.themes[0] === theme);
			const of = (stance: Tip["stance"]) =>
				shelf.filter((tip) => tip.stance === stance).length;
			return { theme, lead: of("lead"), manage: of("manage") };
		}),
		carried: claimCodes.filter((code) => claims.has(code)),
		missing: claimCodes.filter((code) => !claims.has(code)),
		twins: twinsAmong(tips),
		mistakes: [...tips.flatMap(toneMistakes), ...emptyShelves(tips)],
	};
}

function toneMistakes(tip: Tip): string[] {
	const said = `${tip.title}. ${tip.do} ${tip.say} ${tip.why} ${tip.wrongWhen}`;
	const checks: [RegExp, string][] = [
		[tilted, "ranks leading and managing"],
		[dated, "is dated"],
		[brands, "names a brand"],
		[hollow, "uses a hollow word"],
		[/!/, "exclaims"],
	];
	return checks.flatMap(([pattern, fault]) => {
		const found = pattern.exec(said);
		return found ? [`${tip.id} ${fault}: “${found[0]}”`] : [];
	});
}

function emptyShelves(tips: readonly Tip[]): string[] {
	return themes.flatMap((theme) =>
		(["lead", "manage"] as const)
			.filter(
				(stance) =>
					!tips.some((tip) => tip.themes[0] === theme && tip.stance === stance),
			)
			.map((stance) => `${theme} has no tip that says how to ${stance}`),
	);
}

function twinsAmong(tips: readonly Tip[]): Twins[] {
	const bags = tips.map(
		(tip) => new Set(stemsOf(`${tip.title} ${tip.do} ${tip.say}`)),
	);
	const rarity = new Map<string, number>();
	for (const bag of bags)
		for (const word of bag) rarity.set(word, (rarity.get(word) ?? 0) + 1);
	const weight = (word: string) =>
		Math.log(1 + tips.length / (rarity.get(word) ?? 1));
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
					one: tips[i]?.id ?? "",
					other: tips[j]?.id ?? "",
					likeness,
				});
		}
	});
	return twins.sort((a, b) => b.likeness - a.likeness);
}

/** Health for a terminal. */
export function healthText({
	count,
	shelves,
	carried,
	missing,
	twins,
	mistakes,
}: Health): string {
	const list = (title: string, lines: readonly string[]) =>
		lines.length > 0 ? ["", title, ...lines.map((line) => `  ${line}`)] : [];
	return [
		`${count} tips, ${shelves.reduce((sum, { lead }) => sum + lead, 0)} that lead and ${shelves.reduce((sum, { manage }) => sum + manage, 0)} that manage.`,
		"",
		"theme            lead  manage",
		...shelves.map(
			({ theme, lead, manage }) =>
				`${theme.padEnd(16)} ${String(lead).padStart(4)}  ${String(manage).padStart(6)}`,
		),
		"",
		`${carried.length} of ${claimCodes.length} claims are carried.`,
		...list("Claims that no tip carries:", missing),
		...list(
			"Tips that say nearly the same:",
			twins.map(
				({ one, other, likeness }) =>
					`${one} and ${other} (${Math.round(likeness * 100)} % alike)`,
			),
		),
		...list("Mistakes:", mistakes),
	].join("\n");
}
