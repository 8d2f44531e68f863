import { describeError } from "../slack/log.js";
import type { Delivery, Waiting } from "../store/delivery-store.js";
import type { Store } from "../store/store.js";
import { type DeliverWorld, deliver } from "./deliver-job.js";
import { leaseMs, type Reply } from "./delivery.js";
import { newTimes } from "./pace.js";

/** What it takes to send; `me` tells this instance from the others. */
export type SendWorld = DeliverWorld & {
	store: Pick<Store, "deliveries" | "pace">;
	me: string;
};

/** Sends to workspaces, each at its own pace. */
export type Sender = {
	/** Sends all that is due soon in a workspace, unless another instance does. Does not wait for it. */
	serve(workspaceId: string): void;
	/** Slack's reply to what this instance is sending just now: `undefined` when it isn't. */
	underWay(deliveryId: string): Promise<Reply | undefined> | undefined;
	/** Nothing is being sent any more. */
	settled(): Promise<void>;
};

const holdMs = 10_000;
const renewMs = 3_000;
const roundMs = 1_000;
const longestNapMs = 10_000;
/** What is due later is left to a later tick. */
const horizonMs = 60_000;
const mostUnderWay = 80;
const mostUnderWayInAll = 500;
const page = 500;
/** A change of less than this is none. */
const leastChangeMs = 20;

/** A sender. In one workspace only one instance sends at a time, as only that learns how fast it may. */
export function createSender(world: SendWorld): Sender {
	const { store, clock, paces, ending, me, log } = world;
	const { deliveries } = store;
	const underWay = new Map<string, Promise<Reply | undefined>>();
	const channels = new Map<string, Promise<unknown>>();
	const served = new Map<string, { done: Promise<void>; wake: () => void }>();
	const busy = new Map<string, number>();

	/** One after the other in a channel, so that the second knows what the first brought. */
	const start = (delivery: Delivery, until: number) => {
		const { id, workspaceId } = delivery;
		const channel = `${workspaceId} ${delivery.channelId}`;
		const before = channels.get(channel);
		const lease = { left: () => until - clock.elapsed() };
		const run = (async () => {
			await before;
			try {
				return await deliver(delivery, lease, world);
			} catch (error) {
				log.error(
					{ delivery: id, error: describeError(error) },
					"a delivery broke off",
				);
				return undefined;
			}
		})();
		const done = run.then(() => {
			underWay.delete(id);
			if (channels.get(channel) === done) channels.delete(channel);
			const left = (busy.get(workspaceId) ?? 1) - 1;
			if (left > 0) busy.set(workspaceId, left);
			else busy.delete(workspaceId);
		});
		underWay.set(id, run);
		channels.set(channel, done);
		busy.set(workspaceId, (busy.get(workspaceId) ?? 0) + 1);
	};

	/** What may go within a second, or would at this pace. */
	const soon = async (workspaceId: string, now: number) => {
		const atLeast = Math.ceil(paces.soFar(workspaceId).perSecond * 2);
		const rows: Waiting[] = [];
		for (;;) {
			const more = await deliveries.waiting(
				workspaceId,
				Math.min(page, rows.length === 0 ? atLeast + 50 : page),
				rows.at(-1),
			);
			rows.push(...more);
			const last = more.at(-1);
			if (!last) return rows;
			if (last.sendAfter.getTime() > now + roundMs && rows.length >= atLeast)
				return rows;
		}
	};

	/** Sets the times anew, takes what may go within a second, and tells for how long there is nothing more to do. */
	const round = async (workspaceId: string): Promise<number> => {
		const now = clock.now().getTime();
		const rows = await soon(workspaceId, now);
		const times = newTimes(
			paces.soFar(workspaceId),
			rows.map(({ sendAfter }) => sendAfter.getTime()),
			now,
		);
		const changed = times.flatMap((time, i) => {
			const row = rows[i] as Waiting;
			const byMs = Math.abs(time - row.sendAfter.getTime());
			return byMs < leastChangeMs
				? []
				: [{ ...row, sendAfter: new Date(time) }];
		});
		await deliveries.retime(changed);
		const room = Math.min(
			mostUnderWay - (busy.get(workspaceId) ?? 0),
			mostUnderWayInAll - underWay.size,
		);
		if (room > 0) {
			const until = clock.elapsed() + leaseMs;
			const taken = await deliveries.takeReady(clock.now(), leaseMs, room, {
				workspaceId,
				upTo: new Date(clock.now().getTime() + roundMs),
			});
			for (const delivery of taken) {
				// Reckoned with from now on, so that the next round gives nobody else its turn.
				paces.posting(workspaceId);
				start(delivery, until);
			}
			if (taken.length > 0) return roundMs;
		}
		if ((busy.get(workspaceId) ?? 0) > 0) return roundMs;
		const first = times[0] ?? rows[0]?.sendAfter.getTime();
		return first === undefined ? Number.POSITIVE_INFINITY : first - now;
	};

	ending.addEventListener("abort", () => {
		for (const { wake } of served.values()) wake();
	});

	const serveUntilDone = async (
		workspaceId: string,
		nap: () => AbortSignal,
	) => {
		let renewAt = Number.NEGATIVE_INFINITY;
		const giveUpAt = clock.elapsed() + horizonMs;
		await paces.of(workspaceId);
		while (!ending.aborted) {
			if (clock.elapsed() >= renewAt) {
				const now = clock.now();
				const until = new Date(now.getTime() + holdMs);
				if (!(await store.pace.hold(workspaceId, me, now, until))) {
					// Somebody else sends there, or did until it was killed: a later tick asks again.
					if (clock.elapsed() >= giveUpAt) return;
					await clock.rest(renewMs, nap());
					continue;
				}
				renewAt = clock.elapsed() + renewMs;
				await paces.remember(workspaceId);
			}
			const from = clock.elapsed();
			const wait = await round(workspaceId);
			if (wait > horizonMs) break;
			const spent = clock.elapsed() - from;
			const ms = Math.max(0, Math.min(wait, longestNapMs) - spent);
			await clock.rest(ms, nap());
		}
		await paces.remember(workspaceId);
		await store.pace.release(workspaceId, me);
	};

	return {
		serve(workspaceId) {
			const already = served.get(workspaceId);
			if (already) return already.wake();
			let alarm = new AbortController();
			const nap = () => {
				alarm = new AbortController();
				if (ending.aborted) alarm.abort();
				return alarm.signal;
			};
			const done = serveUntilDone(workspaceId, nap)
				.catch((error) =>
					log.error(
						{ workspace: workspaceId, error: describeError(error) },
						"sending to a workspace broke off",
					),
				)
				.then(() => {
					served.delete(workspaceId);
				});
			served.set(workspaceId, { done, wake: () => alarm.abort() });
		},

		underWay: (deliveryId) => underWay.get(deliveryId),

		async settled() {
			while (served.size + channels.size > 0)
				await Promise.all([
					...[...served.values()].map(({ done }) => done),
					...channels.values(),
				]);
		},
	};
}
