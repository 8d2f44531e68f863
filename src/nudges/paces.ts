import type { Store } from "../store/store.js";
import type { Clock } from "./clock.js";
import type { Reply } from "./delivery.js";
import { learnedFrom, type Pace, paceAfter, startPace } from "./pace.js";

/** How fast each workspace takes messages, as this instance knows. */
export type Paces = {
	/** As far as it is known without asking anybody. */
	soFar(workspaceId: string): Pace;
	/** With what was learned another day. */
	of(workspaceId: string): Promise<Pace>;
	posting(workspaceId: string): void;
	/** Learns from a reply. Returns for how many milliseconds more than before nothing may be posted. */
	replied(workspaceId: string, reply: Reply, postingAt: number): number;
	/** Remembers for another day what was learned. */
	remember(workspaceId: string): Promise<void>;
};

/** All paces, kept in the store. */
export function createPaces(
	store: Pick<Store, "pace">,
	{ now }: Pick<Clock, "now">,
): Paces {
	const paces = new Map<string, Pace>();
	const time = () => now().getTime();
	const soFar = (workspaceId: string) =>
		paces.get(workspaceId) ?? startPace(time());
	return {
		soFar,

		async of(workspaceId) {
			if (!paces.has(workspaceId)) {
				const learned = await store.pace.learned(workspaceId);
				if (!paces.has(workspaceId))
					paces.set(workspaceId, startPace(time(), learned));
			}
			return soFar(workspaceId);
		},

		posting(workspaceId) {
			const after = paceAfter(soFar(workspaceId), { kind: "posting" }, time());
			paces.set(workspaceId, after);
		},

		replied(workspaceId, reply, postingAt) {
			if (reply.kind !== "posted" && reply.kind !== "rate-limited") return 0;
			const before = soFar(workspaceId);
			const at = time();
			const after = paceAfter(before, { ...reply, postingAt }, at);
			paces.set(workspaceId, after);
			return Math.max(0, after.quietUntil - Math.max(before.quietUntil, at));
		},

		async remember(workspaceId) {
			const learned = learnedFrom(soFar(workspaceId));
			if (learned) await store.pace.remember(workspaceId, learned, now());
		},
	};
}
