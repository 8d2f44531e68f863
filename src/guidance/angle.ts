import { z } from "zod";
import type { Owner, Seal } from "../slack/seal.js";
import type { Judged } from "./guidance.js";
import { themes } from "./theme.js";

/** What a button under an answer has to know again when it is pressed, as nothing is stored. */
export type Angle = {
	/** As many of the person's first words as a button can carry. */
	words: string;
	/** Whether words are missing at the end. */
	cut: boolean;
	/** What the answer said; for a choice, what choosing it would mean. */
	leadShare: number;
	themes: Judged["themes"];
	/** The tips already shown, by id. */
	shown: readonly string[];
};

const angleSchema = z.tuple([
	z.string(),
	z.boolean(),
	z.number().min(0).max(100),
	z.array(z.enum(themes)),
	z.array(z.string()),
]);

const mostValueLength = 2000;
const mostWordBytes = 1000;

/** A button's value that carries an angle for its owner: as many words as fit, whole characters only. */
export function sealAngle(
	seal: Seal,
	owner: Owner,
	angle: Omit<Angle, "cut">,
): string {
	for (let room = mostWordBytes; ; room -= 100) {
		const words = firstBytes(angle.words, Math.max(0, room));
		const content = [
			words,
			words !== angle.words,
			angle.leadShare,
			angle.themes,
			angle.shown,
		];
		const value = seal.close(JSON.stringify(content), owner);
		if (value.length <= mostValueLength || room <= 0) return value;
	}
}

/** The angle in a button's value; `undefined` where it was tampered with or sealed for somebody else. */
export function openAngle(
	seal: Seal,
	owner: Owner,
	value: string,
): Angle | undefined {
	const content = seal.open(value, owner);
	if (content === undefined) return undefined;
	const parsed = angleSchema.safeParse(JSON.parse(content));
	if (!parsed.success) return undefined;
	const [words, cut, leadShare, about, shown] = parsed.data;
	return { words, cut, leadShare, themes: about, shown };
}

function firstBytes(text: string, bytes: number): string {
	const all = Buffer.from(text, "utf8");
	if (all.length <= bytes) return text;
	return all
		.subarray(0, bytes)
		.toString("utf8")
		.replace(/\uFFFD+$/, "");
}
