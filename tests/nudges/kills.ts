import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished } from "vitest";
import { refusals } from "../../src/nudges/refusal.js";
import type { Schedule } from "../../src/nudges/schedule.js";
import { mondaysForLeads } from "../support/schedules.js";
import {
	type Mishap,
	mishaps,
	standInSlack,
} from "../support/stand-in-slack.js";
import { type databases, rowsOf, testStore } from "../support/test-store.js";

const speed = 20;
const minuteMs = 60_000;
const nineOnMonday = Date.parse("2026-11-23T09:00:00Z");
const date = "2026-11-23";
const worker = fileURLToPath(
	new URL("../support/nudges-worker.js", import.meta.url),
);
const permanent = Object.entries(refusals).filter(
	([, kind]) => kind === "channel" || kind === "access" || kind === "message",
);

/** A morning on which instances of the bot are killed while they send. */
export type Morning = {
	database: (typeof databases)[number];
	instances: number;
	kills: number;
	/** Whether the bots may read what was posted. */
	history: boolean;
	/** How many schedules are due, a part of them in each of the first minutes. */
	due: number;
	minutes: number;
};

type Row = { schedule_id: string; status: string; ts: string | null };

/** Lives through it until all is settled, and holds the bots to their promise. Returns what it came to. */
export async function surviveKills(morning: Morning) {
	const { store, place, keyRing } = await testStore(morning.database);
	const time = {
		speed,
		from: nineOnMonday - 5_000,
		realFrom: Date.now(),
	};
	const slack = await standInSlack({
		now: () => time.from + (Date.now() - time.realFrom) * speed,
		history: morning.history,
		mishap: oneInTen,
		refusalOf: (channel) =>
			channel.startsWith("C-no-") ? channel.slice("C-no-".length) : undefined,
	});
	const schedules = schedulesFor(morning);
	for (const schedule of schedules)
		await store.schedules.add(schedule, {
			date,
			at: new Date(Date.parse(`${date}T${schedule.time}:00Z`)),
		});
	time.realFrom = Date.now();

	const inFlight = new Set<string>();
	const look = async (where: string) =>
		(await rowsOf(
			place,
			`select schedule_id, status, ts from delivery where ${where}`,
		)) as Row[];
	let kills = 0;
	const running = new Set<ChildProcess>();
	onTestFinished(() => {
		for (const child of running) child.kill("SIGKILL");
	});
	const start = async () => {
		const child = spawn(
			process.execPath,
			[worker, JSON.stringify({ ...slack, place, keyRing, time })],
			{ stdio: ["ignore", "pipe", "inherit"] },
		);
		running.add(child);
		child.once("exit", () => running.delete(child));
		child.stdout.on("data", (said) => {
			for (const [, id] of String(said).matchAll(/^lost (\S+)$/gm))
				slack.unclear.add(id as string);
		});
		await Promise.race([once(child.stdout, "data"), once(child, "exit")]);
		return child;
	};
	const end = async (child: ChildProcess, signal: "SIGKILL" | "SIGTERM") => {
		if (child.exitCode !== null || child.signalCode !== null) return;
		const gone = once(child, "exit");
		child.kill(signal);
		await gone;
	};
	const liveAndDie = async (): Promise<ChildProcess> => {
		for (;;) {
			const child = await start();
			if (kills >= morning.kills) return child;
			kills += 1;
			await setTimeout(Math.random() * 1500);
			await end(child, "SIGKILL");
			for (const { schedule_id } of await look("status = 'posting'"))
				inFlight.add(schedule_id);
		}
	};
	const survivors = await Promise.all(
		Array.from({ length: morning.instances }, liveAndDie),
	);
	const calmSince = Date.now();
	for (let left = 1; left > 0; ) {
		await setTimeout(100);
		const settled = await look("wake_at is null");
		left = schedules.length - settled.length;
		if ((Date.now() - calmSince) * speed > 40 * minuteMs) break;
	}
	await Promise.all(survivors.map((child) => end(child, "SIGTERM")));

	const rows = await look("true");
	const times = new Map<string, number>();
	for (const { delivery } of slack.posts)
		times.set(delivery, (times.get(delivery) ?? 0) + 1);
	const idOf = ({ schedule_id }: Row) => `${schedule_id}.${date}`;
	const timesOf = (row: Row) => times.get(idOf(row)) ?? 0;
	const of = (status: string) => rows.filter((row) => row.status === status);
	const refused = schedules.filter(({ id }) => id.startsWith("refused-"));
	const toldOf = (kind: string) =>
		slack.told.filter((told) => told.kind === kind);

	expect(rows.map(idOf).sort()).toEqual(
		schedules.map(({ id }) => `${id}.${date}`).sort(),
	);
	const ended = ["sent", "unknown", "failed"];
	expect(rows.filter(({ status }) => !ended.includes(status))).toEqual([]);
	expect([...times.values()].filter((count) => count > 1)).toEqual([]);
	expect(of("sent").filter((row) => timesOf(row) !== 1)).toEqual([]);
	expect(of("failed").filter((row) => timesOf(row) !== 0)).toEqual([]);

	const unknown = of("unknown");
	const explained = (row: Row) =>
		inFlight.has(row.schedule_id) || slack.unclear.has(idOf(row));
	expect(unknown.filter((row) => !explained(row))).toEqual([]);
	if (morning.history) expect(unknown).toEqual([]);
	const untold = unknown.filter(
		(row) => !toldOf("unknown").some(({ id }) => id === idOf(row)),
	);
	expect(untold).toEqual([]);

	const stopped = refused.filter(({ id }) => {
		const row = rows.find(({ schedule_id }) => schedule_id === id);
		const error = id.slice("refused-".length);
		return row?.status === "failed" && refusals[error] !== "message";
	});
	const broken = (await store.schedules.byIds(stopped.map(({ id }) => id))).map(
		({ id, brokenBy }) => [id, brokenBy],
	);
	expect(broken.sort()).toEqual(
		stopped.map(({ id }) => [id, id.slice("refused-".length)]).sort(),
	);
	expect(
		[...new Set(toldOf("stopped").map(({ schedule }) => schedule))].sort(),
	).toEqual(stopped.map(({ id }) => id).sort());
	expect(toldOf("stopped").length - stopped.length).toBeLessThanOrEqual(kills);

	const came = rows.filter((row) => timesOf(row) === 1);
	const lost = rows.filter(
		(row) =>
			row.status === "unknown" &&
			timesOf(row) === 0 &&
			!row.schedule_id.startsWith("refused-"),
	);
	return {
		kills,
		rows: rows.length,
		came: came.length,
		failed: of("failed").length,
		unknown: unknown.length,
		unclear: slack.unclear.size,
		inFlight: inFlight.size,
		lost: lost.length,
		histories: slack.calls.histories,
		seconds: (Date.now() - time.realFrom) / 1000,
	};
}

/** What is printed of it. */
export function inWords(
	{ database, instances, history }: Morning,
	came: Awaited<ReturnType<typeof surviveKills>>,
): string {
	return `${instances} on ${database}, history ${history ? "readable" : "closed"}: ${came.rows} due, ${came.kills} kills, 0 twice, ${came.unknown} unknown and told, of them ${came.lost} not come (${came.unclear} replies lost, ${came.inFlight} in flight when killed), ${came.failed} refused, ${came.seconds.toFixed(0)} s\n`;
}

function oneInTen(): Mishap | undefined {
	return Math.random() < 1 / 10
		? mishaps[Math.floor(Math.random() * mishaps.length)]
		: undefined;
}

function schedulesFor({ due, minutes }: Morning): Schedule[] {
	const at = (i: number) => `09:${String(i % minutes).padStart(2, "0")}`;
	const plain = {
		series: ["lead"] as const,
		timeZone: "UTC",
		skipDates: [],
		holidays: undefined,
		hardWeekUntil: undefined,
	};
	return [
		...Array.from({ length: due }, (_, i) =>
			mondaysForLeads({
				...plain,
				id: `s${i}`,
				workspaceId: `T${i % 3}`,
				channelId: `C${i}`,
				time: at(i),
			}),
		),
		...permanent.map(([error], i) =>
			mondaysForLeads({
				...plain,
				id: `refused-${error}`,
				workspaceId: `T${i % 3}`,
				channelId: `C-no-${error}`,
				time: at(i),
			}),
		),
	];
}
