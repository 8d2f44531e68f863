import { randomUUID } from "node:crypto";
import type { App, Receiver, ReceiverEvent } from "@slack/bolt";
import type { Log } from "./log.js";
import type { Meter, Outcome } from "./meter.js";
import { doorOf, faultsIn } from "./payload.js";

/** A request on its way through the bot: `id` is in its log lines, `outcome` is set by whoever answers it. */
export type Passage = { id: string; outcome?: Outcome };

const lateMs = 3_000;

/**
 * The receiver, of whose requests only those with the right shape reach the app. What is refused is logged by its
 * shape and stays unacknowledged.
 */
export function gated(
	receiver: Receiver,
	{ log, meter }: { log: Log; meter: Meter },
): Receiver {
	const pass = async (event: ReceiverEvent, app: App) => {
		const { body, ack } = event;
		const door = doorOf(body);
		const faults = faultsIn(body, door);
		if (faults.length > 0) {
			log.warn({ door, faults }, "refused a request of the wrong shape");
			return meter.request(door, "refused");
		}
		const came = performance.now();
		const passage: Passage = { id: randomUUID().slice(0, 8) };
		await app.processEvent({
			...event,
			customProperties: { ...event.customProperties, passage },
			ack: async (answer) => {
				const ms = performance.now() - came;
				meter.acknowledged(door, ms);
				if (ms > lateMs)
					log.warn(
						{ door, request: passage.id, ms: Math.round(ms) },
						"acknowledged too late for Slack",
					);
				await ack(answer);
			},
		});
		meter.request(door, passage.outcome ?? "ignored");
	};
	return {
		init: (app) =>
			receiver.init({
				processEvent: (event: ReceiverEvent) => pass(event, app),
			} as App),
		start: (...args) => receiver.start(...args),
		stop: (...args) => receiver.stop(...args),
	};
}
