import { expect, test } from "vitest";
import { plain, testApp, testPlayground } from "./harness.js";

const searching = {
	type: "modal" as const,
	callback_id: "where",
	title: plain("Where"),
	submit: plain("Save"),
	blocks: [
		{
			type: "input" as const,
			block_id: "place",
			label: plain("Place"),
			element: {
				type: "external_select" as const,
				action_id: "place",
				min_query_length: 0,
			},
		},
	],
};

/** A playground whose app offers `choices` for whatever is typed into a menu of an open modal. */
async function openMenu(choices: (typed: string) => object[]) {
	const playground = await testPlayground();
	const heard: unknown[] = [];
	await testApp(playground, (app) => {
		app.command("/nudges", async ({ ack, client, command }) => {
			await client.views.open({
				trigger_id: command.trigger_id,
				view: searching,
			});
			await ack();
		});
		app.options("place", async ({ ack, options }) => {
			heard.push(options.value);
			await ack({ options: choices(options.value) as never });
		});
		app.view("where", async ({ ack, view }) => {
			heard.push(view.state.values.place?.place?.selected_option);
			await ack();
		});
	});
	await playground.deeds.type("robin", "team-harbour", "/nudges");
	const viewId = playground.views.top("U0ROBIN")?.id ?? "";
	const target = { viewId, blockId: "place", actionId: "place" };
	return { playground, heard, viewId, target };
}

test("a menu that searches gets the app's choices, and reports the one that is chosen with its label", async () => {
	const harbour = { text: plain("The harbour"), value: "harbour" };
	const { playground, heard, viewId, target } = await openMenu(() => [harbour]);
	const { deeds } = playground;
	expect(await deeds.suggest("robin", target, "harb")).toEqual({
		ok: true,
		options: [harbour],
	});
	await deeds.submit("robin", viewId, { place: { place: "harbour" } });
	expect(heard).toEqual(["harb", harbour]);
});

test("choices that Slack would not show are refused", async () => {
	const many = Array.from({ length: 101 }, (_, i) => ({
		text: plain(`Place ${i}`),
		value: String(i),
	}));
	const long = [{ text: plain("x".repeat(76)), value: "x" }];
	for (const choices of [many, long]) {
		const { playground, target } = await openMenu(() => choices);
		expect(await playground.deeds.suggest("robin", target, "")).toEqual({
			ok: false,
			error: "invalid_arguments",
		});
	}
});

test("no choices are an answer too", async () => {
	const { playground, target } = await openMenu(() => []);
	expect(await playground.deeds.suggest("robin", target, "zzz")).toEqual({
		ok: true,
		options: [],
	});
});
