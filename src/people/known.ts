import type { Nudge } from "../nudges/nudge.js";
import { isHeldBack } from "../plans/kept-plan.js";
import type { Owner } from "../slack/seal.js";
import type { Store } from "../store/store.js";
import type { Library } from "../tips/library.js";
import type { Known } from "./know-me-message.js";

/** Gathers all that is kept of somebody. */
export function gatherKnown({
	store,
	library,
	nudges,
	now,
}: {
	store: Pick<
		Store,
		"people" | "conversations" | "plans" | "feedback" | "forgetting"
	>;
	library: Library;
	nudges: readonly Nudge[];
	now: () => Date;
}): (owner: Owner) => Promise<Known> {
	return async (owner) => {
		const [person, sessions, plans, opinions, schedules, cleaning, remembered] =
			await Promise.all([
				store.people.one(owner),
				store.conversations.ofPerson(owner),
				store.plans.ofPerson(owner),
				store.feedback.ofPerson(owner),
				store.forgetting.schedulesNaming(owner),
				store.forgetting.lastCleaning(),
				store.conversations.remembered(owner),
			]);
		const titleOf = (kind: "tip" | "nudge", id: string) =>
			kind === "tip"
				? library.byId(id)?.title
				: nudges.find((nudge) => nudge.id === id)?.text;
		const due = plans.filter((plan) => isHeldBack(plan, now())).length;
		return {
			sessions,
			plans,
			opinions: opinions.map(({ kind, id, opinion }) => ({
				of: titleOf(kind, id) ?? id,
				opinion,
			})),
			channelIds: schedules.map(({ channelId }) => channelId),
			timeZone: person?.timeZone,
			quietUntil: person?.quietUntil,
			unaskedOn: person?.unaskedOn,
			heldBack: person?.quietUntil ? due : 0,
			cleanedAt: cleaning?.at,
			remembered,
		};
	};
}
