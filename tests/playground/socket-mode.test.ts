import type { App, BlockAction, ButtonAction } from "@slack/bolt";
import { describe, expect, test, vi } from "vitest";
import { WebSocket } from "ws";
import {
	button,
	call,
	plain,
	testApp,
	testClock,
	testPlayground,
} from "./harness.js";

const verdict = {
	text: "Manage first",
	blocks: [
		{ type: "header" as const, text: plain("Manage first") },
		{
			type: "actions" as const,
			block_id: "next",
			elements: [{ ...button("coach"), value: "sealed" }],
		},
	],
};
const modal = {
	type: "modal" as const,
	callback_id: "plan",
	title: plain("Plan"),
	submit: plain("Save"),
	blocks: [
		{
			type: "input" as const,
			block_id: "when",
			label: plain("When"),
			element: { type: "plain_text_input" as const, action_id: "v" },
		},
	],
};

/** Waits for something that comes over the socket. */
function soon(check: () => void) {
	return vi.waitFor(check, { timeout: 10_000, interval: 10 });
}

function answering(app: App) {
	app.command("/lead-or-manage", async ({ ack }) => {
		await ack(verdict);
	});
}

describe("a command", () => {
	test("is answered with the acknowledgement, seen only by the person who asked", async () => {
		const playground = await testPlayground();
		const asked: unknown[] = [];
		await testApp(playground, (app) => {
			app.command("/lead-or-manage", async ({ ack, command }) => {
				asked.push(command);
				await ack(verdict);
			});
		});
		const typed = "/lead-or-manage  the list & <b> @sam ";
		expect(await playground.deeds.type("robin", "leads", typed)).toEqual({
			ok: true,
		});
		expect(asked).toEqual([
			{
				token: "playground",
				team_id: "T0HARBOUR",
				team_domain: "harbour-works",
				channel_id: "C0LEADS",
				channel_name: "leads",
				user_id: "U0ROBIN",
				user_name: "robin",
				command: "/lead-or-manage",
				text: "the list & <b> @sam",
				api_app_id: "A0PLAYGROUND",
				is_enterprise_install: "false",
				response_url: expect.stringMatching(
					/^http:\/\/127\.0\.0\.1:\d+\/commands\/T0HARBOUR\//,
				),
				trigger_id: expect.any(String),
			},
		]);
		const [echo, answer] = playground.workspace.messages("leads");
		expect(echo).toMatchObject({ kind: "echo", onlyFor: "U0ROBIN" });
		expect(answer).toMatchObject({
			authorId: "U0PLAYGROUND",
			onlyFor: "U0ROBIN",
			text: "Manage first",
		});
		expect(answer?.blocks.map(({ type }) => type)).toEqual([
			"header",
			"actions",
		]);
	});

	test("shows what was typed to everybody only with an answer for the channel", async () => {
		const playground = await testPlayground();
		await testApp(playground, (app) => {
			app.command("/lead-or-manage", async ({ ack }) => {
				await ack({ response_type: "in_channel", text: "For all" });
			});
		});
		await playground.deeds.type("robin", "leads", "/lead-or-manage x");
		const seen = playground.workspace.messages("leads");
		expect(seen.map(({ onlyFor }) => onlyFor)).toEqual([undefined, undefined]);
	});

	test("that nobody acknowledges in time fails in Slack's words", async () => {
		const playground = await testPlayground({ ackWithin: 30 });
		await testApp(playground, () => {});
		const outcome = await playground.deeds.type("robin", "leads", "/nudges");
		expect(outcome).toEqual({ ok: false, error: "operation_timeout" });
		expect(playground.workspace.messages("leads").at(-1)).toMatchObject({
			kind: "failure",
			onlyFor: "U0ROBIN",
			text: "/nudges failed with the error “operation_timeout”",
		});
	});

	test("fails at once when no app is connected", async () => {
		const playground = await testPlayground();
		const outcome = await playground.deeds.type("robin", "leads", "/nudges");
		expect(outcome).toEqual({ ok: false, error: "dispatch_failed" });
	});

	test("whose answer Slack would not show fails too, and the reason is kept", async () => {
		const playground = await testPlayground();
		await testApp(playground, (app) => {
			app.command("/nudges", async ({ ack }) => {
				await ack({ text: "a", blocks: [{ type: "header", text: plain("") }] });
			});
		});
		const outcome = await playground.deeds.type("robin", "leads", "/nudges");
		expect(outcome).toEqual({ ok: false, error: "invalid_command_response" });
		expect(playground.workspace.calls.at(-1)).toMatchObject({
			method: "acknowledge /nudges",
			answer: { error: "invalid_blocks" },
		});
	});

	test("that the manifest does not offer never reaches the app", async () => {
		const playground = await testPlayground();
		const outcome = await playground.deeds.type("robin", "leads", "/dance");
		expect(outcome).toEqual({ ok: false, error: "unknown_command" });
	});
});

describe("a press", () => {
	async function pressCoach(
		channel: string,
		post: (app: App) => Promise<void>,
	) {
		const playground = await testPlayground();
		const presses: BlockAction<ButtonAction>[] = [];
		const app = await testApp(playground, (app) => {
			answering(app);
			app.action<BlockAction<ButtonAction>>("coach", async ({ ack, body }) => {
				presses.push(body);
				await ack();
			});
		});
		await post(app);
		await playground.deeds.type("robin", channel, "/lead-or-manage x");
		const message = playground.workspace
			.messages(channel)
			.find(({ blocks }) => blocks.length > 0);
		const target = {
			channel,
			ts: String(message?.ts),
			blockId: "next",
			actionId: "coach",
		};
		await playground.deeds.press("robin", target);
		return { press: presses[0], message };
	}

	test("on an ephemeral answer carries the button's value and no message", async () => {
		const { press, message } = await pressCoach("leads", async () => {});
		expect(press).toEqual({
			type: "block_actions",
			user: {
				id: "U0ROBIN",
				username: "robin",
				name: "robin",
				team_id: "T0HARBOUR",
			},
			api_app_id: "A0PLAYGROUND",
			token: "playground",
			container: {
				type: "message",
				message_ts: message?.ts,
				channel_id: "C0LEADS",
				is_ephemeral: true,
			},
			trigger_id: expect.any(String),
			team: { id: "T0HARBOUR", domain: "harbour-works" },
			enterprise: null,
			is_enterprise_install: false,
			channel: { id: "C0LEADS", name: "leads" },
			state: { values: {} },
			response_url: expect.stringContaining("/actions/T0HARBOUR/"),
			actions: [
				{
					type: "button",
					action_id: "coach",
					block_id: "next",
					text: plain("coach"),
					value: "sealed",
					action_ts: expect.stringMatching(/^\d+\.\d{6}$/),
				},
			],
		});
	});

	test("on an ordinary message carries the message", async () => {
		const { press } = await pressCoach("team-harbour", async (app) => {
			await app.client.chat.postMessage({ channel: "C0HARBOUR", ...verdict });
		});
		expect(press?.container.is_ephemeral).toBe(false);
		expect(press?.message).toMatchObject({
			type: "message",
			bot_id: "B0PLAYGROUND",
			text: "Manage first",
		});
	});

	test("nobody takes is said to the person", async () => {
		const playground = await testPlayground({ ackWithin: 30 });
		await testApp(playground, () => {});
		const given = { channel: "C0HARBOUR", ...verdict };
		const { answer } = await call(playground, "chat.postMessage", given);
		const outcome = await playground.deeds.press("robin", {
			channel: "team-harbour",
			ts: answer.ts ?? "",
			blockId: "next",
			actionId: "coach",
		});
		expect(outcome).toEqual({ ok: false, error: "operation_timeout" });
		expect(playground.workspace.messages("team-harbour").at(-1)?.text).toBe(
			"That didn't work: Lead or Manage did not answer within three seconds.",
		);
	});
});

describe("a modal", () => {
	async function openModal() {
		const playground = await testPlayground();
		const submitted: unknown[] = [];
		await testApp(playground, (app) => {
			app.command("/nudges", async ({ ack, client, command }) => {
				await ack();
				const { trigger_id } = command;
				await client.views.open({ trigger_id, view: modal });
			});
			app.view("plan", async ({ ack, view }) => {
				const when = view.state.values.when?.v?.value ?? "";
				submitted.push(when);
				if (when.length > 5) await ack();
				else
					await ack({
						response_action: "errors",
						errors: { when: "Say a little more." },
					});
			});
		});
		await playground.deeds.type("robin", "leads", "/nudges");
		await soon(() => expect(playground.views.top("U0ROBIN")).toBeDefined());
		const viewId = String(playground.views.top("U0ROBIN")?.id);
		return { playground, submitted, viewId };
	}

	test("asks, complains, and closes when the answer will do", async () => {
		const { playground, submitted, viewId } = await openModal();
		const submit = (value: string | null) =>
			playground.deeds.submit("robin", viewId, { when: { v: value } });
		const errors = () => playground.views.top("U0ROBIN")?.errors;
		await submit(null);
		expect(errors()).toEqual({ when: "Please complete this required field." });
		await submit("soon");
		expect(errors()).toEqual({ when: "Say a little more." });
		await submit("Friday at four");
		expect(submitted).toEqual(["soon", "Friday at four"]);
		expect(playground.views.top("U0ROBIN")).toBeUndefined();
	});

	test("cannot be opened three seconds late, nor twice with one trigger", async () => {
		const clock = testClock();
		const playground = await testPlayground({ now: clock.now });
		const triggers: string[] = [];
		await testApp(playground, (app) => {
			app.command("/nudges", async ({ ack, command }) => {
				triggers.push(command.trigger_id);
				await ack();
			});
		});
		const pull = async () => {
			await playground.deeds.type("robin", "leads", "/nudges");
			return triggers.at(-1);
		};
		const open = async (trigger: string | undefined) => {
			const given = { trigger_id: trigger, view: modal };
			return (await call(playground, "views.open", given)).answer.error;
		};
		const first = await pull();
		clock.forward(3001);
		expect(await open(first)).toBe("expired_trigger_id");
		const second = await pull();
		expect(await open(second)).toBeUndefined();
		expect(await open(second)).toBe("exchanged_trigger_id");
	});
});

describe("events", () => {
	test("a person's words in the direct message arrive escaped, once acknowledged", async () => {
		const playground = await testPlayground({ retryAfter: [0, 0, 0] });
		const heard: unknown[] = [];
		await testApp(playground, (app) => {
			app.message(async ({ message, say }) => {
				heard.push(message);
				await say("What have you tried?");
			});
		});
		await playground.deeds.type("robin", "bot", "it's <us> & them");
		await soon(() =>
			expect(playground.workspace.messages("D0ROBIN")).toHaveLength(2),
		);
		expect(heard).toEqual([
			expect.objectContaining({
				type: "message",
				text: "it's &lt;us&gt; &amp; them",
				user: "U0ROBIN",
				channel: "D0ROBIN",
				channel_type: "im",
				blocks: [expect.objectContaining({ type: "rich_text" })],
			}),
		]);
	});

	test("come again, three times at most, until somebody acknowledges them", async () => {
		const playground = await testPlayground({
			ackWithin: 10,
			retryAfter: [0, 1, 1],
		});
		const tries: unknown[] = [];
		await rawSocket(playground, (envelope) => tries.push(envelope));
		await playground.deeds.type("robin", "bot", "hello");
		await soon(() => expect(tries).toHaveLength(4));
		expect(tries).toEqual(
			[undefined, 1, 2, 3].map((attempt) =>
				expect.objectContaining({
					type: "events_api",
					accepts_response_payload: false,
					...(attempt && { retry_attempt: attempt, retry_reason: "timeout" }),
					payload: expect.objectContaining({ event_id: "Ev0PLAYGROUND1" }),
				}),
			),
		);
	});

	test("the manifest does not subscribe to are not sent", async () => {
		const playground = await testPlayground({ ackWithin: 10, retryAfter: [] });
		const sent: { payload: { event: { type: string } } }[] = [];
		await rawSocket(playground, (envelope) => sent.push(envelope));
		await playground.deeds.type("robin", "team-harbour", "hello");
		await playground.deeds.type("robin", "team-harbour", "@lead-or-manage hi");
		await soon(() => expect(sent).toHaveLength(1));
		expect(sent[0]?.payload.event.type).toBe("app_mention");
	});
});

describe("an agent's side show", () => {
	test("its status goes when it says something, its suggestions when the person does", async () => {
		const playground = await testPlayground();
		const channel = "D0ROBIN";
		await call(playground, "assistant.threads.setStatus", {
			channel_id: channel,
			status: "is thinking",
		});
		await call(playground, "assistant.threads.setSuggestedPrompts", {
			channel_id: channel,
			prompts: [{ title: "A talk", message: "A talk I put off" }],
		});
		const hint = () => playground.workspace.hint(channel);
		expect(hint()).toMatchObject({ status: "is thinking" });
		await call(playground, "chat.postMessage", { channel, text: "Hello" });
		expect(hint().status).toBe("");
		expect(hint().prompts).toHaveLength(1);
		await playground.deeds.type("robin", "bot", "Hello");
		expect(hint().prompts).toEqual([]);
	});
});

describe("a message's menu", () => {
	test("sends the message to the app, whose answer only that person sees", async () => {
		const playground = await testPlayground();
		const asked: unknown[] = [];
		await testApp(playground, (app) => {
			app.shortcut("verdict", async ({ ack, respond, shortcut }) => {
				asked.push(shortcut);
				await ack();
				await respond("Manage");
			});
		});
		await playground.deeds.type("sam", "leads", "Who does the <list>?");
		const ts = String(playground.workspace.messages("leads")[0]?.ts);
		await playground.deeds.useShortcut("robin", {
			channel: "leads",
			ts,
			callbackId: "verdict",
		});
		await soon(() =>
			expect(playground.workspace.messages("leads").at(-1)).toMatchObject({
				text: "Manage",
				onlyFor: "U0ROBIN",
			}),
		);
		expect(asked).toEqual([
			expect.objectContaining({
				type: "message_action",
				callback_id: "verdict",
				message_ts: ts,
				user: { id: "U0ROBIN", name: "robin" },
				message: expect.objectContaining({
					user: "U0SAM",
					text: "Who does the &lt;list&gt;?",
				}),
			}),
		]);
	});
});

describe("the socket", () => {
	test("a ticket opens one connection only", async () => {
		const { slackApiUrl, appToken } = await testPlayground();
		const response = await fetch(`${slackApiUrl}apps.connections.open`, {
			method: "POST",
			headers: { authorization: `Bearer ${appToken}` },
		});
		const { url } = (await response.json()) as { url: string };
		expect(await opens(url)).toBe(true);
		expect(await opens(url)).toBe(false);
	});

	test("Slack can ask the app to reconnect", async () => {
		const playground = await testPlayground();
		const reasons: string[] = [];
		await rawSocket(playground, (sent) => reasons.push(String(sent.reason)));
		playground.socketMode.disconnect("refresh_requested");
		await soon(() => expect(reasons).toEqual(["refresh_requested"]));
	});

	test("closing the playground leaves nothing that listens", async () => {
		const playground = await testPlayground();
		await rawSocket(playground, () => {});
		await playground.close();
		await expect(fetch(playground.url)).rejects.toThrow();
		await expect(fetch(playground.slackApiUrl)).rejects.toThrow();
		expect(playground.socketMode.isConnected()).toBe(false);
	});
});

type Sent = {
	reason?: string;
	payload: { event: { type: string } };
};
type Playground = Awaited<ReturnType<typeof testPlayground>>;

/** A socket that reads everything and acknowledges nothing. */
async function rawSocket(
	{ slackApiUrl, appToken }: Playground,
	onSent: (sent: Sent) => void,
): Promise<void> {
	const response = await fetch(`${slackApiUrl}apps.connections.open`, {
		method: "POST",
		headers: { authorization: `Bearer ${appToken}` },
	});
	const { url } = (await response.json()) as { url: string };
	await new Promise<void>((resolve) => {
		new WebSocket(url).on("message", (data: Buffer) => {
			const sent = JSON.parse(data.toString());
			if (sent.type === "hello") resolve();
			else onSent(sent);
		});
	});
}

async function opens(url: string): Promise<boolean> {
	const socket = new WebSocket(url);
	return new Promise((resolve) => {
		socket.on("open", () => resolve(true));
		socket.on("error", () => resolve(false));
	});
}
