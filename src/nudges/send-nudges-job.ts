import { randomUUID } from "node:crypto";
import { setMaxListeners } from "node:events";
import cron, { type ScheduledTask } from "node-cron";
import { describeError, type Log } from "../slack/log.js";
import type { Delivery } from "../store/delivery-store.js";
import type { Store } from "../store/store.js";
import { type ClaimWorld, claimDueSlots } from "./claim-slots-job.js";
import type { Clock } from "./clock.js";
import type { Composed } from "./compose.js";
import { leaseMs } from "./delivery.js";
import { gateOf, through } from "./gate.js";
import { createPaces } from "./paces.js";
import type { Poster } from "./poster.js";
import { reconcile } from "./reconcile-job.js";
import { createSender } from "./send-workspace-job.js";
import { type Tell, tellOfUnreadable, tellOwners } from "./tell-job.js";

/** What the job needs. */
export type NudgesJobWorld = {
	store: Pick<Store, "schedules" | "deliveries" | "pace">;
	clock: Clock;
	poster: Poster;
	/** What a delivery brings: the one thing that a delivery of another kind would do differently. */
	compose: (delivery: Delivery) => Promise<Composed>;
	tell: Tell;
	holidaysOf: ClaimWorld["holidaysOf"];
	/** How late a nudge may come. */
	graceMs: number;
	log: Log;
};

/** The weekly nudges' clockwork. */
export type NudgesJob = {
	/** Ticks every minute from now on. */
	start(): void;
	/** Claims what is due and begins to send it. Safe to call at any time, as often as one likes. */
	tick(): Promise<void>;
	/** Nothing is being sent, looked for or told any more. */
	settled(): Promise<void>;
	/** Whether it ticks as it should. */
	isOnTime(): boolean;
	/** Claims no more, finishes what is being sent and leaves the rest to others. */
	stop(): Promise<void>;
};

const tickMs = 60_000;
const watchMs = 15_000;
const widthToStore = 3;
const widthOfComposing = 4;
const lateMs = 4 * tickMs;
/** The clock was moved when it went by this much more, or less, than time did. */
const leapMs = 5_000;
/** What is due before the next tick. */
const horizonMs = tickMs;

/** The job. It does nothing until it is started or told to tick. */
export function createNudgesJob(given: NudgesJobWorld): NudgesJob {
	const world = behindGates(given);
	const { store, clock, log } = world;
	const end = new AbortController();
	const ending = end.signal;
	// Every delivery that waits for its moment listens.
	setMaxListeners(0, ending);
	const paces = createPaces(store, clock);
	const sender = createSender({
		...world,
		paces,
		ending,
		me: randomUUID(),
	});
	const { underWay } = sender;
	const background = new Map<string, Promise<void>>();
	let task: ScheduledTask | undefined;
	let watch: NodeJS.Timeout | undefined;
	let ticking: Promise<void> | undefined;
	let again: Promise<void> | undefined;
	let tickedAt = clock.elapsed();
	let seen = { now: clock.now().getTime(), elapsed: clock.elapsed() };
	let trustLeasesFrom = Number.NEGATIVE_INFINITY;

	/** Does something beside the ticks, once at a time. */
	const beside = (name: string, deed: () => Promise<void>) => {
		if (ending.aborted || background.has(name)) return;
		const done = deed()
			.catch((error) =>
				log.error({ error: describeError(error) }, `${name} broke off`),
			)
			.then(() => {
				background.delete(name);
			});
		background.set(name, done);
	};

	/**
	 * When the clock leaps, leases seem to be over that are not, of other processes on this machine too. A real minute
	 * later those who had them are done.
	 */
	const noticeLeaps = () => {
		const now = clock.now().getTime();
		const elapsed = clock.elapsed();
		const leap = now - seen.now - (elapsed - seen.elapsed);
		if (Math.abs(leap) > leapMs) trustLeasesFrom = elapsed + leaseMs;
		seen = { now, elapsed };
	};

	const settleAccounts = async () => {
		if (clock.elapsed() >= trustLeasesFrom)
			await reconcile({ ...world, underWay, ending });
		await tellOwners({ ...world, ending });
	};

	const tickOnce = async () => {
		noticeLeaps();
		const unreadable = await claimDueSlots({ ...world, paces, ending });
		if (ending.aborted) return;
		const soon = clock.now().getTime() + horizonMs;
		for (const {
			workspaceId,
			next,
		} of await store.deliveries.waitingWorkspaces())
			if (next.getTime() <= soon) sender.serve(workspaceId);
		beside("settling what is open", settleAccounts);
		if (unreadable.length > 0)
			await tellOfUnreadable(unreadable, { ...world, ending });
		tickedAt = clock.elapsed();
	};

	const tick = (): Promise<void> => {
		if (ending.aborted) return Promise.resolve();
		if (ticking) {
			// What became due while this tick was under way is seen by the next.
			again ??= ticking.then(() => {
				again = undefined;
				return tick();
			});
			return again;
		}
		ticking = tickOnce()
			.catch((error) =>
				log.error(
					{ error: describeError(error) },
					"a tick of the nudges broke off",
				),
			)
			.finally(() => {
				ticking = undefined;
			});
		return ticking;
	};

	const setOff = () => {
		task = cron.schedule("* * * * *", () => tick(), {
			name: "nudges",
			timezone: "UTC",
			noOverlap: true,
			logger: cronLog(log),
		});
	};

	return {
		start() {
			setOff();
			void tick();
			// node-cron waits for the next minute by the clock, for an hour where that was set back by one.
			let startedAt = clock.elapsed();
			watch = setInterval(() => {
				if (clock.elapsed() - Math.max(tickedAt, startedAt) < 1.5 * tickMs)
					return;
				startedAt = clock.elapsed();
				void task?.destroy();
				setOff();
				void tick();
			}, watchMs);
		},

		tick,

		async settled() {
			while (ticking ?? background.size > 0)
				await Promise.all([ticking, ...background.values()]);
			await sender.settled();
		},

		isOnTime: () => clock.elapsed() - tickedAt < lateMs,

		async stop() {
			end.abort();
			clearInterval(watch);
			await task?.destroy();
			await ticking;
			await Promise.all(background.values());
			await sender.settled();
		},
	};
}

/** However much is due, the store still has time for those who wait for an answer. */
function behindGates(world: NudgesJobWorld): NudgesJobWorld {
	const toStore = gateOf(widthToStore);
	const composing = gateOf(widthOfComposing);
	return {
		...world,
		store: {
			schedules: through(toStore, world.store.schedules),
			deliveries: through(toStore, world.store.deliveries),
			pace: through(toStore, world.store.pace),
		},
		compose: (delivery) => composing(() => world.compose(delivery)),
	};
}

/** node-cron's own log lines, without what they quote. */
function cronLog(log: Log) {
	const nothing = () => {};
	return {
		info: nothing,
		debug: nothing,
		warn: () => log.debug("a tick of the nudges took longer than a minute"),
		error: (_: unknown, error?: unknown) =>
			log.error({ error: describeError(error) }, "node-cron broke"),
	};
}
