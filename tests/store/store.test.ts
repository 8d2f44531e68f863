import { spawn } from "node:child_process";
import { once } from "node:events";
import {
	chmodSync,
	mkdirSync,
	mkdtempSync,
	renameSync,
	rmSync,
	statSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import { makeKeyRing } from "../../src/slack/key-files.js";
import type { Log } from "../../src/slack/log.js";
import { openStore, type Place } from "../../src/store/store.js";
import { doorTo } from "../support/door-to.js";
import { monday, mondaysForLeads } from "../support/schedules.js";
import {
	databases,
	emptyPlace,
	rowsOf,
	silent,
	testStore,
} from "../support/test-store.js";

const starter = fileURLToPath(
	new URL("../support/starter.js", import.meta.url),
);

/** A process that opens the store, says so and stays until its input ends; or says why it cannot. */
function startOn(place: Place, owner?: number) {
	const child = spawn(process.execPath, [starter, JSON.stringify(place)], {
		stdio: ["pipe", "pipe", "inherit"],
		...(owner !== undefined && { uid: owner, gid: owner }),
	});
	let said = "";
	child.stdout.on("data", (text) => {
		said += text;
	});
	const ended = once(child, "exit").then(() => said);
	return { child, said: () => said, ended };
}

function emptyFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), "lead-or-manage-"));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	return folder;
}

async function refusal(place: Place): Promise<string> {
	try {
		const store = await openStore(place, makeKeyRing(), silent);
		await store.close();
		return "opened";
	} catch (error) {
		const { name, message } = error as Error;
		return `${name}: ${message}`;
	}
}

describe.each(databases)("on %s", (database) => {
	test("six that start at once on an empty database all come up", async () => {
		const place = await emptyPlace(database);
		const starters = Array.from({ length: 6 }, () => startOn(place));
		for (const { child } of starters) child.stdin.end();
		expect(await Promise.all(starters.map(async ({ ended }) => ended))).toEqual(
			Array.from({ length: 6 }, () => "open\n"),
		);
	}, 30_000);

	test("what was remembered is there after a restart", async () => {
		const { store, another } = await testStore(database);
		await store.schedules.add(mondaysForLeads(), monday);
		await store.close();
		const after = await another();
		expect(await after.schedules.ofWorkspace("T-HARBOUR")).toHaveLength(1);
		expect(await after.answers()).toBe(true);
	});

	test("one that a newer edition wrote is left alone", async () => {
		const { place } = await testStore(database);
		await rowsOf(
			place,
			"insert into lead_or_manage_migration (name, timestamp) values ('9999-later', '2030-01-01T00:00:00Z') returning name",
		);
		expect(await refusal(place)).toMatch(
			/^StoreError: The database was written by a newer edition of this program: /,
		);
	});

	test("a deed under way is finished before it closes, and none begins after", async () => {
		const { store, another } = await testStore(database);
		await store.schedules.add(mondaysForLeads(), monday);
		let closing = Promise.resolve();
		const claimed = await store.deliveries.claimDue(monday.at, 10, () => {
			closing = store.close();
			return { slots: [{ ...monday, sendAfter: monday.at }], next: undefined };
		});
		expect(claimed).toMatchObject({ claimed: 1 });
		await closing;
		await expect(store.schedules.ofWorkspace("T-HARBOUR")).rejects.toThrow();
		expect(await store.answers()).toBe(false);
		const { deliveries } = await another();
		expect(await deliveries.past("monday-leads", 10)).toHaveLength(1);
	});
});

describe("SQLite", () => {
	test("its folder and its file are for their owner alone", async () => {
		const { place } = await testStore("SQLite");
		const { file } = place as { file: string };
		expect(statSync(file).mode & 0o777).toBe(0o600);
		expect(statSync(join(file, "..")).mode & 0o777).toBe(0o700);
	});

	test("what cannot be used is refused with one sentence", async () => {
		const folder = emptyFolder();
		const junk = join(folder, "junk.db");
		writeFileSync(junk, "not a database at all, ".repeat(100));
		expect(await refusal({ file: junk })).toMatch(
			/^StoreError: The file lead-or-manage\.db in DATA_DIR is no database/,
		);
		expect(await refusal({ file: join(junk, "data", "x.db") })).toMatch(
			/^StoreError: DATA_DIR cannot be made a folder/,
		);
	});

	test.runIf(process.getuid?.() === 0)(
		"a folder that may not be written to is refused with one sentence",
		async () => {
			const { place } = await testStore("SQLite");
			const { file } = place as { file: string };
			const folder = join(file, "..");
			chmodSync(join(folder, ".."), 0o755);
			chmodSync(folder, 0o755);
			chmodSync(file, 0o644);
			const nobody = 65534;
			expect(await startOn(place, nobody).ended).toMatch(
				/^StoreError: DATA_DIR cannot be written to: /,
			);
			const inside = { file: join(folder, "deeper", "x.db") };
			expect(await startOn(inside, nobody).ended).toMatch(
				/^StoreError: DATA_DIR cannot be written to: /,
			);
		},
	);

	test("while another process writes it waits without holding up anything else", async () => {
		const { store, place } = await testStore("SQLite");
		const { default: Libsql } = await import("libsql");
		const other = new Libsql((place as { file: string }).file);
		onTestFinished(() => void other.close());
		other.exec("begin immediate");
		const pauses: number[] = [];
		let last = performance.now();
		const ticking = setInterval(() => {
			pauses.push(performance.now() - last);
			last = performance.now();
		}, 1);
		let added = false;
		const adding = store.schedules.add(mondaysForLeads(), monday).then(() => {
			added = true;
		});
		await expect.poll(() => pauses.length).toBeGreaterThan(100);
		clearInterval(ticking);
		expect(added).toBe(false);
		other.exec("commit");
		await adding;
		expect(await store.schedules.ofWorkspace("T-HARBOUR")).toHaveLength(1);
		pauses.sort((a, b) => a - b);
		expect(pauses[Math.floor(pauses.length * 0.9)]).toBeLessThan(20);
	});

	test("a file that was moved away under it is noticed, in one line of the log", async () => {
		const lines: unknown[] = [];
		const log = {
			...silent,
			error: (...line: unknown[]) => lines.push(line[1]),
		};
		const folder = emptyFolder();
		mkdirSync(join(folder, "data"));
		const file = join(folder, "data", "lead-or-manage.db");
		const store = await openStore({ file }, makeKeyRing(), log as never as Log);
		onTestFinished(() => store.close());
		renameSync(file, `${file}.away`);
		expect(await store.answers()).toBe(false);
		expect(await store.answers()).toBe(false);
		expect(lines).toEqual([
			"The database file in DATA_DIR was moved or deleted: put it back and start the bot again.",
		]);
	});
});

describe.runIf(databases.length > 1)("PostgreSQL", () => {
	const server = () => new URL(process.env.TEST_DATABASE_URL as string);

	async function behindADoor() {
		const place = await emptyPlace("PostgreSQL");
		const url = new URL((place as { url: string }).url);
		const door = await doorTo(url.hostname, Number(url.port || 5432));
		url.hostname = "127.0.0.1";
		url.port = String(door.port);
		const lines: string[] = [];
		const note = (...line: unknown[]) => lines.push(JSON.stringify(line));
		const log = { ...silent, info: note, warn: note, error: note };
		const store = await openStore(
			{ url: url.href },
			makeKeyRing(),
			log as never as Log,
		);
		onTestFinished(() => store.close());
		return { door, store, lines };
	}

	test("that cannot be reached or lets nobody in is named with one sentence, without address or password", async () => {
		const away = server();
		away.port = "1";
		const wrong = server();
		wrong.username = "nobody-knows";
		wrong.password = "hush";
		const missing = server();
		missing.pathname = "/no-such-database";
		const said = [
			await refusal({ url: away.href }),
			await refusal({ url: wrong.href }),
			await refusal({ url: missing.href }),
		];
		expect(said).toEqual([
			"StoreError: PostgreSQL cannot be reached: check DATABASE_URL and whether the server runs.",
			"StoreError: PostgreSQL refuses the user or the password in DATABASE_URL: correct them.",
			"StoreError: PostgreSQL has no database of the name in DATABASE_URL: create it, or correct the name.",
		]);
	});

	test("that goes away and comes back is used again, by itself", async () => {
		const { door, store, lines } = await behindADoor();
		await store.schedules.add(mondaysForLeads(), monday);
		await door.shut();
		await expect(store.schedules.ofWorkspace("T-HARBOUR")).rejects.toThrow();
		expect(await store.answers()).toBe(false);
		await door.open();
		expect(await store.schedules.ofWorkspace("T-HARBOUR")).toHaveLength(1);
		await expect.poll(() => store.answers(), { timeout: 5000 }).toBe(true);
		expect(lines.join("\n")).toContain("the database answers again");
		expect(lines.join("\n")).not.toMatch(/postgres:|root|search_path/);
	});

	test("that says nothing any more is noticed within seconds", async () => {
		const { door, store } = await behindADoor();
		expect(await store.answers()).toBe(true);
		door.swallow(true);
		const from = performance.now();
		await expect.poll(() => store.answers(), { timeout: 5000 }).toBe(false);
		expect(performance.now() - from).toBeLessThan(5000);
		await door.shut();
		door.swallow(false);
		await door.open();
		await expect.poll(() => store.answers(), { timeout: 5000 }).toBe(true);
	}, 20_000);
});
