import cron, { type ScheduledTask } from "node-cron";
import { askDuePlans } from "../plans/ask-plans-job.js";
import { describeError, type Log } from "../slack/log.js";
import type { Store } from "../store/store.js";
import type { Answering } from "./answering-job.js";

/** What the coach does by the clock: asks about plans, answers what was left behind, removes what is old. */
export type CoachingJob = {
	/** Ticks every minute from now on. */
	start(): void;
	/** Safe to call at any time, as often as one likes. */
	tick(): Promise<void>;
	/** Ticks no more, once what is under way is done. */
	stop(): Promise<void>;
};

/** The job. It does nothing until it is started or told to tick. */
export function createCoachingJob({
	answering,
	store,
	now,
	log,
}: {
	answering: Pick<Answering, "catchUp">;
	store: Pick<Store, "plans" | "people" | "forgetting">;
	now: () => Date;
	log: Log;
}): CoachingJob {
	let task: ScheduledTask | undefined;
	let ticking: Promise<void> = Promise.resolve();

	const attempt = async (what: string, deed: () => Promise<void>) => {
		try {
			await deed();
		} catch (error) {
			log.error({ error: describeError(error) }, `${what} broke off`);
		}
	};
	const tickOnce = async () => {
		await attempt("asking about plans", () => askDuePlans({ store, now }));
		await attempt("answering what was left", () => answering.catchUp());
		await attempt("the daily cleaning", async () => {
			const cleaned = await store.forgetting.cleanUp(now());
			if (cleaned) log.info(cleaned, "removed what is too old to keep");
		});
	};
	const tick = () => {
		ticking = ticking.then(tickOnce);
		return ticking;
	};
	return {
		start() {
			task = cron.schedule("* * * * *", () => tick(), {
				name: "coaching",
				timezone: "UTC",
				noOverlap: true,
			});
			void tick();
		},
		tick,
		async stop() {
			await task?.destroy();
			await ticking;
		},
	};
}
