import { randomUUID } from "node:crypto";
import { isForOthers } from "../coaching/coach.js";
import { dayInWords } from "../coaching/day.js";
import type { Coaching } from "../coaching/talk.js";
import { localTime } from "../nudges/local-time.js";
import type { ZoneOf } from "../people/zones.js";
import type { Seal } from "../slack/seal.js";
import { type Submission, submitterOf } from "../slack/submission.js";
import type { Store } from "../store/store.js";
import { askMoment, type KeptPlan, newPlan } from "./kept-plan.js";
import {
	notKeptModal,
	planMemoryOf,
	planSaysModal,
	planValues,
	sentenceOf,
} from "./plan-modal.js";

/** What the plans' forms need. */
export type PlanForms = Pick<Coaching, "guide" | "content"> & {
	seal: Seal;
	store: Pick<Store, "plans">;
	zoneOf: ZoneOf;
	now: () => Date;
};

const gone = "I can't find that plan any more. “my plans” shows those I have.";
const farthestMs = 366 * 86_400_000;

/** *Keep it*: a new plan, or a changed one. */
export function savePlanSubmission(deps: PlanForms): Submission {
	const { seal, store, zoneOf, now } = deps;
	return async (args) => {
		const { ack, view } = args;
		const owner = submitterOf(args);
		const memory = planMemoryOf(seal.open(view.private_metadata, owner));
		const say = (text: string) =>
			ack({ response_action: "update", view: planSaysModal(text) });
		if (!memory) return say(gone);
		const { when, act, on } = planValues(view.state.values);
		if (isForOthers(`${when}. ${act}`, deps))
			return ack({
				response_action: "update",
				view: notKeptModal(deps.content.contacts),
			});
		const timeZone = await zoneOf(owner);
		const wrong = mistakesIn({ when, act, on }, timeZone, now());
		if (Object.keys(wrong).length > 0)
			return ack({ response_action: "errors", errors: wrong });
		const sentence = sentenceOf(when, act);
		if (memory.planId === undefined) {
			const plan = newPlan(
				{ sentence, on, tip: memory.tip, themes: memory.themes ?? [] },
				{
					id: randomUUID(),
					owner,
					channelId: owner.personId,
					threadTs: undefined,
					timeZone,
					now: now(),
				},
			);
			await store.plans.add(plan);
			return say(keptWords(plan));
		}
		const plan = await store.plans.one(owner, memory.planId);
		if (!plan) return say(gone);
		const changed = changedPlan(plan, { sentence, on, timeZone }, now());
		const saved = await store.plans.change(changed);
		return say(saved ? keptWords(changed) : gone);
	};
}

/** A plan that reads otherwise, or has another day: after the question, that is its one move. */
function changedPlan(
	plan: KeptPlan,
	{ sentence, on, timeZone }: Pick<KeptPlan, "sentence" | "on" | "timeZone">,
	now: Date,
): KeptPlan {
	const isSameDay = on?.date === plan.on?.date && on?.hour === plan.on?.hour;
	if (isSameDay) return { ...plan, sentence };
	const wasAsked = plan.askedAt !== undefined;
	return {
		...plan,
		sentence,
		on,
		timeZone,
		askAt: wasAsked && plan.moved ? undefined : askMoment(on, timeZone, now),
		moved: plan.moved || wasAsked,
	};
}

function keptWords({ sentence, on, askAt }: KeptPlan): string {
	return on && askAt
		? `Kept: ${sentence}\nI'll ask you once how it went, on ${dayInWords(on.date)}. In our direct message, “my plans” shows all of them.`
		: `Kept: ${sentence}\nIn our direct message, “my plans” shows all of them.`;
}

/** What is wrong in a form, by its field. */
function mistakesIn(
	{ when, act, on }: { when: string; act: string; on: KeptPlan["on"] },
	timeZone: string,
	now: Date,
): Record<string, string> {
	const today = localTime(now, timeZone).date;
	const farthest = localTime(
		new Date(now.getTime() + farthestMs),
		timeZone,
	).date;
	return {
		...(/\p{L}/u.test(when)
			? {}
			: { when: "Name the moment, in a few words." }),
		...(/\p{L}/u.test(act)
			? {}
			: { act: "Say what you will do, in a few words." }),
		...(on && on.date < today
			? { date: "Choose today or a day to come." }
			: {}),
		...(on && on.date > farthest
			? { date: "Choose a day within a year." }
			: {}),
	};
}

/** *Ask me then*: the one other day. */
export function askAgainSubmission(deps: PlanForms): Submission {
	const { seal, store, zoneOf, now } = deps;
	return async (args) => {
		const { ack, view } = args;
		const owner = submitterOf(args);
		const memory = planMemoryOf(seal.open(view.private_metadata, owner));
		const plan = await store.plans.one(owner, memory?.planId ?? "");
		const say = (text: string) =>
			ack({ response_action: "update", view: planSaysModal(text) });
		if (!plan) return say(gone);
		if (plan.moved)
			return say(
				"That plan has been moved once already, so I won't ask again.",
			);
		const { on } = planValues(view.state.values);
		const timeZone = await zoneOf(owner);
		const wrong = mistakesIn({ when: "a", act: "a", on }, timeZone, now());
		if (!on || wrong.date)
			return ack({
				response_action: "errors",
				errors: { date: wrong.date ?? "Choose a day." },
			});
		const moved: KeptPlan = {
			...plan,
			on,
			timeZone,
			askAt: askMoment(on, timeZone, now()),
			moved: true,
		};
		return say((await store.plans.change(moved)) ? keptWords(moved) : gone);
	};
}

/** The line to remember. */
export function saveLineSubmission(deps: PlanForms): Submission {
	const { seal, store } = deps;
	return async (args) => {
		const { ack, view } = args;
		const owner = submitterOf(args);
		const memory = planMemoryOf(seal.open(view.private_metadata, owner));
		const plan = await store.plans.one(owner, memory?.planId ?? "");
		const { line } = planValues(view.state.values);
		if (plan && isForOthers(line, deps))
			return ack({
				response_action: "update",
				view: notKeptModal(deps.content.contacts),
			});
		const saved = plan && (await store.plans.change({ ...plan, line }));
		return ack({
			response_action: "update",
			view: planSaysModal(
				saved ? "Kept. “my plans” shows it beside the plan." : gone,
			),
		});
	};
}
