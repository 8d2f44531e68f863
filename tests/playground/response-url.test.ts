import { expect, test } from "vitest";
import { button, testApp, testClock, testPlayground } from "./harness.js";

const halfAnHour = 30 * 60 * 1000;

/** A person has asked, and pressed a button on the answer. */
async function askedAndPressed() {
	const clock = testClock();
	const playground = await testPlayground({ now: clock.now });
	const urls = { command: "", press: "" };
	await testApp(playground, (app) => {
		app.command("/lead-or-manage", async ({ ack, command }) => {
			urls.command = command.response_url;
			await ack({
				text: "Manage",
				blocks: [
					{ type: "actions", block_id: "next", elements: [button("another")] },
				],
			});
		});
		app.action("another", async ({ ack, body }) => {
			urls.press = (body as { response_url: string }).response_url;
			// What Slack would ignore: an acknowledgement of a press carries nothing.
			await ack({ text: "ignored" } as never);
		});
	});
	await playground.deeds.type("robin", "leads", "/lead-or-manage x");
	const said = () =>
		playground.workspace
			.messages("leads")
			.filter(({ kind }) => kind === "message")
			.map(({ text }) => text);
	const ts = String(playground.workspace.messages("leads").at(-1)?.ts);
	const target = { channel: "leads", ts, blockId: "next", actionId: "another" };
	await playground.deeds.press("robin", target);
	return { playground, clock, urls, said };
}

async function use(url: string, body: object) {
	const response = await fetch(url, {
		method: "POST",
		headers: { "content-type": "application/json" },
		body: JSON.stringify(body),
	});
	return `${response.status} ${await response.text()}`;
}

test("a command's answer cannot be replaced: a second message comes", async () => {
	const { urls, said } = await askedAndPressed();
	const body = { replace_original: true, text: "Lead" };
	expect(await use(urls.command, body)).toBe("200 ok");
	expect(said()).toEqual(["Manage", "Lead"]);
});

test("a press on an ephemeral answer can replace it and take it away", async () => {
	const { urls, said } = await askedAndPressed();
	expect(said()).toEqual(["Manage"]);
	await use(urls.press, { replace_original: true, text: "Lead" });
	expect(said()).toEqual(["Lead"]);
	await use(urls.press, { delete_original: true });
	expect(said()).toEqual([]);
});

test("without asking to replace anything, a press brings a message of its own for that person", async () => {
	const { playground, urls, said } = await askedAndPressed();
	await use(urls.press, { text: "Thank you" });
	expect(said()).toEqual(["Manage", "Thank you"]);
	expect(playground.workspace.messages("leads").at(-1)?.onlyFor).toBe(
		"U0ROBIN",
	);
	await use(urls.press, { text: "For all", response_type: "in_channel" });
	expect(
		playground.workspace.messages("leads").at(-1)?.onlyFor,
	).toBeUndefined();
});

test("works five times", async () => {
	const { urls } = await askedAndPressed();
	for (let count = 0; count < 5; count += 1)
		expect(await use(urls.command, { text: "again" })).toBe("200 ok");
	expect(await use(urls.command, { text: "again" })).toBe("404 used_url");
});

test("works for half an hour", async () => {
	const { urls, clock } = await askedAndPressed();
	clock.forward(halfAnHour);
	expect(await use(urls.command, { text: "late" })).toBe("200 ok");
	clock.forward(1);
	expect(await use(urls.command, { text: "late" })).toBe("404 expired_url");
});

test("refuses what a message would be refused for", async () => {
	const { urls } = await askedAndPressed();
	const blocks = [{ type: "paragraph" }];
	expect(await use(urls.command, { text: "a", blocks })).toBe(
		"400 invalid_blocks",
	);
	expect(await use(urls.command, {})).toBe("400 no_text");
});

test("nobody can guess one", async () => {
	const { urls } = await askedAndPressed();
	const guess = urls.command.replace(/[^/]+$/, "guess");
	expect(await use(guess, { text: "a" })).toBe("404 no_service");
});
