import type { Composed } from "../nudges/compose.js";
import { localTime } from "../nudges/local-time.js";
import type { Delivery } from "../store/delivery-store.js";
import { planOf } from "../store/plan-store.js";
import type { Store } from "../store/store.js";
import { followUpMessage } from "./follow-up-message.js";
import { isQuiet, morningOf, nextMorning } from "./kept-plan.js";

type World = { store: Pick<Store, "plans" | "people">; now: () => Date };

const batch = 100;

/** Gives every plan whose moment has come a delivery, at most one a day to a person; while they want quiet, none. */
export async function askDuePlans({ store, now }: World): Promise<void> {
	for (;;) {
		const due = await store.plans.due(now(), batch);
		for (const plan of due) {
			const person = await store.people.one(plan.owner);
			const timeZone = person?.timeZone ?? plan.timeZone;
			const { quietUntil } = person ?? {};
			const tomorrow = nextMorning(now(), timeZone);
			if (isQuiet(quietUntil, now(), timeZone)) {
				const end =
					quietUntil === "forever" || quietUntil === undefined
						? tomorrow
						: morningOf(quietUntil, timeZone);
				await store.plans.putOff(plan, end);
				continue;
			}
			const { date } = localTime(now(), timeZone);
			await store.plans.claimQuestion(
				plan,
				{ date, otherwise: tomorrow },
				now(),
			);
		}
		if (due.length < batch) return;
	}
}

/** What the delivery of a plan's question brings; `undefined` where it is a delivery of something else. */
export function followUpComposer({
	store,
	now,
}: World): (delivery: Delivery) => Promise<Composed | undefined> {
	return async ({ workspaceId, scheduleId }) => {
		const planId = planOf(scheduleId);
		if (planId === undefined) return undefined;
		const plan = await store.plans.byId(workspaceId, planId);
		if (plan?.state !== "open")
			return { kind: "skip", reason: { kind: "off" } };
		const person = await store.people.one(plan.owner);
		if (isQuiet(person?.quietUntil, now(), plan.timeZone)) {
			await store.plans.putOff(plan, nextMorning(now(), plan.timeZone));
			return { kind: "skip", reason: { kind: "off" } };
		}
		return {
			kind: "post",
			nudgeId: "plan",
			message: followUpMessage(plan),
		};
	};
}
