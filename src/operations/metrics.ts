import {
	Counter,
	collectDefaultMetrics,
	Gauge,
	Histogram,
	Registry,
} from "prom-client";
import type { Meter } from "../slack/meter.js";

/** What is looked up when the numbers are asked for. */
export type Readings = {
	nudgesByState?: () => Promise<Readonly<Record<string, number>>>;
	/** How long the oldest nudge that is due has been waiting, in seconds; 0 when none is. */
	oldestDueSeconds?: () => Promise<number>;
	queueLengths?: () => Readonly<Record<string, number>>;
};

/** Counts, and the page on which Prometheus reads them. */
export type Metrics = {
	meter: Meter;
	/** Adds what this part of the bot knows to the page. */
	read(readings: Readings): void;
	page(): Promise<string>;
	contentType: string;
};

const prefix = "lead_or_manage_";

/** Metrics of their own for each bot. No label ever names a person, a channel, a workspace or a word. */
export function createMetrics(): Metrics {
	const registry = new Registry();
	const registers = [registry];
	collectDefaultMetrics({ register: registry, prefix });
	const requests = new Counter({
		name: `${prefix}requests_total`,
		help: "Requests of Slack's, by the door they came to and what came of them",
		labelNames: ["door", "outcome"],
		registers,
	});
	const acknowledged = new Histogram({
		name: `${prefix}acknowledge_seconds`,
		help: "From a request's arrival to its acknowledgement; Slack waits three seconds",
		labelNames: ["door"],
		buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 3],
		registers,
	});
	const slackCalls = new Counter({
		name: `${prefix}slack_calls_total`,
		help: "Calls of Slack's Web API, by method and Slack's answer",
		labelNames: ["method", "outcome"],
		registers,
	});
	const add = (
		name: string,
		help: string,
		label: string | undefined,
		look: () => Promise<Readonly<Record<string, number>>>,
	) => {
		new Gauge({
			name: `${prefix}${name}`,
			help,
			labelNames: label === undefined ? [] : [label],
			registers,
			async collect() {
				this.reset();
				// The other numbers are worth having when the database is away.
				const found = await look().catch(() => ({}));
				for (const [key, value] of Object.entries(found))
					if (label === undefined) this.set(value);
					else this.set({ [label]: key }, value);
			},
		});
	};
	return {
		meter: {
			request: (door, outcome) => requests.inc({ door, outcome }),
			acknowledged: (door, ms) => acknowledged.observe({ door }, ms / 1_000),
			slackCall: (method, outcome) => slackCalls.inc({ method, outcome }),
		},
		read({ nudgesByState, oldestDueSeconds, queueLengths }) {
			if (nudgesByState)
				add("nudges", "Nudges kept, by state", "state", nudgesByState);
			if (oldestDueSeconds)
				add(
					"nudge_oldest_due_seconds",
					"How long the oldest nudge that is due has been waiting",
					undefined,
					async () => ({ "": await oldestDueSeconds() }),
				);
			if (queueLengths)
				add("queue_length", "What waits, by queue", "queue", async () =>
					queueLengths(),
				);
		},
		page: () => registry.metrics(),
		contentType: registry.contentType,
	};
}
