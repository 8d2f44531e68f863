import { type ButtonPress, pressOf } from "../slack/button-press.js";
import type { Seal } from "../slack/seal.js";
import type { Store } from "../store/store.js";
import {
	answeredMessage,
	type FollowUpAnswer,
	planGoneMessage,
} from "./follow-up-message.js";
import type { KeptPlan } from "./kept-plan.js";
import { myPlansMessage } from "./my-plans-message.js";
import { againModal, lineModal } from "./plan-modal.js";

type Deps = { store: Pick<Store, "plans" | "people">; now: () => Date };

/** An answer to the question how it went. */
export function answerFollowUpAction(
	answer: FollowUpAnswer,
	{ store, now }: Deps,
): ButtonPress {
	return async (press) => {
		const { owner, value } = pressOf(press);
		const plan = await store.plans.one(owner, value);
		if (plan && answer !== "not yet")
			await store.plans.change(settled(plan, answer, now()));
		await press.respond({
			replace_original: true,
			...(plan ? answeredMessage(plan, answer) : planGoneMessage()),
		});
	};
}

/** *Done* and *Drop* in the list of plans. */
export function settlePlanAction(
	state: "done" | "let go",
	{ store, now }: Deps,
): ButtonPress {
	return async (press) => {
		const { owner, value } = pressOf(press);
		const plan = await store.plans.one(owner, value);
		if (plan) await store.plans.change(settled(plan, state, now()));
		const { quietUntil } = (await store.people.one(owner)) ?? {};
		await press.respond({
			replace_original: true,
			...myPlansMessage(await store.plans.ofPerson(owner), {
				quietUntil,
				now: now(),
			}),
		});
	};
}

/** A plan that is over is not asked about any more. */
function settled(
	plan: KeptPlan,
	state: Exclude<KeptPlan["state"], "open">,
	now: Date,
): KeptPlan {
	return { ...plan, state, askAt: undefined, doneAt: now };
}

/** *Write a line to remember* and *Ask me another day*. */
export function openPlanFormAction(
	form: "line" | "again",
	{ store, seal }: { store: Pick<Store, "plans">; seal: Seal },
): ButtonPress {
	const modal = form === "line" ? lineModal : againModal;
	return async (press) => {
		const { owner, value } = pressOf(press);
		const plan = await store.plans.one(owner, value);
		if (!plan) {
			await press.respond({ replace_original: false, ...planGoneMessage() });
			return;
		}
		await press.client.views.open({
			trigger_id: press.body.trigger_id,
			view: modal(
				seal.close(JSON.stringify({ planId: plan.id }), owner),
				plan.sentence,
			),
		});
	};
}
