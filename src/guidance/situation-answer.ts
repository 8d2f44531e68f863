import type { Answer } from "../slack/answer.js";
import type { Owner, Seal } from "../slack/seal.js";
import type { OpinionsOf } from "../tips/opinions-in-time.js";
import { type Angle, sealAngle } from "./angle.js";
import type { Judged } from "./guidance.js";
import type { Guide } from "./guide.js";
import { guideMessage } from "./guide-message.js";
import { helpMessage } from "./help-message.js";
import type { Contacts } from "./safety.js";
import { contactsLine, safetyMessage } from "./safety-message.js";

/** What it takes to answer a situation. */
export type Answering = {
	guide: Guide;
	contacts: Contacts;
	seal: Seal;
	opinionsOf: OpinionsOf;
};

/** What the bot says to a situation, ready for Slack; its buttons work for `owner` alone. */
export async function situationAnswer(
	situation: string,
	owner: Owner,
	{ guide, contacts, seal, opinionsOf }: Answering,
): Promise<Answer> {
	const guidance = guide.judge(situation, await opinionsOf(owner));
	if (guidance.scope === "sensitive")
		return safetyMessage(guidance.kind, contacts);
	if (!guidance.english)
		return helpMessage(
			`I only read English so far, so I can't judge this one. ${contactsLine(contacts.contacts)}`,
		);
	if (guidance.scope === "out")
		return helpMessage(
			"I can't find anything to lead or manage in this. If there is, tell me who is involved and what is going wrong.",
		);
	return judgedAnswer(situation, guidance, owner, seal);
}

/** A verdict with its buttons sealed for `owner`. */
export function judgedAnswer(
	situation: string,
	guidance: Judged,
	owner: Owner,
	seal: Seal,
): Answer {
	const angle: Omit<Angle, "cut"> = {
		words: situation,
		leadShare: guidance.leadShare,
		themes: guidance.themes,
		shown: guidance.tips.map(({ id }) => id),
	};
	const sealed = sealAngle(seal, owner, angle);
	return guideMessage(situation, guidance, {
		another: sealed,
		onward: sealed,
		options: (guidance.question?.options ?? []).map(({ leadShare }) =>
			sealAngle(seal, owner, { ...angle, leadShare, shown: [] }),
		),
		feedback: sealAngle(seal, owner, { ...angle, words: "" }),
	});
}
