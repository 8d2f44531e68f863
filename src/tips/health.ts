import { toneFaults } from "../content/tone.js";
import { type Twins, twinsAmong } from "../content/twins.js";
import { claimCodes } from "../guidance/claims.js";
import { type Theme, themes } from "../guidance/theme.js";
import { stemsOf } from "./library.js";
import type { Tip } from "./tip.js";

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
		twins: twinsAmong(
			tips.map(({ id, title, do: act, say }) => ({
				id,
				stems: stemsOf(`${title} ${act} ${say}`),
			})),
			twinsFrom,
		),
		mistakes: [...tips.flatMap(toneMistakes), ...emptyShelves(tips)],
	};
}

function toneMistakes(tip: Tip): string[] {
	const said = `${tip.title}. ${tip.do} ${tip.say} ${tip.why} ${tip.wrongWhen}`;
	return toneFaults(said).map((fault) => `${tip.id} ${fault}`);
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
