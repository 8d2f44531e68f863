import { dayInWords } from "../coaching/day.js";
import type { KeptPlan, PlanState } from "./kept-plan.js";

const states: Record<PlanState, string> = {
	open: "open",
	done: "done",
	partly: "partly done",
	"let go": "not any more",
};

/** A plan in one line: what, how it stands, when it is asked about, and what to remember. */
export function planInWords(plan: KeptPlan): string {
	return [
		plan.sentence,
		standing(plan),
		...(plan.line ? [`To remember: ${plan.line}`] : []),
	].join(" ");
}

/** How a plan stands, in a few words. */
export function standing({ state, on, askAt, askedAt }: KeptPlan): string {
	if (state !== "open") return `(${states[state]})`;
	if (on && askAt)
		return `(I'll ask on ${dayInWords(on.date)}${on.hour === undefined ? "" : ` at ${on.hour}:00`})`;
	return askedAt ? "(open, I asked already)" : "(open, without a day)";
}
