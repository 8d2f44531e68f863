import { describe, expect, test } from "vitest";
import { refusals } from "../../src/nudges/refusal.js";
import {
	stoppedMessage,
	unknownPostMessage,
} from "../../src/nudges/trouble-message.js";
import { whomToTell } from "../../src/nudges/whom-to-tell.js";
import { blockErrors } from "../../src/playground/block-kit-rules.js";
import { nudgeBot } from "../support/nudge-bot.js";
import { monday, mondaysForLeads } from "../support/schedules.js";
import { buttonsOf, shownText } from "../support/test-bot.js";

const lost = {
	deliveryId: "monday-leads.2026-11-23",
	channelId: "C-LEADS",
	date: "2026-11-23",
	text: "Read the sentence above aloud once today.",
};

describe("a nudge of which nobody knows whether it came", () => {
	test("is shown to whoever set it up, with what to look for and one button", () => {
		const said = unknownPostMessage(lost, "set it up", "2026-11-23");
		expect(said.text).toBe(
			"Monday 23 November: Slack broke off while I was posting the weekly nudge, so I can't tell whether it arrived.",
		);
		expect(shownText(said)).toContain(lost.text);
		expect(shownText(said)).toContain('"channel_id":"C-LEADS"');
		expect(blockErrors(said.blocks, "message")).toEqual([]);
		expect(buttonsOf(said).map(({ label }) => label)).toEqual(["Post it now"]);
	});

	test("goes out once, however often the button is pressed", async () => {
		const bot = await nudgeBot({ now: () => monday.at });
		const { schedules, deliveries } = bot.world.store;
		await schedules.add(mondaysForLeads(), monday);
		await deliveries.claimDue(monday.at, 10, () => ({
			slots: [{ ...monday, sendAfter: monday.at }],
			next: undefined,
		}));
		const [delivery] = await deliveries.takeReady(monday.at, 60_000, 1);
		if (!delivery) throw new Error("Nothing was claimed");
		await deliveries.beginPosting(delivery, "n1", monday.at);
		await deliveries.unknown(delivery);
		const [button] = buttonsOf(
			unknownPostMessage(
				{ ...lost, deliveryId: delivery.id },
				"set it up",
				"2026-11-23",
			),
		);
		const press = () =>
			bot.press(button as { action_id: string; value: string });
		expect(await press()).toMatchObject({
			replace_original: true,
			text: "On its way: it will be in the channel within a minute or two.",
		});
		expect((await press())?.text).toBe(
			"That one is taken care of already, so I posted nothing.",
		);
	});

	test("a button with a value of somebody's own posts nothing", async () => {
		const bot = await nudgeBot();
		for (const value of ["", "x", "monday-leads.2026-11-23"])
			expect(
				(await bot.press({ action_id: "nudge-post-now", value }))?.text,
			).toMatch(/^That one is taken care of/);
	});
});

describe("a nudge that Slack refuses until somebody acts", () => {
	test.each([
		[
			"is_archived",
			"the channel is archived",
			"If it comes back, invite me again",
		],
		[
			"not_in_channel",
			"I'm not in the channel any more",
			"type /invite in the channel",
		],
		[
			"token_revoked",
			"Slack doesn't let me in any more (token_revoked)",
			"An admin of the workspace",
		],
		[
			"restricted_action",
			"this channel doesn't let me post (restricted_action)",
			"Whoever manages the channel",
		],
		[
			"no_plan",
			"something in its settings can't be read any more",
			"choose Change",
		],
	])("%s is told with what to do", (error, what, act) => {
		const said = stoppedMessage({ channelId: "C-LEADS", error }, "set it up");
		expect(said.text).toBe(`The weekly nudge rests: ${what}.`);
		expect(shownText(said)).toContain(act);
	});

	test("every refusal that pauses has its words", () => {
		for (const error of Object.keys(refusals)) {
			const said = stoppedMessage({ channelId: "C1", error }, "is an admin");
			expect(blockErrors(said.blocks, "message")).toEqual([]);
		}
	});
});

describe("who is told", () => {
	const person = (changes: object = {}) => ({
		name: "x",
		timeZone: undefined,
		isAdmin: false,
		isGuest: false,
		isOutsider: false,
		isGone: false,
		...changes,
	});
	const schedule = mondaysForLeads({ setUpBy: "U-1", changedBy: "U-2" });
	const others = [
		schedule,
		mondaysForLeads({ setUpBy: "U-3", changedBy: "U-4" }),
	];
	const tell = (known: Record<string, ReturnType<typeof person>>) =>
		whomToTell(schedule, others, async (id) => known[id]);

	test("whoever set it up", async () => {
		expect(await tell({ "U-1": person(), "U-2": person() })).toEqual({
			personId: "U-1",
			as: "set it up",
		});
	});

	test("has that person left, whoever changed it last", async () => {
		expect(
			await tell({ "U-1": person({ isGone: true }), "U-2": person() }),
		).toEqual({ personId: "U-2", as: "changed it last" });
	});

	test("have both left, an admin among those who know the nudges", async () => {
		expect(
			await tell({ "U-3": person(), "U-4": person({ isAdmin: true }) }),
		).toEqual({ personId: "U-4", as: "is an admin" });
	});

	test("nobody, where nobody is left", async () => {
		expect(await tell({ "U-3": person() })).toBeUndefined();
	});
});
