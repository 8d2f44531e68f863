import { describeError, type Log } from "../slack/log.js";
import type { Delivery } from "../store/delivery-store.js";
import type { Store } from "../store/store.js";
import type { Clock } from "./clock.js";
import type { Composed } from "./compose.js";
import {
	afterReply,
	beforePosting,
	callMs,
	type Reply,
	settleMs,
} from "./delivery.js";
import type { Paces } from "./paces.js";
import type { Poster } from "./poster.js";

/** What it takes to deliver something. */
export type DeliverWorld = {
	store: Pick<Store, "deliveries">;
	clock: Clock;
	paces: Paces;
	poster: Poster;
	/** What a delivery brings. */
	compose: (delivery: Delivery) => Promise<Composed>;
	/** How late it may still come. */
	graceMs: number;
	/** Aborted when the bot ends: what has not been posted then is left to others. */
	ending: AbortSignal;
	log: Log;
};

/** Milliseconds that are left of a lease, by a clock that nobody moves. */
export type Lease = { left: () => number };

const patienceMs = 500;
const longestNapMs = 1_000;

/**
 * Brings a delivery that this instance has taken to its end, or gives it back. Returns Slack's reply, where there was
 * one. Claim before sending: what was written down as begun and got no answer is not sent again from here.
 */
export async function deliver(
	delivery: Delivery,
	lease: Lease,
	world: DeliverWorld,
): Promise<Reply | undefined> {
	const { store, clock, paces, poster, ending } = world;
	const { deliveries } = store;
	const { workspaceId } = delivery;
	const composed = await world.compose(delivery);
	if (composed.kind === "skip") {
		await deliveries.skip(delivery, composed.reason);
		return undefined;
	}
	await itsTime(delivery.sendAfter, lease, world);
	const quietUntil = new Date(paces.soFar(workspaceId).quietUntil);
	if (ending.aborted || quietUntil > clock.now()) {
		await deliveries.backToClaimed(
			delivery,
			quietUntil > delivery.sendAfter ? quietUntil : delivery.sendAfter,
		);
		return undefined;
	}
	const now = clock.now();
	const verdict = beforePosting(
		{
			at: delivery.askedAt ?? delivery.slot.at,
			sendAfter: delivery.sendAfter,
			leaseUntil: new Date(now.getTime() + lease.left()),
		},
		world.graceMs,
		now,
	);
	if (verdict === "wait") await deliveries.backToClaimed(delivery, now);
	else if (verdict !== "post") await deliveries.skip(delivery, verdict.reason);
	if (verdict !== "post") return undefined;

	if (!(await deliveries.beginPosting(delivery, composed.nudgeId, now)))
		return undefined;
	// The store may have taken its time, and nothing has been sent yet.
	if (ending.aborted || !isEnough(lease)) {
		await deliveries.unbegin(delivery, clock.now());
		return undefined;
	}
	const postingAt = clock.now().getTime();
	const reply = await poster.post({
		workspaceId,
		channelId: delivery.channelId,
		deliveryId: delivery.id,
		message: composed.message,
	});
	const quietMs = paces.replied(workspaceId, reply, postingAt);
	await insist(() => settle(delivery, reply, world), lease, world);
	if (quietMs > 0) await deliveries.pushBack(workspaceId, quietMs, clock.now());
	return reply;
}

/** Writes down what a reply means for a posting. */
export async function settle(
	delivery: Delivery,
	reply: Reply,
	{ store, clock, log }: Pick<DeliverWorld, "store" | "clock" | "log">,
): Promise<void> {
	const { deliveries } = store;
	const now = clock.now();
	const decision = afterReply(reply, now);
	const about = { delivery: delivery.id, workspace: delivery.workspaceId };
	switch (decision.to) {
		case "sent":
			await deliveries.sent(delivery, decision.ts);
			return;
		case "claimed":
			await deliveries.unbegin(delivery, decision.sendAfter);
			return;
		case "failed":
			log.warn({ ...about, slackError: decision.error }, "Slack refuses it");
			await deliveries.failed(
				delivery,
				decision.error,
				decision.pauses ? now : undefined,
			);
			return;
		default:
			log.warn(
				{ ...about, code: "code" in reply ? reply.code : undefined },
				"Slack's answer was lost",
			);
	}
}

/** Waits for the moment, but no longer than it may still be sent under this lease. */
async function itsTime(at: Date, lease: Lease, world: DeliverWorld) {
	const { clock, ending } = world;
	while (!ending.aborted && isEnough(lease)) {
		const ms = at.getTime() - clock.now().getTime();
		if (ms <= 0) return;
		await clock.rest(Math.min(ms, longestNapMs), ending);
	}
}

function isEnough(lease: Lease): boolean {
	return lease.left() >= callMs + settleMs;
}

/** Tries again while the store does not answer and the lease lasts: what Slack said is known to nobody else. */
async function insist(
	deed: () => Promise<void>,
	lease: Lease,
	{ clock, log }: DeliverWorld,
): Promise<void> {
	for (;;)
		try {
			return await deed();
		} catch (error) {
			if (lease.left() <= 0) throw error;
			log.warn(
				{ error: describeError(error) },
				"the store did not take what Slack answered: trying again",
			);
			await clock.rest(patienceMs, new AbortController().signal);
		}
}
