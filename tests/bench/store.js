// What claiming costs: npm run bench -- nudges. TEST_DATABASE_URL names the PostgreSQL server; a schema of its own is made there.
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Libsql from "libsql";
import pg from "pg";
import { openStore } from "../../dist/store/store.js";

const due = 20_000;
const batch = 200;
const now = new Date("2026-11-23T08:00:00Z");
const weekMs = 7 * 24 * 3_600_000;
const keyRing = `first:${Buffer.alloc(32, 1).toString("base64")}`;
const nothing = () => {};
const log = { debug: nothing, info: nothing, warn: nothing, error: nothing };
const write = (text) => process.stdout.write(`${text}\n`);
const plan = ({ next }) => ({
	slots: [{ ...next, sendAfter: next.at }],
	next: { date: "2026-11-30", at: new Date(next.at.getTime() + weekMs) },
});

async function onSqlite(schedules) {
	const folder = mkdtempSync(join(tmpdir(), "lead-or-manage-bench-"));
	const place = { file: join(folder, "bench.db") };
	const store = await openStore(place, keyRing, log);
	const database = new Libsql(place.file);
	const ask = async (sql) => database.prepare(sql).all();
	database.exec(`
		with recursive n(i) as (select 1 union all select i + 1 from n where i < ${schedules})
		insert into schedule ${rowSql("n.i", "n")}`);
	await report(
		"SQLite",
		schedules,
		store,
		ask,
		"explain query plan ",
		({ detail }) => detail,
	);
	await store.close();
	database.close();
	rmSync(folder, { recursive: true });
}

async function onPostgres(schedules) {
	const schema = `bench_${process.pid}`;
	const client = new pg.Client(process.env.TEST_DATABASE_URL);
	await client.connect();
	await client.query(`create schema ${schema}`);
	await client.query(`set search_path = ${schema}`);
	const url = new URL(process.env.TEST_DATABASE_URL);
	url.searchParams.set("options", `-c search_path=${schema}`);
	const place = { url: url.href.replaceAll("+", "%20") };
	const store = await openStore(place, keyRing, log);
	const ask = async (sql) => (await client.query(sql)).rows;
	await ask(
		`insert into schedule ${rowSql("i", `generate_series(1, ${schedules}) i`)}`,
	);
	await ask("vacuum analyze schedule");
	await report(
		"PostgreSQL",
		schedules,
		store,
		ask,
		"explain ",
		(row) => row["QUERY PLAN"],
	);
	for (const processes of [1, 2]) {
		await makeDue(ask);
		await atOnce(processes, place);
	}
	await store.close();
	await client.query(`drop schema ${schema} cascade`);
	await client.end();
}

function rowSql(i, from) {
	return `select 's' || ${i}, 'T' || (${i} % 50), 'C' || ${i}, '["lead"]', 1, '09:00', 'Europe/Berlin', null, '[]', null, null, null, null,
		'U1', 'U1', null, 1, ${now.getTime()} + 60000 + cast(${i} as bigint) * 1000, '2026-11-23' from ${from}`;
}

async function makeDue(ask) {
	await ask("delete from delivery where slot <> '' returning 1");
	await ask(
		`update schedule set next_run_at = ${now.getTime() - 1}, next_slot = '2026-11-23' where cast(substr(id, 2) as integer) <= ${due} returning 1`,
	);
}

async function report(name, schedules, store, ask, explain, line) {
	write(`\n${name}, ${schedules.toLocaleString("en")} schedules`);
	const idle = [];
	for (let i = 0; i < 300; i++) idle.push(await timed(() => claim(store, now)));
	write(`  idle claim                 ${spread(idle)}`);
	for (let round = 0; round < 3; round++) {
		await makeDue(ask);
		const laps = [];
		const pauses = watchLoop();
		const ms = await timed(() => claimAll(store, laps));
		write(
			`  ${due.toLocaleString("en")} claimed in ${Math.round(ms)} ms        ${Math.round((due / ms) * 1000).toLocaleString("en")} a second; batches of ${batch}: ${spread(laps)}; longest pause of the loop ${pauses().toFixed(0)} ms`,
		);
	}
	const after = [];
	for (let i = 0; i < 300; i++)
		after.push(await timed(() => claim(store, now)));
	write(`  idle claim right after     ${spread(after)}`);
	const takes = [];
	const ms = await timed(async () => {
		for (let got = 1; got > 0; ) {
			const from = performance.now();
			got = (await store.deliveries.takeReady(now, 60_000, batch)).length;
			takes.push(performance.now() - from);
		}
	});
	write(
		`  ${due.toLocaleString("en")} taken in ${Math.round(ms)} ms          ${Math.round((due / ms) * 1000).toLocaleString("en")} a second`,
	);
	// As autovacuum does on PostgreSQL; SQLite goes without.
	if (name === "PostgreSQL") await ask("analyze delivery");
	for (const [what, sql] of plans)
		for (const row of await ask(explain + sql))
			write(`  ${what.padEnd(10)} ${line(row)}`);
}

const plans = [
	[
		"due",
		`select * from schedule where next_run_at <= ${now.getTime()} order by next_run_at limit ${batch}`,
	],
	[
		"ready",
		`select schedule_id, slot from delivery where status = 'claimed' and wake_at <= ${now.getTime()} order by wake_at limit ${batch}`,
	],
	[
		"channel",
		"select nudge_id from delivery where workspace_id = 'T1' and channel_id = 'C1' and slot_at >= 0 order by slot_at desc",
	],
	[
		"workspace",
		"select max(send_after) from delivery where workspace_id = 'T1' and wake_at is not null and status = 'claimed'",
	],
];

const claim = (store, at) => store.deliveries.claimDue(at, batch, plan);

async function claimAll(store, laps = []) {
	let sum = 0;
	for (;;) {
		const from = performance.now();
		const { due: seen, claimed } = await claim(store, now);
		if (seen === 0) return sum;
		sum += claimed;
		laps.push(performance.now() - from);
	}
}

async function atOnce(processes, place) {
	const workers = Array.from({ length: processes }, () =>
		fork(fileURLToPath(import.meta.url), [JSON.stringify(place)]),
	);
	await Promise.all(workers.map((worker) => once(worker, "message")));
	const from = performance.now();
	for (const worker of workers) worker.send("go");
	const sums = (
		await Promise.all(workers.map((worker) => once(worker, "message")))
	).map(([sum]) => sum);
	const ms = performance.now() - from;
	const all = sums.reduce((sum, one) => sum + one, 0);
	write(
		`  ${processes} process${processes > 1 ? "es" : "  "}                ${all.toLocaleString("en")} claimed, ${Math.round((all / ms) * 1000).toLocaleString("en")} a second (${sums.join(" + ")})`,
	);
	for (const worker of workers) worker.disconnect();
}

async function claimWhenTold(place) {
	const store = await openStore(place, keyRing, log);
	await claim(store, new Date(0));
	process.send("ready");
	await once(process, "message");
	process.send(await claimAll(store));
	await once(process, "disconnect");
	await store.close();
}

async function timed(deed) {
	const from = performance.now();
	await deed();
	return performance.now() - from;
}

function watchLoop() {
	let longest = 0;
	let last = performance.now();
	const look = () => {
		longest = Math.max(longest, performance.now() - last);
		last = performance.now();
	};
	const ticking = setInterval(look, 1);
	return () => {
		look();
		clearInterval(ticking);
		return longest;
	};
}

function spread(times) {
	const sorted = [...times].sort((a, b) => a - b);
	const at = (share) => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
	return `median ${at(0.5).toFixed(2)} ms, 99 % ${at(0.99).toFixed(2)} ms`;
}

if (process.send) await claimWhenTold(JSON.parse(process.argv[2]));
else {
	await onSqlite(100_000);
	if (process.env.TEST_DATABASE_URL) await onPostgres(1_000_000);
	else write("Left out: PostgreSQL, as TEST_DATABASE_URL is not set.");
}
