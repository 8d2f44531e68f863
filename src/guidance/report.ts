import type { Guidance } from "./guidance.js";
import type { Theme } from "./theme.js";

/** A labelled row to measure on, and what the guide said to it. */
export type Measured = {
	id: string;
	text: string;
	kind: string;
	scope: Guidance["scope"];
	verdict?: "manage" | "lead" | "both" | undefined;
	leadShare?: number | undefined;
	themes?: readonly Theme[] | undefined;
	said: Guidance;
};

/** How right a guide is on labelled rows; shares of 1 unless said otherwise, `NaN` where there is nothing to measure. */
export type Report = {
	rows: number;
	accuracy: number;
	/** Lead for manage or the reverse, of all judged rows and of those not marked unsure. */
	opposite: number;
	oppositeSure: number;
	/** Mean distance of the share, in points of 100. */
	shareError: number;
	unsure: number;
	accuracySure: number;
	/** Expected calibration error. */
	calibrationError: number;
	reliability: { from: number; rows: number; said: number; right: number }[];
	sensitiveRecall: number;
	falseAlarms: number;
	falseAlarmRate: number;
	outRecall: number;
	/** In scope, but taken as out. */
	lostToOut: number;
	firstTheme: number;
	byKind: { kind: string; rows: number; accuracy: number }[];
	misses: Measured[];
};

const binEdges = [0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

/** The figures for a set of rows. */
export function reportOn(rows: readonly Measured[]): Report {
	const inside = rows.filter(({ scope }) => scope === "in");
	const judged = inside.filter(({ said }) => said.scope === "in");
	const sure = judged.filter(({ said }) => said.scope === "in" && !said.unsure);
	const sensitive = rows.filter(({ scope }) => scope === "sensitive");
	const out = rows.filter(({ scope }) => scope === "out");
	const harmless = rows.filter(({ scope }) => scope !== "sensitive");
	const alarms = harmless.filter(({ said }) => said.scope === "sensitive");
	const themed = judged.filter(({ themes }) => themes && themes.length > 0);
	const reliability = reliabilityOf(judged);
	return {
		rows: rows.length,
		accuracy: part(inside, isRight),
		opposite: part(inside, isOpposite),
		oppositeSure: part(sure, isOpposite),
		shareError: mean(judged.map(shareErrorOf)),
		unsure: 1 - sure.length / judged.length,
		accuracySure: part(sure, isRight),
		calibrationError: reliability.reduce(
			(sum, bin) =>
				sum + (bin.rows / judged.length) * Math.abs(bin.said - bin.right),
			0,
		),
		reliability,
		sensitiveRecall: part(sensitive, ({ said }) => said.scope === "sensitive"),
		falseAlarms: alarms.length,
		falseAlarmRate: alarms.length / harmless.length,
		outRecall: part(out, ({ said }) => said.scope === "out"),
		lostToOut: inside.filter(({ said }) => said.scope === "out").length,
		firstTheme: part(
			themed,
			({ themes, said }) =>
				said.scope === "in" && said.themes[0] === themes?.[0],
		),
		byKind: [...new Set(inside.map(({ kind }) => kind))].map((kind) => {
			const of = inside.filter((row) => row.kind === kind);
			return { kind, rows: of.length, accuracy: part(of, isRight) };
		}),
		misses: [...judged]
			.sort((a, b) => shareErrorOf(b) - shareErrorOf(a))
			.filter((row) => !isRight(row)),
	};
}

function isRight({ verdict, said }: Measured): boolean {
	return said.scope === "in" && said.verdict === verdict;
}

function isOpposite({ verdict, said }: Measured): boolean {
	return (
		said.scope === "in" &&
		verdict !== "both" &&
		said.verdict !== "both" &&
		said.verdict !== verdict
	);
}

function shareErrorOf({ leadShare, said }: Measured): number {
	return said.scope === "in" && leadShare !== undefined
		? Math.abs(said.leadShare - leadShare)
		: 0;
}

function reliabilityOf(judged: readonly Measured[]): Report["reliability"] {
	return binEdges
		.map((from, i) => {
			const to = binEdges[i + 1] ?? 1.01;
			const bin = judged.filter(
				({ said }) =>
					said.scope === "in" &&
					said.confidence >= from &&
					said.confidence < to,
			);
			return {
				from,
				rows: bin.length,
				said: mean(
					bin.map(({ said }) => (said.scope === "in" ? said.confidence : 0)),
				),
				right: part(bin, isRight),
			};
		})
		.filter(({ rows }) => rows > 0);
}

function part<T>(rows: readonly T[], is: (row: T) => boolean): number {
	return rows.filter(is).length / rows.length;
}

function mean(values: readonly number[]): number {
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** A report for a terminal. */
export function reportText(
	title: string,
	report: Report,
	worst: number,
): string {
	const percent = (value: number) =>
		Number.isNaN(value) ? "-" : `${(100 * value).toFixed(1)} %`;
	const lines = [
		`${title}: ${report.rows} rows`,
		`  accuracy             ${percent(report.accuracy)}   ${report.byKind.map(({ kind, rows, accuracy }) => `${kind} ${percent(accuracy)} of ${rows}`).join(", ")}`,
		`  opposite errors      ${percent(report.opposite)}   of those not unsure ${percent(report.oppositeSure)}`,
		`  error of the share   ${report.shareError.toFixed(1)} points`,
		`  unsure               ${percent(report.unsure)}   the others right at ${percent(report.accuracySure)}`,
		`  calibration error    ${report.calibrationError.toFixed(3)}`,
		...report.reliability.map(
			({ from, rows, said, right }) =>
				`    from ${percent(from).padStart(7)}  ${String(rows).padStart(4)} rows  said ${percent(said)}  right ${percent(right)}`,
		),
		`  sensitive recall     ${percent(report.sensitiveRecall)}   false alarms ${report.falseAlarms} (${percent(report.falseAlarmRate)})`,
		`  out of scope found   ${percent(report.outRecall)}   in scope taken as out ${report.lostToOut}`,
		`  first theme right    ${percent(report.firstTheme)}`,
	];
	if (worst > 0) {
		lines.push("  worst misses");
		for (const { id, verdict, leadShare, said } of report.misses.slice(
			0,
			worst,
		))
			if (said.scope === "in")
				lines.push(
					`    ${id}  is ${verdict} ${leadShare}, said ${said.verdict} ${said.leadShare} at ${percent(said.confidence)}`,
				);
	}
	return `${lines.join("\n")}\n`;
}
