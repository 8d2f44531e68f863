import { describe, expect, test } from "vitest";
import {
	buttonsOf,
	matilda,
	type Said,
	shownText,
	testBot,
} from "../support/test-bot.js";

const slippingReleases = "our releases slip every sprint and nobody owns them";

function headlineOf({ blocks = [] }: Said): string | undefined {
	const header = blocks.find((block) => block.type === "header");
	return header?.type === "header" ? header.text.text : undefined;
}

describe("a situation", () => {
	test("is answered in the acknowledgement, for the asker alone, with a verdict and the asker's own words", async () => {
		const bot = await testBot();
		const said = await bot.command(slippingReleases);
		expect(said.response_type).toBe("ephemeral");
		expect(headlineOf(said)).toBe("Manage this one.");
		expect(said.text).toMatch(
			/^Manage this one\. \d+ parts managing, \d+ parts leading\.$/,
		);
		expect(shownText(said)).toContain(slippingReleases);
		expect(shownText(said)).toContain("“nobody owns them”");
		expect(shownText(said)).toContain(
			" reads as work that nobody owns, which calls for managing.",
		);
		expect(
			shownText(said).match(/Wrong when: /g)?.length,
		).toBeGreaterThanOrEqual(2);
		expect(shownText(said)).toContain("The other side: ");
		expect(bot.calls.map(({ method }) => method)).toEqual(["auth.test"]);
	});

	test("gets the same answer twice, but for the seals on its buttons", async () => {
		const bot = await testBot();
		const withoutValues = (said: Said) =>
			JSON.stringify(said).replace(/"value":"[^"]*"/g, "");
		expect(withoutValues(await bot.command(slippingReleases))).toBe(
			withoutValues(await bot.command(slippingReleases)),
		);
	});
});

test.each(["", "help", "  HELP "])(
	"“%s” gets the usage with three examples",
	async (text) => {
		const bot = await testBot();
		const said = await bot.command(text);
		expect(shownText(said).match(/\/lead-or-manage (?!tips)\w+/g)).toHaveLength(
			3,
		);
	},
);

test("further tips come with every press, none twice, until there are no more and it starts again", async () => {
	const bot = await testBot();
	const titles = (said: Said | undefined) =>
		[
			...shownText(said ?? {}).matchAll(
				/"text":"([^"]+)","style":\{"bold":true\}\},\{"type":"text","text":"\\n/g,
			),
		].map(([, title]) => title as string);
	const first = await bot.command(slippingReleases);
	let seen = titles(first);
	expect(seen.length).toBeGreaterThanOrEqual(2);
	let button = buttonsOf(first).find(
		({ action_id }) => action_id === "another-angle",
	);
	let said: Said | undefined;
	for (
		let presses = 0;
		presses < 100 && button?.label === "Another angle";
		presses++
	) {
		said = await bot.press(button);
		expect(said?.replace_original).toBe(true);
		seen = [...seen, ...titles(said)];
		[button] = buttonsOf(said ?? {});
	}
	expect(new Set(seen).size).toBe(seen.length);
	expect(said?.text).toBe(
		"That was all I have on this one. The first tips are a press away.",
	);
	expect(titles(button && (await bot.press(button)))[0]).toBe(seen[0]);
});

test("somebody else's button, or a tampered one, does nothing but say so", async () => {
	const bot = await testBot();
	const [button] = buttonsOf(await bot.command(slippingReleases));
	const walter = { ...matilda, personId: "U-WALTER" };
	for (const said of [
		await bot.press(button as { action_id: string; value: string }, walter),
		await bot.press({ action_id: "another-angle", value: "first.AAAA" }),
		await bot.press({ action_id: "settle-0", value: "" }),
		await bot.press({ action_id: "tips-page-1", value: "x" }),
		await bot.press({ action_id: "judge-instead", value: "x" }),
		await bot.press({ action_id: "feedback-helpful", value: "x" }),
	]) {
		expect(said?.replace_original).toBe(false);
		expect(said?.text).toMatch(/^I can't read this button any more/);
	}
});

test("a button nobody knows is acknowledged and left alone", async () => {
	const bot = await testBot();
	expect(await bot.press({ action_id: "constructor" })).toBeUndefined();
});

test.each([
	["feedback-helpful", "Thank you, good to know. I hope it goes well."],
	["feedback-not-for-me", "Thank you for saying so."],
])("%s is thanked for beside the answer", async (action_id, thanks) => {
	const bot = await testBot();
	const button = buttonsOf(await bot.command(slippingReleases)).find(
		(one) => one.action_id === action_id,
	);
	const said = await bot.press(button as { action_id: string });
	expect(said?.text).toContain(thanks);
	expect(said?.replace_original).toBe(false);
});

describe("what people say of an answer is remembered", () => {
	const titles = (said: Said) =>
		[
			...shownText(said).matchAll(
				/"text":"([^"]+)","style":\{"bold":true\}\},\{"type":"text","text":"\\n/g,
			),
		].map(([, title]) => title as string);
	const buttonOf = (said: Said, id: string) =>
		buttonsOf(said).find(({ action_id }) => action_id === id) as {
			action_id: string;
			value: string;
		};
	const walter = { ...matilda, personId: "U-WALTER" };

	test("for the tips shown, and a later press replaces an earlier one", async () => {
		const bot = await testBot();
		const said = await bot.command(slippingReleases);
		await bot.press(buttonOf(said, "feedback-not-for-me"));
		await bot.press(buttonOf(said, "feedback-helpful"));
		const { everyone, own } =
			await bot.world.store.feedback.tipOpinions(matilda);
		expect(own.size).toBe(titles(said).length);
		expect(new Set(own.values())).toEqual(new Set(["helpful"]));
		expect([...everyone.values()]).toEqual(
			[...own].map(() => ({ helpful: 1, notForMe: 0 })),
		);
	});

	test("what was not for Matilda gives way to other tips for her, and hardly for Walter", async () => {
		const bot = await testBot();
		const before = await bot.command(slippingReleases);
		await bot.press(buttonOf(before, "feedback-not-for-me"));
		const after = titles(await bot.command(slippingReleases));
		expect(after).not.toEqual(titles(before));
		expect(after).toHaveLength(titles(before).length);
		expect(titles(await bot.command(slippingReleases, walter))[0]).toBe(
			titles(before)[0],
		);
	});

	test("an answer comes without it where the store fails, and a press is apologised for", async () => {
		const bot = await testBot();
		const said = await bot.command(slippingReleases);
		await bot.world.store.close();
		expect(titles(await bot.command(slippingReleases))).toEqual(titles(said));
		const pressed = await bot.press(buttonOf(said, "feedback-helpful"));
		expect(pressed?.text).toMatch(/^Sorry, something went wrong on my side/);
		expect(bot.takeErrors()).toHaveLength(1);
	});
});

describe("when it is unsure", () => {
	const vague = "things are not great with the team";

	test("it says so, gives its best guess, and asks one question with a button for each answer", async () => {
		const bot = await testBot();
		const said = await bot.command(vague);
		expect(headlineOf(said)).toMatch(/^I'm not sure\. My best guess: /);
		expect(shownText(said).match(/\?","style":\{"bold":true\}/g)).toHaveLength(
			1,
		);
		const answers = buttonsOf(said).filter(({ action_id }) =>
			action_id.startsWith("settle-"),
		);
		expect(answers.length).toBeGreaterThanOrEqual(2);
	});

	test("a tap on an answer settles it, in place of the guess, each its own way", async () => {
		const bot = await testBot();
		const said = await bot.command(vague);
		const answers = buttonsOf(said).filter(({ action_id }) =>
			action_id.startsWith("settle-"),
		);
		const headlines: (string | undefined)[] = [];
		for (const answer of answers) {
			const settled = await bot.press(answer);
			expect(settled?.replace_original).toBe(true);
			expect(shownText(settled ?? {})).toContain(vague);
			expect(shownText(settled ?? {})).not.toContain("settle-");
			expect(shownText(settled ?? {})).toContain("Your answer settled it.");
			expect(shownText(settled ?? {})).not.toContain("No single phrase");
			headlines.push(headlineOf(settled ?? {}));
		}
		expect(headlines).toContain("Manage this one.");
		expect(headlines).toContain("Lead here.");
		expect(headlines.join()).not.toContain("not sure");
	});
});

describe("a sensitive matter", () => {
	test("gets a few humane words and the contacts, no verdict and no tip", async () => {
		const bot = await testBot();
		const said = await bot.command(
			"one of my nurses told me she doesn't want to live any more",
		);
		expect(headlineOf(said)).toBeUndefined();
		expect(shownText(said)).toContain("Who can help");
		expect(shownText(said)).not.toContain("Wrong when");
		expect(buttonsOf(said)).toEqual([]);
	});
});

test("nothing to lead or manage gets the usage, kindly", async () => {
	const bot = await testBot();
	const said = await bot.command("what is the capital of France");
	expect(said.text).toMatch(
		/^I can't find anything to lead or manage in this\./,
	);
});

test("another language gets the usage, what it reads, and the contacts in case distress hides in it", async () => {
	const bot = await testBot();
	const said = await bot.command(
		"Mein Team kommt ständig zu spät und niemand fühlt sich verantwortlich dafür",
	);
	expect(said.text).toMatch(/^I only read English so far/);
	expect(said.text).toContain(
		"If this is about somebody's safety or health, turn to:",
	);
});

describe("whatever is typed is answered within Slack's limits, with nothing live in it and no word in the log", () => {
	test.each([
		["one character", "x"],
		[
			"40,000 characters",
			"nobody owns the release and everybody is tired "
				.repeat(852)
				.slice(0, 40_000),
		],
		["40,000 characters without a space", "a".repeat(40_000)],
		["emoji", "🔥🔥 my team 😴😴 👩‍👩‍👧‍👦 nobody cares 🤷🏽‍♀️"],
		["right to left", "הצוות שלי מאחר כל שבוע ואף אחד לא אחראי"],
		[
			"control characters",
			"nobody\u0000owns\u0007the\u202Erelease\u200B and they don't care",
		],
		["a broadcast", "<!channel> nobody owns the release <!here> <!everyone>"],
		[
			"mentions and links",
			"<@U123|walter> and <#C1> never read <https://evil.test|the plan> https://evil.test",
		],
		["markup", "*nobody* _owns_ ~the~ `release` > and ```they don't care```"],
		["half a character", "nobody owns this \uD83D"],
	])("%s", async (_name, text) => {
		const bot = await testBot();
		const said = await bot.command(text);
		expect(JSON.stringify(said.blocks)).not.toContain('"mrkdwn"');
		expect(said.text).not.toMatch(/<[!@#]|https?:/);
		for (const button of buttonsOf(said)) {
			const pressed = await bot.press(button);
			expect(JSON.stringify(pressed?.blocks ?? [])).not.toContain('"mrkdwn"');
			expect(pressed?.text ?? "").not.toMatch(/<[!@#]|https?:/);
		}
		const words = text.split(/\s+/).filter((word) => word.length > 4);
		const log = JSON.stringify(bot.logged);
		for (const word of words.slice(0, 5)) expect(log).not.toContain(word);
	});
});

test("an error inside gives an apology with the reference that the log has, and never the error", async () => {
	const broken = {
		judge: () => {
			throw new Error("nobody owns it, said Matilda");
		},
	};
	const bot = await testBot({ guide: broken } as never);
	const said = await bot.command("nobody owns it");
	const [error, ...more] = bot.takeErrors();
	expect(more).toEqual([]);
	expect(said.text).toContain(`reference ${error?.reference}`);
	expect(said.text).not.toContain("Matilda");
	expect(JSON.stringify(bot.logged)).not.toContain("Matilda");
	expect(error).toMatchObject({ door: "command", error: { name: "Error" } });
});

test("an error behind a button is apologised for beside the answer", async () => {
	const bot = await testBot({
		library: {
			tips: [],
			byId: () => undefined,
			fitting: () => {
				throw new Error("broken");
			},
		},
	} as never);
	const { seal } = bot.world;
	const said = await bot.press({
		action_id: "tips-page-1",
		value: seal.close('["late",1]', matilda),
	});
	expect(said).toMatchObject({
		response_type: "ephemeral",
		replace_original: false,
	});
	expect(said?.text).toMatch(/^Sorry, something went wrong on my side/);
	expect(bot.takeErrors()).toHaveLength(1);
});
