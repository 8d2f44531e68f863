// One instance of the bot's nudges, as a process of its own that can be killed. Its first argument says where the store
// and the stand-in for Slack are, and how much faster than real time it lives.
import { setTimeout } from "node:timers/promises";
import { nudgeComposer } from "../../dist/nudges/compose.js";
import { createPoster } from "../../dist/nudges/poster.js";
import { createNudgesJob } from "../../dist/nudges/send-nudges-job.js";
import { postingClient } from "../../dist/slack/web-client.js";
import { openStore } from "../../dist/store/store.js";

const { place, keyRing, apiUrl, toldUrl, time } = JSON.parse(process.argv[2]);
const { speed, from, realFrom } = time;
const loud = { warn: note("warn"), error: note("error") };
const log = {
	...loud,
	debug() {},
	info() {},
	warn(fields, message) {
		if (message === "Slack's answer was lost")
			process.stdout.write(`lost ${fields.delivery}\n`);
		loud.warn(fields, message);
	},
};
function note(level) {
	return process.env.LOUD
		? (fields, message) =>
				process.stderr.write(
					`${process.pid} ${level} ${message} ${JSON.stringify(fields)}\n`,
				)
		: () => {};
}
const store = await openStore(place, keyRing, log);
const clients = new Map();
const job = createNudgesJob({
	store,
	clock: {
		now: () => new Date(from + (Date.now() - realFrom) * speed),
		elapsed: () => performance.now() * speed,
		rest: (ms, signal) =>
			setTimeout(ms / speed, undefined, { signal }).catch(() => {}),
	},
	poster: createPoster(async (workspaceId) => {
		const known = clients.get(workspaceId);
		if (known) return known;
		const timeout = 10_000 / speed;
		const client = postingClient(`xoxb-${workspaceId}`, {
			apiUrl,
			timeout,
			log,
		});
		clients.set(workspaceId, client);
		return client;
	}),
	compose: nudgeComposer({
		store,
		nudges: Array.from({ length: 60 }, (_, i) => ({
			id: `nudge-${i}`,
			series: "lead",
			text: `Nudge ${i}`,
			why: "",
			claims: [],
			cheerful: false,
		})),
		message: async ({ nudge }) => ({ text: nudge.text, blocks: [] }),
	}),
	tell: async ({ kind, schedule, delivery, error }) => {
		await fetch(toldUrl, {
			method: "POST",
			body: JSON.stringify({
				kind,
				schedule: schedule.id,
				error,
				id: delivery?.id,
			}),
		});
	},
	holidaysOf: async () => new Map(),
	graceMs: 6 * 3_600_000,
	log,
});
process.stdout.write("up\n");
process.on("SIGTERM", () => void job.stop().then(() => process.exit(0)));
for (;;) {
	await job.tick();
	await setTimeout(60_000 / speed);
}
