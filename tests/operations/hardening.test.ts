import { connect } from "node:net";
import autocannon from "autocannon";
import {
	afterAll,
	beforeAll,
	describe,
	expect,
	onTestFinished,
	test,
} from "vitest";
import {
	commandBody,
	payloadBody,
	post,
	runningBot,
	signed,
	slack,
} from "../support/running-bot.js";

const situation = "the plan is clear, they just don't see the point any more";
const secret = "Ahab told nobody";

/** A line of our own to the bot, on which anything can be said; `closed` gives what came back. */
function line(port: number) {
	const socket = connect(port, "127.0.0.1");
	onTestFinished(() => void socket.destroy());
	let heard = "";
	socket.on("data", (data) => {
		heard += data;
	});
	socket.on("error", () => {});
	const closed = new Promise<string>((resolve) => {
		socket.on("close", () => resolve(heard));
	});
	return { socket, closed };
}

const commandsAnswered = async (url: string) => {
	const { status, body, ms } = await post(url, commandBody(situation));
	expect(status).toBe(200);
	expect(body).toContain("blocks");
	expect(ms).toBeLessThan(1_000);
};

const endings: (() => void | Promise<void>)[] = [];
afterAll(async () => {
	for (const end of endings.reverse()) await end();
});
let bot: Awaited<ReturnType<typeof runningBot>>;
beforeAll(async () => {
	const atEnd = (end: () => void | Promise<void>) => void endings.push(end);
	bot = await runningBot(await slack(atEnd), {}, atEnd);
}, 20_000);

describe("over HTTP the bot stays up and answers others", () => {
	test("after bodies that are none, signed and unsigned", async () => {
		const { url, child, said } = bot;
		const json = "application/json";
		for (const body of [
			"null",
			"7",
			'"text"',
			"[]",
			"{",
			"",
			"\u0000",
			"[".repeat(100_000),
		])
			expect((await post(url, body, json)).status).toBe(400);
		for (const body of ["payload=null", "payload=", "payload=%5B%5D"])
			expect((await post(url, body)).status).toBe(400);
		const unsigned = await fetch(`${url}/slack/events`, {
			method: "POST",
			body: "null",
		});
		expect(unsigned.status).toBe(401);
		const tooMuch = await fetch(`${url}/slack/events`, {
			method: "POST",
			headers: signed(""),
			body: "a".repeat(1_000_001),
		});
		expect(tooMuch.status).toBe(413);
		await commandsAnswered(url);
		expect(child.exitCode).toBe(null);
		expect(said.err).toBe("");
	});

	test("after payloads of the wrong shape, of which the log has the shape alone", async () => {
		const { url, said } = bot;
		const wrong = [
			JSON.stringify({ event: null }),
			JSON.stringify({ event: secret }),
			JSON.stringify({
				event: { type: "message", text: { secret }, channel: "D1", ts: "1.1" },
			}),
			JSON.stringify({
				event: { type: "message", text: secret, channel: [secret] },
			}),
			JSON.stringify({ type: secret }),
			JSON.stringify({
				__proto__: 1,
				constructor: secret,
				type: "event_callback",
			}),
		];
		for (const body of wrong)
			expect((await post(url, body, "application/json")).status).toBe(404);
		const user = { id: "U1" };
		for (const payload of [
			{ type: "block_actions", user, actions: [] },
			{ type: "block_actions", user, actions: [null] },
			{ type: "block_actions", user, actions: secret },
			{
				type: "block_actions",
				actions: [{ type: "button", action_id: "settle", value: secret }],
			},
			{
				type: "view_submission",
				user,
				view: { id: "V1", state: { values: { [secret]: 1 } } },
			},
			{ type: "message_action", user: secret },
		])
			expect((await post(url, payloadBody(payload))).status).toBe(404);
		for (const body of [
			`command=${secret}`,
			`command=/lead-or-manage&text=${secret}`,
		])
			expect((await post(url, body)).status).toBe(404);
		await commandsAnswered(url);
		expect(said.out).toContain('"actions too_small"');
		expect(said.out).not.toContain(secret);
		expect(said.out).not.toContain('"level":50');
		expect(said.err).toBe("");
	});

	test("a request that nobody handles is told so at once", async () => {
		const { url } = bot;
		for (const body of [
			payloadBody({
				type: "shortcut",
				callback_id: "none",
				user: { id: "U1" },
				trigger_id: "1",
			}),
			commandBody("", { command: "/elsewhere" }),
		]) {
			const { status, ms } = await post(url, body);
			expect(status).toBe(404);
			expect(ms).toBeLessThan(1_000);
		}
	});

	test("while three hundred clients send their requests letter by letter", async () => {
		const { url, port } = bot;
		const slow = Array.from({ length: 300 }, (_, i) => {
			const one = line(port);
			one.socket.write(
				i % 2 === 0
					? "POST /slack/events HTTP/1.1\r\nhost: a\r\nx-sl"
					: `POST /slack/events HTTP/1.1\r\nhost: a\r\ncontent-length: 900000\r\n${Object.entries(
							signed(""),
						)
							.map(([name, value]) => `${name}: ${value}\r\n`)
							.join("")}\r\ncommand=`,
			);
			return one.closed;
		});
		await commandsAnswered(url);
		const heard = await Promise.all(slow);
		for (const text of heard) expect(text).toMatch(/^HTTP\/1\.1 (408|503) /);
		await commandsAnswered(url);
	}, 20_000);

	test("after what is no HTTP, and lines cut in the middle of a body", async () => {
		const { url, port, child, said } = bot;
		for (const words of [
			"\u0016\u0003\u0001 hello\r\n\r\n",
			`GET /${"a".repeat(100_000)} HTTP/1.1\r\n\r\n`,
			"POST /slack/events HTTP/1.1\r\nhost: a\r\ncontent-length: -1\r\n\r\n",
			"POST /slack/events HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
		]) {
			const { socket, closed } = line(port);
			socket.write(words);
			expect(await closed).toMatch(/^HTTP\/1\.1 4\d\d /);
		}
		for (let i = 0; i < 20; i++) {
			const { socket, closed } = line(port);
			socket.end(
				"POST /slack/events HTTP/1.1\r\nhost: a\r\nx-slack-signature: v0=1\r\nx-slack-request-timestamp: 1\r\ncontent-length: 500\r\n\r\ntext=",
			);
			socket.destroySoon();
			await closed;
		}
		await commandsAnswered(url);
		expect(child.exitCode).toBe(null);
		expect(said.err).toBe("");
	});

	test("during a flood of forged requests with large bodies", async () => {
		const { url } = bot;
		const flood = autocannon({
			url: `${url}/slack/events`,
			method: "POST",
			connections: 64,
			amount: 1_000,
			headers: { ...signed(""), "content-type": "application/json" },
			body: "a".repeat(100_000),
		});
		for (let i = 0; i < 5; i++) {
			const { status, ms } = await post(url, commandBody(`${situation} ${i}`));
			expect(status).toBe(200);
			expect(ms).toBeLessThan(3_000);
		}
		const { "4xx": refused, "2xx": letIn } = await flood;
		expect(refused).toBeGreaterThan(0);
		expect(letIn).toBe(0);
	}, 30_000);

	test("and a flood of true ones is answered to the last", async () => {
		const { url } = bot;
		const body = commandBody(situation);
		const {
			"2xx": answered,
			non2xx,
			errors,
		} = await autocannon({
			url: `${url}/slack/events`,
			method: "POST",
			connections: 200,
			amount: 2_000,
			headers: signed(body),
			body,
		});
		expect([answered, non2xx, errors]).toEqual([2_000, 0, 0]);
	}, 30_000);
});

test("a button's value that was tampered with, or is somebody else's, brings no answer of theirs", async () => {
	const { url, said } = bot;
	const { body } = await post(url, commandBody(situation));
	const [, value = ""] =
		/"action_id":"another-angle","value":"([^"]+)"/.exec(body) ??
		/"value":"([^"]+)"/.exec(body) ??
		[];
	expect(value.length).toBeGreaterThan(50);
	const flipped = `${value.slice(0, 60)}${value[60] === "A" ? "B" : "A"}${value.slice(61)}`;
	const press = (changed: string, person: string) =>
		post(
			url,
			payloadBody({
				type: "block_actions",
				user: { id: person },
				team: { id: "T1" },
				channel: { id: "C1" },
				trigger_id: "1.2.3",
				actions: [
					{
						type: "button",
						action_id: "another-angle",
						block_id: "b",
						value: changed,
					},
				],
			}),
		);
	for (const [changed, person] of [
		[flipped, "U1"],
		[value, "U2"],
		["", "U1"],
		["../../etc/passwd", "U1"],
		["x".repeat(2_000), "U1"],
	] as const)
		expect((await press(changed, person)).status).toBe(200);
	expect(said.out).not.toContain("seal");
});
