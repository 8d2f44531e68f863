import { describeError, type Log } from "../slack/log.js";
import type { Delivery } from "../store/delivery-store.js";
import type { Store } from "../store/store.js";
import type { Clock } from "./clock.js";
import { leaseMs } from "./delivery.js";
import type { Schedule } from "./schedule.js";

/** Something that whoever set a schedule up should hear of. */
export type NudgeTrouble =
	/** Nobody knows whether this one came. */
	| { kind: "unknown"; schedule: Schedule; delivery: Delivery }
	/** The schedule rests until somebody acts: for an error of Slack's, or `no_plan` where it can't be read. */
	| { kind: "stopped"; schedule: Schedule; error: string };

/** Tells the right person, unless this is not the moment. */
export type Tell = (
	trouble: NudgeTrouble,
) => Promise<"told" | "later" | undefined>;

/** What it takes to tell people. */
export type TellWorld = {
	store: Pick<Store, "deliveries" | "schedules">;
	clock: Pick<Clock, "now">;
	/** Tells the right person; rejects when that could not be done. Then, and after "later", it is asked again. */
	tell: Tell;
	ending: AbortSignal;
	log: Log;
};

const batch = 20;
const againMs = 15 * 60_000;
const patienceMs = 24 * 3_600_000;

/** Stops the schedules that Slack refuses, and tells whoever set them up, and of every delivery that stays unknown. */
export async function tellOwners(world: TellWorld): Promise<void> {
	const { store, clock, ending } = world;
	while (!ending.aborted) {
		const untold = await store.deliveries.takeUntold(
			clock.now(),
			leaseMs,
			batch,
		);
		for (const delivery of untold) {
			if (ending.aborted) return;
			await tellOf(delivery, world);
		}
		if (untold.length < batch) return;
	}
}

/** Tells of schedules that can't be read. */
export async function tellOfUnreadable(
	scheduleIds: readonly string[],
	{ store, tell, log }: TellWorld,
): Promise<void> {
	for (const id of scheduleIds)
		try {
			const [schedule] = await store.schedules.byIds([id]);
			if (schedule) await tell({ kind: "stopped", schedule, error: "no_plan" });
		} catch (error) {
			log.error(
				{ schedule: id, error: describeError(error) },
				"nobody could be told",
			);
		}
}

async function tellOf(delivery: Delivery, world: TellWorld) {
	const { store, clock, tell, log } = world;
	const { id, scheduleId, workspaceId } = delivery;
	const error = delivery.error ?? "unknown_error";
	if (delivery.status === "failed")
		await store.schedules.markBroken(scheduleId, error);
	const since = delivery.postingAt ?? delivery.slot.at;
	const isStale = clock.now().getTime() - since.getTime() > patienceMs;
	try {
		const schedule = await store.schedules.one(workspaceId, scheduleId);
		if (schedule && !isStale) {
			const told = await tell(
				delivery.status === "failed"
					? { kind: "stopped", schedule, error }
					: { kind: "unknown", schedule, delivery },
			);
			if (told === "later") {
				const againAt = new Date(clock.now().getTime() + againMs);
				await store.deliveries.told(delivery, againAt);
				return;
			}
		}
	} catch (cause) {
		log.error(
			{ delivery: id, error: describeError(cause) },
			"whoever set it up could not be told",
		);
		if (!isStale) {
			const againAt = new Date(clock.now().getTime() + againMs);
			await store.deliveries.told(delivery, againAt);
			return;
		}
	}
	await store.deliveries.told(delivery);
}
