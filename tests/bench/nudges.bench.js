// What the weekly nudges cost: npm run bench -- nudges. TEST_DATABASE_URL names the PostgreSQL server; schemas of its own
// are made there and dropped.
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import Libsql from "libsql";
import cron from "node-cron";
import pg from "pg";
import PgBoss from "pg-boss";
import { createApp } from "../../dist/app.js";
import { readContent } from "../../dist/content/content-files.js";
import { createGuide } from "../../dist/guidance/guide.js";
import { claimDueSlots } from "../../dist/nudges/claim-slots-job.js";
import { clockShowing } from "../../dist/nudges/clock.js";
import { nudgeComposer } from "../../dist/nudges/compose.js";
import { startPace } from "../../dist/nudges/pace.js";
import { createPoster } from "../../dist/nudges/poster.js";
import { createNudgesJob } from "../../dist/nudges/send-nudges-job.js";
import { makeKeyRing } from "../../dist/slack/key-files.js";
import { createSeal } from "../../dist/slack/seal.js";
import { postingClient } from "../../dist/slack/web-client.js";
import { openStore } from "../../dist/store/store.js";
import { createLibrary } from "../../dist/tips/library.js";

const due = 20_000;
const workspaces = 50;
const now = new Date("2026-11-23T08:00:00Z");
const keyRing = makeKeyRing();
const nothing = () => {};
const log = { debug: nothing, info: nothing, warn: nothing, error: nothing };
const write = (text) => process.stdout.write(`${text}\n`);
const rate = (count, ms) =>
	`${Math.round((count / ms) * 1000).toLocaleString("en")} a second`;

/** What every one of the claims is compared with, by database. */
const ours = {};

async function onSqlite(schedules) {
	const folder = mkdtempSync(join(tmpdir(), "lead-or-manage-bench-"));
	const place = { file: join(folder, "bench.db") };
	const store = await openStore(place, keyRing, log);
	const database = new Libsql(place.file);
	const ask = async (sql) => database.prepare(sql).all();
	database.exec(`
		with recursive n(i) as (select 1 union all select i + 1 from n where i < ${schedules})
		insert into schedule ${rowSql("n.i", "n")}`);
	const explain = {
		words: "explain query plan ",
		line: ({ detail }) => detail,
	};
	await report("SQLite", schedules, { store, ask, explain });
	await store.close();
	database.close();
	rmSync(folder, { recursive: true });
}

async function onPostgres(schedules) {
	const { ask, place, drop } = await schemaOf("bench");
	const store = await openStore(place, keyRing, log);
	await ask(
		`insert into schedule ${rowSql("i", `generate_series(1, ${schedules}) i`)}`,
	);
	await ask("vacuum analyze schedule");
	const explain = { words: "explain ", line: (row) => row["QUERY PLAN"] };
	await report("PostgreSQL", schedules, { store, ask, explain });
	for (const processes of [1, 2, 1, 2]) {
		await makeDue(ask);
		await atOnce(processes, place);
	}
	await makeDue(ask);
	await besidePgBoss();
	await besideNodeCron(ask, store);
	await store.close();
	await drop();
}

async function schemaOf(name) {
	const schema = `${name}_${process.pid}`;
	const client = new pg.Client(process.env.TEST_DATABASE_URL);
	await client.connect();
	await client.query(`create schema ${schema}`);
	await client.query(`set search_path = ${schema}`);
	const url = new URL(process.env.TEST_DATABASE_URL);
	url.searchParams.set("options", `-c search_path=${schema}`);
	return {
		place: { url: url.href.replaceAll("+", "%20") },
		ask: async (sql) => (await client.query(sql)).rows,
		async drop() {
			await client.query(`drop schema ${schema} cascade`);
			await client.end();
		},
	};
}

function rowSql(i, from) {
	return `select 's' || ${i}, 'T' || (${i} % ${workspaces}), 'C' || ${i}, '["lead"]', 1, '09:00', 'Europe/Berlin', null, '[]', null, null, null, null,
		'U1', 'U1', null, 1, ${now.getTime()} + 60000 + cast(${i} as bigint) * 1000, '2026-11-23' from ${from}`;
}

async function makeDue(ask) {
	await ask("delete from delivery where slot <> '' returning 1");
	await ask(
		`update schedule set next_run_at = ${now.getTime()}, next_slot = '2026-11-23' where cast(substr(id, 2) as integer) <= ${due} returning 1`,
	);
}

async function report(name, schedules, { store, ask, explain }) {
	write(
		`\n${name}, ${schedules.toLocaleString("en")} schedules, ${workspaces} workspaces`,
	);
	const early = clockShowing(() => new Date(now.getTime() - 1000));
	const idleJob = jobOn(store, early);
	const idle = [];
	for (let i = 0; i < 300; i++)
		idle.push(
			await timed(async () => {
				await idleJob.tick();
				await idleJob.settled();
			}),
		);
	await idleJob.stop();
	write(`  idle tick, all of it        ${spread(idle)}`);
	const atDatabase = [];
	for (let i = 0; i < 100; i++)
		atDatabase.push(
			await timed(async () => {
				for (const sql of idleQuestions) await ask(sql);
			}),
		);
	write(`  its questions, one by one   ${spread(atDatabase)}`);

	const rounds = [];
	for (let round = 0; round < 3; round++) {
		await makeDue(ask);
		const pauses = watchLoop();
		const ms = await timed(() => claimAll(store));
		rounds.push(ms);
		write(
			`  ${due.toLocaleString("en")} claimed in ${Math.round(ms)} ms        ${rate(due, ms)}; longest pause of the loop ${pauses()}`,
		);
	}
	ours[name] = rounds.sort((a, b) => a - b)[1];
	if (name === "PostgreSQL") await ask("analyze delivery");
	for (const [what, sql] of plans)
		for (const row of await ask(explain.words + sql))
			write(`  ${what.padEnd(10)} ${explain.line(row)}`);
	for (const sending of [0, 1, 2]) {
		await makeDue(ask);
		await underLoad(store, sending);
	}
}

const before = now.getTime() - 1000;
const idleQuestions = [
	`select id from schedule where next_run_at <= ${before} order by next_run_at limit 1`,
	"select min(workspace_id) from delivery where wake_at is not null",
	`select schedule_id from delivery where status in ('posting') and wake_at <= ${before} order by wake_at limit 20`,
	`select schedule_id from delivery where status in ('failed', 'unknown') and wake_at <= ${before} order by wake_at limit 20`,
];

const plans = [
	[
		"due",
		`select * from schedule where next_run_at <= ${now.getTime()} order by next_run_at limit 100`,
	],
	[
		"ready",
		`select schedule_id, slot from delivery where status in ('claimed') and wake_at <= ${now.getTime()} and workspace_id = 'T1' order by wake_at limit 80`,
	],
	[
		"stranded",
		`select schedule_id, slot from delivery where status in ('posting') and wake_at <= ${now.getTime()} order by wake_at limit 20`,
	],
	[
		"waiting",
		"select schedule_id from delivery where workspace_id = 'T1' and wake_at is not null and status = 'claimed' and wake_at = send_after order by wake_at, schedule_id limit 100",
	],
	[
		"next of a workspace",
		"select min(wake_at) from delivery where wake_at is not null and status = 'claimed' and workspace_id = 'T1'",
	],
	[
		"had",
		"select nudge_id from delivery where workspace_id = 'T1' and channel_id = 'C1' and slot_at >= 0 order by slot_at desc",
	],
];

/** A tick with all due, ten seconds of sending, and somebody who asks for guidance fifty times a second. */
async function underLoad(store, sending) {
	const clock = clockShowing(
		(
			(start) => () =>
				new Date(now.getTime() + performance.now() - start)
		)(performance.now()),
	);
	const slack = await standIn();
	const job = jobOn(store, clock, slack.url);
	const ask = await commandDoor(store);
	const acks = [];
	let asking = true;
	const asked = (async () => {
		for (let next = performance.now(); asking; next += 20) {
			await setTimeout(Math.max(0, next - performance.now()));
			acks.push(await ask().then(() => performance.now() - next));
		}
	})();
	await setTimeout(200);
	const pauses = watchLoop();
	const before = acks.length;
	const ms = await timed(() => job.tick());
	const claimed = pauses();
	await setTimeout(5_000);
	const longest = pauses();
	asking = false;
	await asked;
	await job.stop();
	const posted = slack.count();
	await slack.close();
	if (sending === 0) return;
	write(
		`  tick with ${due.toLocaleString("en")} due ${Math.round(ms)} ms, then ${posted.toLocaleString("en")} sent in 5 s: longest pause of the loop ${claimed} in the tick, ${longest} in all; ${acks.length - before} commands meanwhile acknowledged in ${spread(acks.slice(before))}, worst ${Math.max(...acks.slice(before)).toFixed(0)} ms`,
	);
}

function jobOn(store, clock, apiUrl) {
	const clients = new Map();
	return createNudgesJob({
		store,
		clock,
		poster: createPoster(async (workspaceId) => {
			const client =
				clients.get(workspaceId) ??
				postingClient(`xoxb-${workspaceId}`, { apiUrl, log });
			clients.set(workspaceId, client);
			return client;
		}),
		compose: nudgeComposer({
			store,
			nudges: content.nudges,
			message: async ({ nudge }) => ({ text: nudge.text, blocks: [] }),
		}),
		tell: async () => {},
		holidaysOf: async () => new Map(),
		graceMs: 6 * 3_600_000,
		log,
	});
}

/** Slack, in a process of its own. */
async function standIn() {
	const child = fork(fileURLToPath(import.meta.url), ["slack"]);
	const [port] = await once(child, "message");
	let posted = 0;
	child.on("message", (count) => {
		posted = count;
	});
	return {
		url: `http://127.0.0.1:${port}/api/`,
		count: () => posted,
		async close() {
			child.disconnect();
			await once(child, "exit");
		},
	};
}

function beSlack() {
	let count = 0;
	const server = createServer((request, response) => {
		request.resume().on("end", () => {
			count += 1;
			response
				.writeHead(200, { "content-type": "application/json" })
				.end(JSON.stringify({ ok: true, ts: `${count}.1` }));
		});
	});
	server.listen(0, "127.0.0.1", () => process.send(server.address().port));
	const telling = setInterval(() => process.send(count), 100);
	process.on("disconnect", () => {
		clearInterval(telling);
		server.closeAllConnections();
		server.close();
	});
}

/** The real app; asks it for guidance and waits for the acknowledgement. */
async function commandDoor(store) {
	let app;
	const receiver = {
		init(real) {
			app = real;
		},
		start: async () => {},
		stop: async () => {},
	};
	const library = createLibrary(content.tips);
	const world = {
		guide: createGuide(content.knowledge, library),
		library,
		contacts: content.safety,
		seal: createSeal(keyRing),
		store,
		nudges: content.nudges,
		claims: new Map(),
		nudgesManagedBy: "everyone",
		now: () => now,
	};
	const fetch = async () =>
		Response.json({ ok: true, user_id: "U1", bot_id: "B1", team_id: "T1" });
	const running = createApp(
		{ receiver, botToken: "xoxb-bench", fetch },
		world,
		log,
	);
	await running.app.init();
	return () =>
		new Promise((resolve) => {
			void app.processEvent({
				body: {
					command: "/lead-or-manage",
					text: "The team knows the plan, but nobody believes in it any more",
					team_id: "T1",
					user_id: "U1",
					channel_id: "C1",
					trigger_id: "1.2.3",
					response_url: "https://hooks.slack.test/1",
				},
				ack: async () => resolve(),
			});
		});
}

const claimWorld = (store) => ({
	store,
	clock: { now: () => now },
	paces: { soFar: () => startPace(now.getTime()) },
	holidaysOf: async () => new Map(),
	graceMs: 6 * 3_600_000,
	ending: new AbortController().signal,
	log,
});

const claimAll = (store) => claimDueSlots(claimWorld(store));

async function atOnce(processes, place) {
	const workers = Array.from({ length: processes }, () =>
		fork(fileURLToPath(import.meta.url), ["claim", JSON.stringify(place)]),
	);
	await Promise.all(workers.map((worker) => once(worker, "message")));
	const from = performance.now();
	for (const worker of workers) worker.send("go");
	await Promise.all(workers.map((worker) => once(worker, "message")));
	const ms = performance.now() - from;
	write(
		`  ${processes} process${processes > 1 ? "es" : "  "} of their own      ${due.toLocaleString("en")} claimed in ${Math.round(ms)} ms, ${rate(due, ms)}`,
	);
	for (const worker of workers) worker.disconnect();
}

async function claimWhenTold(place) {
	const store = await openStore(place, keyRing, log);
	await store.deliveries.claimDue(new Date(0), 1, nothing);
	process.send("ready");
	await once(process, "message");
	await claimAll(store);
	process.send("done");
	await once(process, "disconnect");
	await store.close();
}

/** pg-boss keeps one cron line a queue, so its jobs are sent ahead: each one done sends the next week's. */
async function besidePgBoss() {
	const waiting = 100_000;
	const { place, drop } = await schemaOf("bench_boss");
	const boss = new PgBoss({
		connectionString: place.url,
		schema: `bench_boss_${process.pid}`,
		schedule: false,
		supervise: false,
	});
	boss.on("error", nothing);
	await boss.start();
	await boss.createQueue("nudge");
	const jobs = (count, startAfter) =>
		Array.from({ length: count }, (_, i) => ({
			name: "nudge",
			data: { schedule: `s${i}` },
			startAfter,
		}));
	const nextWeek = new Date(Date.now() + 7 * 86_400_000);
	for (let i = 0; i < waiting; i += 10_000)
		await boss.insert(jobs(10_000, nextWeek));
	const idle = [];
	for (let i = 0; i < 200; i++)
		idle.push(await timed(() => boss.fetch("nudge", { batchSize: 100 })));
	for (let i = 0; i < due; i += 10_000)
		await boss.insert(jobs(10_000, new Date()));
	const pauses = watchLoop();
	const ms = await timed(async () => {
		for (;;) {
			const got = await boss.fetch("nudge", { batchSize: 100 });
			if (!got || got.length === 0) return;
			await boss.insert(jobs(got.length, nextWeek));
			await boss.complete(
				"nudge",
				got.map(({ id }) => id),
			);
		}
	});
	write(`\npg-boss 10.4.2, ${waiting.toLocaleString("en")} jobs waiting`);
	write(`  idle fetch                  ${spread(idle)}`);
	write(
		`  ${due.toLocaleString("en")} fetched, sent for next week and completed in ${Math.round(ms)} ms, ${rate(due, ms)}; longest pause of the loop ${pauses()}`,
	);
	write(
		`  ours to pg-boss             ${(ms / ours.PostgreSQL).toFixed(1)} times as fast`,
	);
	await boss.stop({ graceful: false });
	await drop();
}

/** A task for each schedule, as node-cron is meant, all due in the same second: each writes its delivery. */
async function besideNodeCron(ask, store) {
	await makeDue(ask);
	await ask("delete from delivery where slot <> '' returning 1");
	const heap = process.memoryUsage().heapUsed;
	const second = (new Date().getSeconds() + 12) % 60;
	let done = 0;
	let first;
	let finish;
	const finished = new Promise((resolve) => {
		finish = resolve;
	});
	const pool = new pg.Pool({
		connectionString: process.env.TEST_DATABASE_URL,
		max: 8,
		options: `-c search_path=bench_${process.pid}`,
	});
	const begun = performance.now();
	const tasks = Array.from({ length: due }, (_, i) =>
		cron.schedule(`${second} * * * * *`, async () => {
			first ??= performance.now();
			await pool.query(
				"insert into delivery (schedule_id, slot, workspace_id, channel_id, slot_at, status, send_after, wake_at) values ($1, '2026-11-23', 'T1', 'C1', $2, 'claimed', $2, $2) on conflict do nothing",
				[`s${i}`, now.getTime()],
			);
			done += 1;
			if (done === due) finish();
		}),
	);
	const made = performance.now() - begun;
	const grown = (process.memoryUsage().heapUsed - heap) / 1e6;
	const pauses = watchLoop();
	await Promise.race([finished, setTimeout(40_000)]);
	const ms = performance.now() - first;
	const longest = pauses();
	for (const task of tasks) void task.destroy();
	await pool.end();
	write(`\nnode-cron 4.6.0, a task for each of ${due.toLocaleString("en")}`);
	write(
		`  made in ${Math.round(made)} ms, ${grown.toFixed(0)} MB; ${done.toLocaleString("en")} of them ran in ${Math.round(ms)} ms, ${rate(done, ms)}; longest pause of the loop ${longest}`,
	);
	write(
		`  ours to node-cron           ${(ms / ours.PostgreSQL).toFixed(1)} times as fast, and nothing kept in memory`,
	);
	void store;
}

async function timed(deed) {
	const from = performance.now();
	await deed();
	return performance.now() - from;
}

function watchLoop() {
	let longest = { wall: 0, work: 0 };
	let last = performance.now();
	let worked = cpuMs();
	const look = () => {
		const wall = performance.now() - last;
		const work = cpuMs() - worked;
		longest = {
			wall: Math.max(longest.wall, wall),
			work: Math.max(longest.work, Math.min(wall, work)),
		};
		last = performance.now();
		worked = cpuMs();
	};
	const ticking = setInterval(look, 1);
	ticking.unref();
	return () => {
		look();
		return `${longest.wall.toFixed(0)} ms (at work ${longest.work.toFixed(0)} ms)`;
	};
}

/** The processor's time that this process took: on a busy machine a pause may be somebody else's. */
function cpuMs() {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1000;
}

function spread(times) {
	const sorted = [...times].sort((a, b) => a - b);
	const at = (share) => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
	return `median ${at(0.5).toFixed(2)} ms, 99 % ${at(0.99).toFixed(2)} ms`;
}

const content = process.send
	? undefined
	: readContent(
			fileURLToPath(new URL("../../dist/knowledge/", import.meta.url)),
		);
const [part, place] = process.send ? process.argv.slice(2) : [];
if (part === "slack") beSlack();
else if (part === "claim") await claimWhenTold(JSON.parse(place));
else {
	await onSqlite(100_000);
	if (process.env.TEST_DATABASE_URL) await onPostgres(1_000_000);
	else write("Left out: PostgreSQL, as TEST_DATABASE_URL is not set.");
	process.exit(0);
}
