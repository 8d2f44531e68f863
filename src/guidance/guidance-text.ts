import type { Tip } from "../tips/tip.js";
import type { Guidance } from "./guidance.js";
import { headlineOf } from "./guide-message.js";
import type { Contact } from "./safety.js";

/** Guidance as one flat object, for programs; what a scope does not have is `null` or empty. */
export function guidanceJson(guidance: Guidance, contacts: readonly Contact[]) {
	if (guidance.scope !== "in")
		return {
			scope: guidance.scope,
			verdict: null,
			first: null,
			leadShare: null,
			confidence: null,
			unsure: null,
			question: null,
			themes: [],
			reasons: [],
			tips: [],
			otherSide: null,
			contacts:
				guidance.scope === "sensitive" || !guidance.english ? contacts : [],
		};
	const {
		scope,
		verdict,
		first,
		leadShare,
		confidence,
		unsure,
		question,
		themes,
		reasons,
		tips,
		otherSide,
	} = guidance;
	return {
		scope,
		verdict,
		first,
		leadShare,
		confidence,
		unsure,
		question: question ?? null,
		themes,
		reasons: reasons.map(({ words, toward, because, claims, meaning }) => ({
			words,
			toward,
			because,
			claims,
			meaning,
		})),
		tips: tips.map(tipJson),
		otherSide,
		contacts: guidance.english ? [] : contacts,
	};
}

function tipJson({
	id,
	title,
	stance,
	themes,
	do: act,
	say,
	wrongWhen,
	source,
	evidence,
}: Tip) {
	return {
		id,
		title,
		stance,
		themes,
		do: act,
		say,
		wrongWhen,
		source,
		evidence,
	};
}

/** Guidance to be read in a terminal. */
export function guidanceText(
	guidance: Guidance,
	contacts: readonly Contact[],
): string {
	if (guidance.scope === "sensitive")
		return [
			"This is a matter for people who are qualified for it, not for a program.",
			...contacts.map(({ name, how }) => `- ${name}: ${how}`),
		].join("\n");
	if (guidance.scope === "out")
		return "There is nothing to lead or manage in this, as far as I can read it.";
	const { leadShare, confidence, themes, reasons, question, tips, otherSide } =
		guidance;
	return [
		headlineOf(guidance),
		`${100 - leadShare} parts managing, ${leadShare} parts leading; ${Math.round(confidence * 100)} % sure. About ${themes.join(", ")}.`,
		"",
		...reasons.map(
			({ words, meaning, toward, because, claims }) =>
				`“${words}” reads as ${meaning}: ${toward}. ${because} (${claims.join(", ")})`,
		),
		...(question
			? [
					"",
					question.question,
					...question.options.map(({ answer }) => `- ${answer}`),
				]
			: []),
		...tips.flatMap(
			({ title, stance, do: act, say, wrongWhen, source, evidence }) => [
				"",
				`${title} (${stance})`,
				`  ${act}`,
				`  Say: ${say}`,
				`  Wrong when: ${wrongWhen}`,
				`  Source: ${source} (${evidence})`,
			],
		),
		"",
		`The other side: ${otherSide}`,
	].join("\n");
}
