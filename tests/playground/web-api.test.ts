import { WebClient } from "@slack/web-api";
import { describe, expect, test } from "vitest";
import { call, manifest, plain, testClock, testPlayground } from "./harness.js";

const hello = { channel: "C0HARBOUR", text: "Hello" };

describe("who may call", () => {
	test("nobody without a token, nobody with a wrong one", async () => {
		const playground = await testPlayground();
		const tokenless = await fetch(`${playground.slackApiUrl}auth.test`, {
			method: "POST",
		});
		expect(await tokenless.json()).toEqual({ ok: false, error: "not_authed" });
		const wrong = await call(playground, "auth.test", {}, "xoxb-wrong");
		expect(wrong.answer).toEqual({ ok: false, error: "invalid_auth" });
		const app = await call(playground, "auth.test", {}, playground.appToken);
		expect(app.answer).toEqual({ ok: false, error: "not_allowed_token_type" });
		const bot = await call(playground, "apps.connections.open");
		expect(bot.answer).toEqual({ ok: false, error: "not_allowed_token_type" });
	});

	test("a token may come in the body, as a form or as JSON", async () => {
		const { slackApiUrl, botToken } = await testPlayground();
		const form = new URLSearchParams({ token: botToken });
		const [asForm, asJson] = await Promise.all([
			fetch(`${slackApiUrl}auth.test`, { method: "POST", body: form }),
			fetch(`${slackApiUrl}auth.test`, {
				method: "POST",
				headers: { "content-type": "application/json" },
				body: JSON.stringify({ token: botToken }),
			}),
		]);
		expect(await asForm.json()).toMatchObject({
			ok: true,
			team_id: "T0HARBOUR",
		});
		expect(await asJson.json()).toMatchObject({
			ok: true,
			bot_id: "B0PLAYGROUND",
		});
	});

	test("nobody whose manifest lacks the scope", async () => {
		const playground = await testPlayground({
			manifest: manifest.replace("chat:write, ", ""),
		});
		const { answer } = await call(playground, "chat.postMessage", hello);
		expect(answer).toEqual({
			ok: false,
			error: "missing_scope",
			needed: "chat:write",
			provided:
				"commands,im:history,im:write,assistant:write,users:read,channels:read",
		});
	});

	test("no page from elsewhere, and no name that leads here by a trick", async () => {
		const { slackApiUrl } = await testPlayground();
		const response = await fetch(`${slackApiUrl}auth.test`, {
			method: "POST",
			headers: { origin: "https://example.org" },
		});
		expect(response.status).toBe(403);
	});

	test("a token is never kept among what the bot did", async () => {
		const playground = await testPlayground();
		const { slackApiUrl, botToken, appToken } = playground;
		const body = new URLSearchParams({ token: botToken, ...hello });
		await fetch(`${slackApiUrl}chat.postMessage`, { method: "POST", body });
		await call(playground, "apps.connections.open", {}, appToken);
		const kept = JSON.stringify(playground.workspace.calls);
		expect(kept).toContain("chat.postMessage");
		expect(kept).not.toMatch(/xoxb|xapp|ticket/);
	});
});

describe("saying something", () => {
	test("works with Slack's own client, blocks and all", async () => {
		const { slackApiUrl, botToken, workspace } = await testPlayground();
		const client = new WebClient(botToken, { slackApiUrl });
		const blocks = [{ type: "header", text: plain("Hello") }];
		const posted = await client.chat.postMessage({ ...hello, blocks });
		expect(workspace.messages("team-harbour")).toEqual([
			{
				kind: "message",
				channelId: "C0HARBOUR",
				authorId: "U0PLAYGROUND",
				ts: posted.ts,
				text: "Hello",
				blocks: [{ type: "header", text: plain("Hello"), block_id: "b0" }],
				reactions: [],
			},
		]);
		await client.chat.update({
			...hello,
			ts: String(posted.ts),
			text: "Again",
		});
		expect(workspace.messages("team-harbour")[0]?.text).toBe("Again");
		await client.chat.delete({ channel: "C0HARBOUR", ts: String(posted.ts) });
		expect(workspace.messages("team-harbour")).toEqual([]);
	});

	test("is refused as Slack refuses it", async () => {
		const playground = await testPlayground();
		const refused = async (given: object, method = "chat.postMessage") =>
			(await call(playground, method, given)).answer.error;
		playground.workspace.invite("C0LEADS", "U0SAM");
		playground.workspace.archive("C0LEADS");
		expect(await refused({ text: "Hello" })).toBe("invalid_arguments");
		expect(await refused({ ...hello, channel: "C404" })).toBe(
			"channel_not_found",
		);
		expect(await refused({ ...hello, channel: "C0LEADS" })).toBe("is_archived");
		expect(await refused({ ...hello, text: "" })).toBe("no_text");
		expect(await refused({ ...hello, text: "x".repeat(40_001) })).toBe(
			"msg_too_long",
		);
		expect(await refused({ ...hello, blocks: [{ type: "no" }] })).toBe(
			"invalid_blocks",
		);
		expect(await refused({ ...hello, ts: "1.1" }, "chat.update")).toBe(
			"message_not_found",
		);
		expect(await refused(hello, "chat.shout")).toBe("unknown_method");
		expect(await refused(hello, "constructor")).toBe("unknown_method");
		const elsewhere = { ...hello, user: "U404" };
		expect(await refused(elsewhere, "chat.postEphemeral")).toBe(
			"user_not_in_channel",
		);
	});

	test("needs an invitation to the channel", async () => {
		const playground = await testPlayground();
		const leads = { ...hello, channel: "#leads" };
		const before = await call(playground, "chat.postMessage", leads);
		expect(before.answer.error).toBe("not_in_channel");
		await playground.deeds.type("robin", "leads", "/invite @lead-or-manage");
		const after = await call(playground, "chat.postMessage", leads);
		expect(after.answer.ok).toBe(true);
	});

	test("a message for one person cannot be found again", async () => {
		const playground = await testPlayground();
		const given = { ...hello, user: "U0ROBIN" };
		const { answer } = await call(playground, "chat.postEphemeral", given);
		const update = { ...hello, ts: answer.message_ts };
		const changed = await call(playground, "chat.update", update);
		expect(changed.answer.error).toBe("message_not_found");
		expect(playground.workspace.messages("team-harbour")[0]?.onlyFor).toBe(
			"U0ROBIN",
		);
	});

	test("too fast is a 429 that says when to try again", async () => {
		const clock = testClock();
		const playground = await testPlayground({ now: clock.now });
		const post = () => call(playground, "chat.postMessage", hello);
		for (let count = 0; count < 5; count += 1)
			expect((await post()).answer.ok).toBe(true);
		const { response, answer } = await post();
		expect(response.status).toBe(429);
		expect(response.headers.get("retry-after")).toBe("1");
		expect(answer).toEqual({ ok: false, error: "ratelimited" });
		clock.forward(1000);
		expect((await post()).answer.ok).toBe(true);
	});

	test("keeps its time stamps apart within one millisecond", async () => {
		const clock = testClock();
		const playground = await testPlayground({ now: clock.now });
		const first = await call(playground, "chat.postMessage", hello);
		const second = await call(playground, "chat.postMessage", hello);
		expect(first.answer.ts).toBe("1795424400.000000");
		expect(second.answer.ts).toBe("1795424400.000001");
	});

	test("rings an alarm when it would ring phones", async () => {
		const playground = await testPlayground();
		await call(playground, "chat.postMessage", {
			...hello,
			text: "<!channel>",
		});
		await playground.deeds.type("robin", "team-harbour", "@channel hello");
		expect(playground.workspace.alarms.map(({ mentions }) => mentions)).toEqual(
			[[{ kind: "everyone", written: "<!channel>" }]],
		);
	});
});

describe("trouble to order", () => {
	test("a call fails once, with any of Slack's errors", async () => {
		const playground = await testPlayground();
		playground.trouble.failNext("chat.postMessage", "ratelimited", 30);
		const first = await call(playground, "chat.postMessage", hello);
		expect(first.response.headers.get("retry-after")).toBe("30");
		const second = await call(playground, "chat.postMessage", hello);
		expect(second.answer.ok).toBe(true);
	});

	test("a reply is lost though the message was posted", async () => {
		const playground = await testPlayground();
		playground.trouble.loseNextReply("chat.postMessage");
		await expect(call(playground, "chat.postMessage", hello)).rejects.toThrow();
		expect(playground.workspace.messages("team-harbour")).toHaveLength(1);
	});
});

describe("looking things up", () => {
	test("people, channels, the bot and the team", async () => {
		const clock = testClock();
		const playground = await testPlayground({ now: clock.now });
		const robin = await call(playground, "users.info", { user: "U0ROBIN" });
		expect(robin.answer.user).toMatchObject({
			tz: "Europe/Brussels",
			tz_offset: 3600,
		});
		const nobody = await call(playground, "users.info", { user: "U404" });
		expect(nobody.answer.error).toBe("user_not_found");
		const opened = await call(playground, "conversations.open", {
			users: "U0SAM",
		});
		expect(opened.answer.channel).toEqual({ id: "D0SAM" });
		const info = await call(playground, "conversations.info", {
			channel: "C0LEADS",
		});
		expect(info.answer.channel).toMatchObject({
			name: "leads",
			is_member: false,
		});
		const team = await call(playground, "team.info");
		expect(team.answer.needed).toBe("team:read");
	});
});

describe("modals and the Home", () => {
	const home = { type: "home", blocks: [{ type: "divider" }] };
	const modal = { type: "modal", title: plain("Plan"), blocks: [] };

	test("a Home that has changed meanwhile is not overwritten", async () => {
		const playground = await testPlayground();
		const publish = (hash?: string) =>
			call(playground, "views.publish", {
				user_id: "U0ROBIN",
				view: home,
				hash,
			});
		const first = (await publish()).answer.view as unknown as { hash: string };
		expect((await publish(first.hash)).answer.ok).toBe(true);
		expect((await publish(first.hash)).answer.error).toBe("hash_conflict");
	});

	test("a modal needs a trigger that somebody just pulled", async () => {
		const playground = await testPlayground();
		const given = { trigger_id: "1.2.3", view: modal };
		const { answer } = await call(playground, "views.open", given);
		expect(answer.error).toBe("invalid_trigger_id");
	});

	test("a view beyond a quarter of a megabyte is too large", async () => {
		const playground = await testPlayground();
		const view = { ...home, private_metadata: "x".repeat(250_000) };
		const given = { user_id: "U0ROBIN", view };
		const { answer } = await call(playground, "views.publish", given);
		expect(answer.error).toBe("view_too_large");
	});
});
