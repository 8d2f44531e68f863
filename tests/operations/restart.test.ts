import { once } from "node:events";
import { Agent, createServer, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test, vi } from "vitest";
import { makeKeyRing } from "../../src/slack/key-files.js";
import {
	commandBody,
	payloadBody,
	post,
	runningBot,
	signed,
	slack,
} from "../support/running-bot.js";
import { databases, emptyPlace } from "../support/test-store.js";

type Backend = { port: number; ready: boolean; agent: Agent };

/** A load balancer: asks `/readyz` every 100 ms, takes the ready ones in turn and never sends a request twice. */
async function balancer() {
	const backends = new Map<number, Backend>();
	let turn = 0;
	const server = createServer((from, to) => {
		const ready = [...backends.values()].filter((one) => one.ready);
		const backend = ready[turn++ % Math.max(1, ready.length)];
		if (!backend) return void to.writeHead(503).end();
		const onward = request({
			...backend,
			host: "127.0.0.1",
			path: from.url,
			method: from.method,
			headers: { ...from.headers, connection: "keep-alive" },
		});
		onward.on("response", (answer) => {
			to.writeHead(answer.statusCode ?? 502, answer.headers);
			answer.pipe(to);
		});
		onward.on("error", () => {
			if (!to.headersSent) to.writeHead(502).end();
		});
		from.pipe(onward);
	});
	const look = async () => {
		for (const backend of backends.values())
			backend.ready = await fetch(`http://127.0.0.1:${backend.port}/readyz`, {
				signal: AbortSignal.timeout(1_000),
			}).then(
				({ status }) => status === 200,
				() => false,
			);
	};
	const looking = setInterval(() => void look(), 100);
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	onTestFinished(() => {
		clearInterval(looking);
		server.closeAllConnections();
		server.close();
	});
	const { port } = server.address() as { port: number };
	return {
		url: `http://127.0.0.1:${port}`,
		add(at: number) {
			const agent = new Agent({ keepAlive: true });
			onTestFinished(() => agent.destroy());
			backends.set(at, { port: at, ready: true, agent });
		},
		remove: (at: number) => void backends.delete(at),
	};
}

test.runIf(databases.length > 1)(
	"two instances are replaced one after the other under steady traffic, and no command stays unanswered",
	async () => {
		const there = await slack();
		const { url: DATABASE_URL } = (await emptyPlace("PostgreSQL")) as {
			url: string;
		};
		const settings = { DATABASE_URL, DATA_KEY: makeKeyRing() };
		const { url, add, remove } = await balancer();
		const old = await Promise.all([
			runningBot(there, settings),
			runningBot(there, settings),
		]);
		for (const { port } of old) add(port);

		const answers: number[] = [];
		const bodies: string[] = [];
		let going = true;
		const traffic = Array.from({ length: 8 }, async (_, client) => {
			for (let i = 0; going; i++) {
				const { status, body } = await post(
					url,
					commandBody(`nobody owns release ${client}-${i} and it slips`),
				);
				answers.push(status);
				if (!body.includes('"blocks"')) bodies.push(body);
				await sleep(20);
			}
		});
		for (const { child, ended, port, said } of old) {
			const fresh = await runningBot(there, settings);
			add(fresh.port);
			child.kill("SIGTERM");
			expect(await ended).toBe(0);
			remove(port);
			expect(said.err).toBe("");
		}
		going = false;
		await Promise.all(traffic);
		process.stdout.write(
			`Rolling restart: ${answers.length} commands, ${answers.filter((status) => status !== 200).length} unanswered.\n`,
		);
		expect(answers.length).toBeGreaterThan(100);
		expect(answers.filter((status) => status !== 200)).toEqual([]);
		expect(bodies).toEqual([]);
	},
	90_000,
);

test("while it drains, it says so at /readyz, still answers, and then ends with 0", async () => {
	const { url, child, ended } = await runningBot(await slack());
	child.kill("SIGTERM");
	await vi.waitFor(async () =>
		expect((await fetch(`${url}/readyz`)).status).toBe(503),
	);
	const answer = await fetch(`${url}/slack/events`, {
		method: "POST",
		headers: signed(commandBody("nobody owns the releases")),
		body: commandBody("nobody owns the releases"),
	});
	expect([answer.status, answer.headers.get("connection")]).toEqual([
		200,
		"close",
	]);
	expect((await fetch(`${url}/healthz`)).status).toBe(200);
	expect(await ended).toBe(0);
}, 20_000);

test("what was acknowledged before SIGTERM is done before the end", async () => {
	const there = await slack();
	const { url, child, ended } = await runningBot(there);
	const told: string[] = [];
	// Slow on purpose: the answers to presses are still under way when the signal comes.
	const elsewhere = createServer((from, to) => {
		let body = "";
		from.on("data", (data) => {
			body += data;
		});
		from.on("end", () =>
			setTimeout(() => {
				told.push(body);
				to.end("ok");
			}, 1_500),
		);
	}).listen(0, "127.0.0.1");
	await once(elsewhere, "listening");
	onTestFinished(() => {
		elsewhere.closeAllConnections();
		elsewhere.close();
	});
	const { port } = elsewhere.address() as { port: number };
	const acknowledged = await Promise.all(
		Array.from({ length: 30 }, (_, i) =>
			post(
				url,
				payloadBody({
					type: "block_actions",
					user: { id: `U${i}` },
					team: { id: "T1" },
					response_url: `http://127.0.0.1:${port}/${i}`,
					actions: [
						{ type: "button", action_id: "another-angle", value: "stale" },
					],
				}),
			),
		),
	);
	child.kill("SIGTERM");
	expect(acknowledged.map(({ status }) => status)).toEqual(Array(30).fill(200));
	expect(await ended).toBe(0);
	expect(told).toHaveLength(30);
}, 20_000);
