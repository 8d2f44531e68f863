import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { bots, startBot } from "./bots.js";
import { median, quantile, write } from "./figures.js";
import { slackStandIn } from "./slack-stand-in.js";
import { generatedTexts } from "./texts.js";

const rounds = 5;
const textsEach = 1_600;
const starts = 7;

/** Fires commands at each bot in turn, round by round, and prints how they compare. */
export async function compare({ mode, title, fire }) {
	// First, as it takes long enough for a line of Socket Mode to be given up.
	const texts = generatedTexts((rounds + 1) * textsEach * 3);
	const slack = await slackStandIn();
	const running = {};
	for (const name of Object.keys(bots)) {
		const port = await freePort();
		const lines = mode === "socket" ? slack.line() : undefined;
		const bot = await startBot(name, { mode, port, apiUrl: slack.apiUrl });
		running[name] = { bot, port, line: await lines, rounds: [] };
	}
	await sleep(2_000);
	const idle = running.ours.bot.memory();

	for (let round = 0; round <= rounds; round++)
		for (const one of Object.values(running)) {
			const part = texts.splice(0, textsEach);
			const { seconds, times } = await fire({ ...one, texts: part });
			// The first round warms up.
			if (round > 0) one.rounds.push({ rate: times.length / seconds, times });
		}
	write(`${title}; ${rounds} rounds of ${textsEach} each in turn`);
	for (const [name, { rounds }] of Object.entries(running)) {
		const times = rounds.flatMap(({ times }) => times);
		write(
			`  ${name.padEnd(20)} ${median(rounds.map(({ rate }) => rate))
				.toFixed(0)
				.padStart(
					6,
				)} a second   median ${median(times).toFixed(2)} ms   99 % ${quantile(times, 0.99).toFixed(2)} ms`,
		);
	}
	const against = (name) =>
		median(
			running.ours.rounds.map(
				({ rate }, i) => rate / running[name].rounds[i].rate,
			),
		).toFixed(2);
	write(`  ours to bare                ${against("bare")} (at least 0.45)`);
	write(
		`  ours to bare with our guide ${against("bare with our guide")} (at least 0.80)`,
	);
	write(
		`  memory of ours: ${idle.toFixed(0)} MB idle (under 150), ${running.ours.bot.memory().toFixed(0)} MB after the load`,
	);
	for (const { bot } of Object.values(running)) await bot.stop();
	if (mode === "http") await compareStarts(slack);
	slack.close();
}

async function compareStarts({ apiUrl }) {
	const dataDir = mkdtempSync(join(tmpdir(), "lead-or-manage-bench-"));
	const times = { ours: [], bare: [] };
	for (let i = 0; i < starts; i++)
		for (const name of ["ours", "bare"]) {
			const bot = await startBot(name, {
				apiUrl,
				dataDir,
				mode: "http",
				port: await freePort(),
			});
			times[name].push(bot.ready);
			await bot.stop();
		}
	const ratio = median(times.ours.map((ms, i) => ms / times.bare[i]));
	write(
		`  ready after ${median(times.ours).toFixed(0)} ms, bare after ${median(times.bare).toFixed(0)} ms: ${ratio.toFixed(2)} times (at most 2.0)`,
	);
	rmSync(dataDir, { recursive: true });
}

async function freePort() {
	const server = createServer().listen(0, "127.0.0.1");
	await once(server, "listening");
	const { port } = server.address();
	server.close();
	await once(server, "close");
	return port;
}
