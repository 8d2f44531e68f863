import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { onTestFinished } from "vitest";
import { makeKeyRing } from "../../src/slack/key-files.js";
import type { Log } from "../../src/slack/log.js";
import { openStore, type Place } from "../../src/store/store.js";

const { TEST_DATABASE_URL: server, CI } = process.env;
if (!server && CI) throw new Error("TEST_DATABASE_URL is not set");
if (!server)
	process.stdout.write(
		"Left out: the store's tests on PostgreSQL, as TEST_DATABASE_URL is not set.\n",
	);

/** The databases that every promise of the store is tested on. */
export const databases = server
	? (["SQLite", "PostgreSQL"] as const)
	: (["SQLite"] as const);

/** A log for those who say nothing. */
export const silent: Log = {
	debug() {},
	info() {},
	warn() {},
	error() {},
} as Log;

/** An empty database that nobody else uses and that goes with the test. */
export async function emptyPlace(
	kind: (typeof databases)[number],
): Promise<Place> {
	if (kind === "SQLite") {
		const folder = mkdtempSync(join(tmpdir(), "lead-or-manage-"));
		onTestFinished(() => rmSync(folder, { recursive: true }));
		return { file: join(folder, "data", "lead-or-manage.db") };
	}
	const schema = `test_${randomBytes(6).toString("hex")}`;
	await onServer(`create schema ${schema}`);
	onTestFinished(() => onServer(`drop schema ${schema} cascade`));
	const url = new URL(server as string);
	url.searchParams.set("options", `-c search_path=${schema}`);
	return { url: url.href.replaceAll("+", "%20") };
}

/** A store in an empty database, and a way to open further ones on it. */
export async function testStore(kind: (typeof databases)[number]) {
	const place = await emptyPlace(kind);
	const keyRing = makeKeyRing();
	const another = async (keys = keyRing) => {
		const store = await openStore(place, keys, silent);
		onTestFinished(() => store.close());
		return store;
	};
	return { place, keyRing, another, store: await another() };
}

/** What a statement gives, asked past the store. */
export async function rowsOf(
	place: Place,
	sql: string,
): Promise<Record<string, unknown>[]> {
	if ("file" in place) {
		const { default: Libsql } = await import("libsql");
		const database = new Libsql(place.file);
		try {
			return database.prepare(sql).all() as Record<string, unknown>[];
		} finally {
			database.close();
		}
	}
	const client = new pg.Client(place.url);
	await client.connect();
	try {
		const { rows } = await client.query(sql);
		return rows as Record<string, unknown>[];
	} finally {
		await client.end();
	}
}

async function onServer(sql: string): Promise<void> {
	await rowsOf({ url: server as string }, sql);
}
