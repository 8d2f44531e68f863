import { actOfTitle } from "../coaching/plan.js";
import { openAngle } from "../guidance/angle.js";
import { staleMessage } from "../guidance/stale-message.js";
import { type ButtonPress, pressOf } from "../slack/button-press.js";
import type { Seal } from "../slack/seal.js";
import type { Store } from "../store/store.js";
import type { Library } from "../tips/library.js";
import { fieldsOf, planModal } from "./plan-modal.js";

/** *Make it a plan* under an answer: the form, with its first tip as the act. */
export function makePlanAction({
	seal,
	library,
}: {
	seal: Seal;
	library: Library;
}): ButtonPress {
	return async (press) => {
		const { owner, value } = pressOf(press);
		const angle = openAngle(seal, owner, value);
		if (!angle) {
			await press.respond({
				response_type: "ephemeral",
				replace_original: false,
				...staleMessage(),
			});
			return;
		}
		const tip = library.byId(angle.shown[0] ?? "");
		const memory = { tip: tip?.id, themes: angle.themes };
		await press.client.views.open({
			trigger_id: press.body.trigger_id,
			view: planModal(
				seal.close(JSON.stringify(memory), owner),
				{ when: "", act: tip ? actOfTitle(tip.title) : "", on: undefined },
				true,
			),
		});
	};
}

/** *Change* beside a plan: the form as it stands. */
export function changePlanAction({
	seal,
	store,
}: {
	seal: Seal;
	store: Pick<Store, "plans">;
}): ButtonPress {
	return async (press) => {
		const { owner, value } = pressOf(press);
		const plan = await store.plans.one(owner, value);
		if (!plan) {
			await press.respond({
				response_type: "ephemeral",
				replace_original: false,
				text: "That plan is gone already.",
			});
			return;
		}
		await press.client.views.open({
			trigger_id: press.body.trigger_id,
			view: planModal(
				seal.close(JSON.stringify({ planId: plan.id }), owner),
				{ ...fieldsOf(plan.sentence), on: plan.on },
				false,
			),
		});
	};
}
