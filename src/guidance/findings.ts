import type { Phrasebook } from "./lexicon.js";
import { findMeanings, type Match } from "./matches.js";
import { type Reading, readSituation } from "./reading.js";

/** The order in which meanings stand in the phrasebook: how many of each kind there are. */
export type MeaningCounts = {
	signals: number;
	sensitive: number;
	ordinary: number;
	out: number;
};

/** What a clause does in the text: says that what it names is not the gap, or is it, or asks. */
type ClauseRole = {
	dismissed: boolean;
	gap: boolean;
	asked: boolean;
	turned: boolean;
};

/** Everything the guide noticed in a text. `meaning` counts within its kind. */
export type Findings = {
	reading: Reading;
	roles: ClauseRole[];
	signals: Match[];
	/** Without alarming words in ordinary use. */
	sensitive: Match[];
	ordinary: Match[];
	out: Match[];
};

/** What stands in a text, by the phrasebook. */
export function findingsIn(
	text: string,
	book: Phrasebook,
	counts: MeaningCounts,
): Findings {
	const reading = readSituation(text, book.frequent);
	const matches = findMeanings(reading, book);
	let first = 0;
	const kind = (size: number) => {
		const [from, to] = [first, first + size];
		first = to;
		return matches
			.filter(({ meaning }) => meaning >= from && meaning < to)
			.map((match) => ({ ...match, meaning: match.meaning - from }));
	};
	const signals = kind(counts.signals);
	const alarming = kind(counts.sensitive);
	const ordinary = kind(counts.ordinary);
	const sensitive = alarming.filter(
		(alarm) => !ordinary.some((use) => overlap(alarm, use)),
	);
	const out = kind(counts.out);
	return {
		reading,
		roles: rolesOf(reading, kind(4)),
		signals,
		sensitive,
		ordinary,
		out,
	};
}

function overlap(one: Match, other: Match): boolean {
	return one.from < other.to && other.from < one.to;
}

/** The cues of `clauses.yml`, in the order in which they stand in the phrasebook. */
export const clauseCues = ["dismissed", "gap", "contrast", "ask"] as const;

function rolesOf({ clauses }: Reading, cues: readonly Match[]): ClauseRole[] {
	const has = (clause: number, cue: (typeof clauseCues)[number]) =>
		cues.some(
			(match) => match.clause === clause && clauseCues[match.meaning] === cue,
		);
	let turned = false;
	return clauses.map(({ turn, asked }, clause) => {
		turned ||= turn || has(clause, "contrast");
		const gap = has(clause, "gap");
		return {
			gap,
			dismissed: !gap && has(clause, "dismissed"),
			asked: asked || has(clause, "ask"),
			turned,
		};
	});
}
