import { describe, expect, test } from "vitest";
import { blockErrors } from "../../src/playground/block-kit-rules.js";
import { nudgeBot } from "../support/nudge-bot.js";
import { monday, mondaysForLeads, nextMonday } from "../support/schedules.js";
import { buttonsOf, shownText } from "../support/test-bot.js";

/** A bot in a channel that has a nudge on vision and one on managing. */
async function setUp(changes: Parameters<typeof nudgeBot>[0] = {}) {
	const bot = await nudgeBot(changes);
	const { schedules } = bot.world.store;
	await schedules.add(mondaysForLeads({ series: ["vision"] }), monday);
	await schedules.add(
		mondaysForLeads({
			id: "friday-leads",
			weekday: 5,
			series: ["manage"],
			setUpBy: "U-SAM",
		}),
		undefined,
	);
	return bot;
}

const pauses = async (bot: Awaited<ReturnType<typeof setUp>>) =>
	(await bot.schedules()).map(({ pausedUntil }) => pausedUntil);

test.each(["help", "?", "sing me a song", "pausing", "constructor"])(
	"/nudges %s answers with what it understands",
	async (text) => {
		const bot = await nudgeBot();
		const said = await bot.nudges(text);
		for (const command of ["next", "preview", "pause", "resume", "off"])
			expect(shownText(said)).toContain(`/nudges ${command}`);
		expect(bot.calls.map(({ method }) => method)).toEqual(["auth.test"]);
	},
);

test.each([
	["D123", "directmessage"],
	["G123", "mpdm-matilda--sam-1"],
])(
	"in a direct message it says where it works",
	async (channel_id, channel_name) => {
		const bot = await nudgeBot();
		const said = await bot.nudges("", "U-MATILDA", {
			channel_id,
			channel_name,
		});
		expect(said.text).toMatch(/^Nudges belong to a channel\./);
	},
);

test.each(["next", "preview", "pause", "resume", "off"])(
	"/nudges %s in a channel without nudges says how to set one up",
	async (text) => {
		const bot = await nudgeBot();
		expect((await bot.nudges(text)).text).toBe(
			"No nudges here yet. Type /nudges to set one up; it takes a minute.",
		);
	},
);

describe("/nudges next", () => {
	test("names the next five of all the channel's nudges, with local time and why each, in the acknowledgement", async () => {
		const bot = await setUp();
		const said = await bot.nudges("next");
		expect(said.text).toBe(
			"The next 5 in this channel: Monday 23 November, Friday 27 November, Monday 30 November, Friday 4 December, Monday 7 December.",
		);
		expect(shownText(said)).toContain(
			"Monday 23 November at 09:00, Berlin time",
		);
		expect(
			shownText(said).match(/Why: this one is new to this channel/g),
		).toHaveLength(5);
		expect(blockErrors(said.blocks, "message")).toEqual([]);
		expect(bot.calls.map(({ method }) => method)).toEqual(["auth.test"]);
	});

	test("says why one doesn't come: a pause, or that all is off", async () => {
		const bot = await nudgeBot({ now: () => new Date("2026-12-20T11:00:00Z") });
		const { schedules } = bot.world.store;
		await schedules.add(
			mondaysForLeads({
				weekday: 5,
				series: ["lead"],
				pausedUntil: "2027-01-15",
			}),
			undefined,
		);
		expect(shownText(await bot.nudges("next"))).toContain(
			'Friday 25 December at 09:00, Berlin time","style":{"bold":true}},{"type":"text","text":": nothing, paused until Friday 15 January 2027.',
		);
		await bot.nudges("resume");
		await bot.nudges("off");
		expect(shownText(await bot.nudges("next"))).toContain(
			": nothing, switched off.",
		);
	});

	test("says what a holiday does to it", async () => {
		const bot = await nudgeBot({ now: () => new Date("2026-12-20T11:00:00Z") });
		await bot.world.store.schedules.add(
			mondaysForLeads({ weekday: 5, skipDates: ["2027-01-08"] }),
			undefined,
		);
		const said = shownText(await bot.nudges("next"));
		expect(said).toContain("Moved from Friday 25 December, Christmas Day.");
		expect(said).toContain(": nothing, on the list of dates to skip.");
	});

	test("shows what lately didn't come, and why", async () => {
		const bot = await setUp();
		const { deliveries } = bot.world.store;
		await deliveries.claimDue(monday.at, 10, () => ({
			slots: [{ ...monday, skipped: { kind: "missed" } }],
			next: nextMonday,
		}));
		const said = shownText(await bot.nudges("next"));
		expect(said).toContain("Lately");
		expect(said).toContain("didn't come: I wasn't running at the time.");
	});
});

describe("/nudges preview", () => {
	test("shows the next one as it will look, with the team's sentence and who set it up, and rings nobody", async () => {
		const bot = await setUp();
		const said = await bot.nudges("preview");
		expect(said.text).toBe(
			"This comes Monday 23 November at 09:00, Berlin time, if nothing changes. Only you see it now.",
		);
		expect(shownText(said)).toContain("Every ship leaves on time");
		expect(shownText(said)).toContain("Vision · set up by Matilda");
		expect(shownText(said)).toContain("Hello, I'm Lead or Manage.");
	});
});

describe("/nudges pause", () => {
	test("pauses the whole channel until a day, however it is written, and says when the next comes", async () => {
		const bot = await setUp();
		for (const written of ["2026-12-24", "24 Dec", "24th of December"]) {
			const said = await bot.nudges(`pause until ${written}`);
			// Friday the 25th is a holiday, and Monday the 28th on the list of dates to skip.
			expect(said.text).toBe(
				"Paused until Thursday 24 December. The next one comes Tuesday 29 December at 09:00, Berlin time. Type /nudges resume to go on sooner.",
			);
			expect(await pauses(bot)).toEqual(["2026-12-24", "2026-12-24"]);
		}
	});

	test("without a day it is a week off, in which each is left out once", async () => {
		const bot = await setUp();
		expect((await bot.nudges("pause")).text).toMatch(
			/^Paused until Sunday 29 November\./,
		);
	});

	test("right after one came, a week off leaves the next one out", async () => {
		const bot = await nudgeBot({
			now: () => new Date(monday.at.getTime() + 1),
		});
		await bot.world.store.schedules.add(mondaysForLeads(), nextMonday);
		expect((await bot.nudges("pause")).text).toMatch(
			/^Paused until Tuesday 1 December\. The next one comes Monday 7 December/,
		);
	});

	test.each([
		["no date", "xmas"],
		["today", "2026-11-22"],
		["long ago", "2020-01-01"],
		["3,000 letters", "x".repeat(3_000)],
	])(
		"a day that is %s changes nothing and is answered with how to write one",
		async (_what, text) => {
			const bot = await setUp();
			const said = await bot.nudges(`pause until ${text}`);
			expect(said.text).toContain("so nothing changed");
			expect(said.text).toContain("/nudges pause until 2026-12-06");
			expect(await pauses(bot)).toEqual([undefined, undefined]);
		},
	);
});

describe("/nudges off", () => {
	test("stops everything, and Undo puts each back where it was", async () => {
		const bot = await setUp();
		await bot.world.store.schedules.pause(
			{
				workspaceId: "T-HARBOUR",
				channelId: "C-LEADS",
				scheduleId: "friday-leads",
			},
			"2026-12-10",
			"U-SAM",
			() => undefined,
		);
		const [undo] = buttonsOf(await bot.nudges("off"));
		expect(await pauses(bot)).toEqual(["forever", "forever"]);
		const said = await bot.press(undo as { action_id: string; value: string });
		expect(said?.text).toMatch(
			/^As it was before\. The next one comes Monday 23 November/,
		);
		expect(await pauses(bot)).toEqual([undefined, "2026-12-10"]);
	});

	test("somebody else's Undo does nothing", async () => {
		const bot = await setUp();
		const [undo] = buttonsOf(await bot.nudges("off"));
		await bot.press(undo as { action_id: string }, {
			workspaceId: "T-HARBOUR",
			personId: "U-GUEST",
		});
		expect(await pauses(bot)).toEqual(["forever", "forever"]);
	});

	test("resume goes on", async () => {
		const bot = await setUp();
		await bot.nudges("off");
		expect((await bot.nudges("resume")).text).toBe(
			"On again. The next one comes Monday 23 November at 09:00, Berlin time.",
		);
		expect(await pauses(bot)).toEqual([undefined, undefined]);
	});
});

describe("who may", () => {
	test.each([
		["U-MATILDA", true],
		["U-ADMIN", true],
		["U-OUTSIDE", false],
		["U-GUEST", false],
		["U-SINGLE", false],
		["U-OTHER", false],
		["U-STRANGER", false],
		["U-NOBODY", false],
	])("%s may change this channel's nudges: %s", async (personId, may) => {
		const bot = await setUp();
		await bot.nudges("off", personId);
		expect(await pauses(bot)).toEqual(
			may ? ["forever", "forever"] : [undefined, undefined],
		);
		expect((await bot.nudges("next", personId)).text).toContain("The next 5");
	});

	test("with NUDGES_MANAGED_BY=admins only admins, and the others are told so", async () => {
		const bot = await setUp({ nudgesManagedBy: "admins" });
		expect((await bot.nudges("off")).text).toBe(
			"In this workspace admins look after the nudges. You can look, and ask one of them to change it.",
		);
		expect(await pauses(bot)).toEqual([undefined, undefined]);
		await bot.nudges("off", "U-ADMIN");
		expect(await pauses(bot)).toEqual(["forever", "forever"]);
	});

	test("a channel's nudges are seen in that channel alone", async () => {
		const bot = await setUp();
		const elsewhere = { channel_id: "C-OTHER", channel_name: "other" };
		expect((await bot.nudges("next", "U-ADMIN", elsewhere)).text).toMatch(
			/^No nudges here yet/,
		);
	});
});

test("nothing that is typed reaches the log", async () => {
	const bot = await setUp();
	await bot.nudges("pause until the Zebra leaves");
	await bot.nudges("zebra");
	expect(JSON.stringify(bot.logged).toLowerCase()).not.toContain("zebra");
});
