import type { Log } from "../slack/log.js";
import type { Delivery } from "../store/delivery-store.js";
import type { Store } from "../store/store.js";
import type { Clock } from "./clock.js";
import { settle } from "./deliver-job.js";
import { afterLease, leaseMs, type Reply, type Trace } from "./delivery.js";
import type { Poster } from "./poster.js";

/** What it takes to find out what became of postings. */
export type ReconcileWorld = {
	store: Pick<Store, "deliveries">;
	clock: Clock;
	poster: Pick<Poster, "trace">;
	/** Slack's reply, where this very instance is still waiting for it. */
	underWay: (deliveryId: string) => Promise<Reply | undefined> | undefined;
	ending: AbortSignal;
	log: Log;
};

const batch = 20;
/** For how long Slack is asked again before it stays unknown. */
const patienceMs = 30 * 60_000;

/** Finds out what became of every posting whose lease ended before its outcome was written down. */
export async function reconcile(world: ReconcileWorld): Promise<void> {
	const { store, clock, ending } = world;
	while (!ending.aborted) {
		const stranded = await store.deliveries.takeStranded(
			clock.now(),
			leaseMs,
			batch,
		);
		for (const posting of stranded) {
			if (ending.aborted) return;
			await reconcileOne(posting, world);
		}
		if (stranded.length < batch) return;
	}
}

async function reconcileOne(posting: Delivery, world: ReconcileWorld) {
	const { store, clock, poster, log } = world;
	const { deliveries } = store;
	const reply = await world.underWay(posting.id);
	if (reply && reply.kind !== "lost") return settle(posting, reply, world);

	const { id, workspaceId, channelId, attempts } = posting;
	const postingAt = posting.postingAt ?? clock.now();
	const found = await poster.trace({
		workspaceId,
		channelId,
		deliveryId: id,
		postingAt,
	});
	const now = clock.now();
	if (
		found.kind === "later" &&
		now.getTime() - postingAt.getTime() < patienceMs
	)
		return;
	const trace: Trace = found.kind === "later" ? { kind: "unreadable" } : found;
	const decision = afterLease(trace, attempts, now);
	if (decision.to === "sent") await deliveries.sent(posting, decision.ts);
	else if (decision.to === "claimed")
		await deliveries.backToClaimed(posting, decision.sendAfter);
	else {
		log.warn({ delivery: id }, "nobody knows whether it came");
		await deliveries.unknown(posting, now);
	}
}
