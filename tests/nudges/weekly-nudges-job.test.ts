import { readFileSync } from "node:fs";
import { expect, onTestFinished, test } from "vitest";
import { createWeeklyNudgesJob } from "../../src/nudges/weekly-nudges-job.js";
import { postingClient } from "../../src/slack/web-client.js";
import { testClock, testPlayground } from "../playground/harness.js";
import { builtContent } from "../support/built-content.js";
import { monday, mondaysForLeads } from "../support/schedules.js";
import { silent, testStore } from "../support/test-store.js";

const weekMs = 7 * 24 * 3_600_000;
const manifest = readFileSync(
	new URL("../../manifest.yml", import.meta.url),
	"utf8",
);

/** A workspace in which Robin set up a weekly vision, on Monday at nine in Berlin. */
async function mondayMorning() {
	const clock = testClock(monday.at.toISOString());
	const playground = await testPlayground({ manifest, now: clock.now });
	const { store } = await testStore("SQLite");
	await store.schedules.add(
		mondaysForLeads({
			workspaceId: "T0HARBOUR",
			channelId: "C0HARBOUR",
			series: ["vision"],
			setUpBy: "U0ROBIN",
			changedBy: "U0ROBIN",
		}),
		monday,
	);
	const { botToken, slackApiUrl: apiUrl, workspace } = playground;
	const client = postingClient(botToken, { apiUrl, log: silent });
	const job = createWeeklyNudgesJob({
		composeOther: async () => undefined,
		mayWrite: async () => true,
		store,
		nudges: builtContent().nudges,
		now: clock.now,
		graceMs: 6 * 3_600_000,
		clientOf: async () => client,
		log: silent,
	});
	onTestFinished(() => job.stop());
	return {
		playground,
		store,
		said: (channel: string) => workspace.messages(channel),
		async nextWeek() {
			clock.forward(weekMs);
			await job.tick();
			await job.settled();
		},
		async tick() {
			await job.tick();
			await job.settled();
		},
	};
}

test("the first post introduces itself, quotes the team's sentence and names whoever set it up, without ringing anybody", async () => {
	const { playground, said, tick, nextWeek } = await mondayMorning();
	await tick();
	await nextWeek();
	const [first, second] = said("C0HARBOUR").map(({ blocks }) =>
		JSON.stringify(blocks),
	);
	expect(first).toContain("Hello, I'm Lead or Manage.");
	expect(first).toContain("Every ship leaves on time");
	expect(first).toContain("Vision · set up by Robin");
	expect(second).not.toContain("Hello");
	expect(second).toContain("Vision · set up by Robin");
	expect(playground.workspace.alarms).toEqual([]);
});

test("an archived channel pauses the schedule, and whoever set it up hears of it once, with what to do", async () => {
	const { playground, store, said, tick, nextWeek } = await mondayMorning();
	await tick();
	playground.workspace.archive("C0HARBOUR");
	await nextWeek();
	await tick();
	await tick();
	expect(
		await store.schedules.ofChannel("T0HARBOUR", "C0HARBOUR"),
	).toMatchObject([{ brokenBy: "is_archived", next: undefined }]);
	const toRobin = said("D0ROBIN").map(({ text }) => text);
	expect(toRobin).toEqual(["The weekly nudge rests: the channel is archived."]);
	expect(JSON.stringify(said("D0ROBIN")[0]?.blocks)).toContain(
		"If it comes back, invite me again",
	);
});
