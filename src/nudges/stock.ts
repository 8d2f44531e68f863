import { claimCodes } from "../guidance/claims.js";
import { type Nudge, type Series, seriesNames } from "./nudge.js";

/** How many nudges a series needs at least: one for each week of a year. */
export const leastInSeries = 52;

const codes = (letter: string, from: number, to: number) =>
	Array.from({ length: to - from + 1 }, (_, i) => `${letter}${from + i}`);

/** The claims that the nudges of a series may stand on. */
export const claimsOfSeries: Readonly<Record<Series, readonly string[]>> = {
	"positive-mindset": codes("B", 29, 45),
	vision: [
		..."A5 A6 A17 A38 A39".split(" "),
		..."B15 B18 B19 B20 B22".split(" "),
	],
	lead: claimCodes,
	manage: claimCodes,
};

/** How the nudges stand, for a terminal. */
export function stockText(nudges: readonly Nudge[]): string {
	return [
		`${nudges.length} nudges.`,
		"",
		"series            nudges  cheerful  claims not carried",
		...seriesNames.map((series) => {
			const own = nudges.filter((nudge) => nudge.series === series);
			const carried = new Set(own.flatMap(({ claims }) => claims));
			const missing =
				claimsOfSeries[series] === claimCodes
					? []
					: claimsOfSeries[series].filter((claim) => !carried.has(claim));
			const cheerful = own.filter((nudge) => nudge.cheerful).length;
			return `${series.padEnd(17)} ${String(own.length).padStart(6)}  ${String(cheerful).padStart(8)}  ${missing.join(" ") || "-"}`;
		}),
	].join("\n");
}
