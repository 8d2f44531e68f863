import { closeSync, mkdirSync, openSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { setImmediate, setTimeout } from "node:timers/promises";
import {
	type CompiledQuery,
	type DatabaseConnection,
	type QueryResult,
	SelectQueryNode,
	type SqliteDatabase,
	SqliteDialect,
	SqliteDriver,
} from "kysely";
import Libsql from "libsql";

type File = SqliteDatabase &
	Pick<Libsql.Database, "exec" | "inTransaction" | "open">;

/** SQLite blocks the whole process while it waits for a lock: a little at the start, hardly later; we wait without blocking. */
const busyTimeoutMs = { opening: 25, open: 2 };
const patienceMs = 5_000;
/** How long one deed of many queries may keep everything else waiting. */
const longestStretchMs = 10;

/** Opens a file, or makes it, readable by its owner only; `:memory:` is a database that goes with the process. */
export async function openSqlite(
	file: string,
): Promise<{ dialect: SqliteDialect; inPlace: () => boolean }> {
	const inMemory = file === ":memory:";
	if (!inMemory) {
		mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
		closeSync(openSync(file, "a", 0o600));
	}
	const database: File = new Libsql(file);
	database.exec(`pragma busy_timeout=${busyTimeoutMs.opening}`);
	for (const pragma of [
		"journal_mode=wal",
		"synchronous=full",
		"foreign_keys=on",
		"secure_delete=on",
	])
		await patiently(() => database.exec(`pragma ${pragma}`));
	database.exec(`pragma busy_timeout=${busyTimeoutMs.open}`);
	const opened = inMemory ? undefined : statSync(file).ino;
	return {
		dialect: new PatientDialect(database),
		inPlace: () =>
			opened === statSync(file, { throwIfNoEntry: false })?.ino || inMemory,
	};
}

class PatientDialect extends SqliteDialect {
	readonly #database: File;
	constructor(database: File) {
		super({ database });
		this.#database = database;
	}
	override createDriver() {
		return new PatientDriver(this.#database);
	}
}

/**
 * Waits for the write lock at the start of every transaction, and of every write outside one: it is got, or not, by
 * libsql's `exec` alone, as a prepared statement that fails on a busy file is never reset and spoils every later commit.
 */
class PatientDriver extends SqliteDriver {
	readonly #database: File;
	#stretchFrom = 0;
	#queue: Promise<void> = Promise.resolve();
	#leave = () => {};
	constructor(database: File) {
		super({ database });
		this.#database = database;
	}
	/** One after the other, in the order they came: Kysely's own lock wakes all who wait to let one of them in. */
	override async acquireConnection(): Promise<DatabaseConnection> {
		const before = this.#queue;
		let leave = () => {};
		this.#queue = new Promise((resolve) => {
			leave = resolve;
		});
		await before;
		this.#leave = leave;
		const connection = await super.acquireConnection();
		return {
			executeQuery: (query) => this.#execute(connection, query),
			streamQuery: (query, chunkSize) =>
				connection.streamQuery(query, chunkSize),
		};
	}
	override async releaseConnection() {
		const leave = this.#leave;
		await super.releaseConnection();
		leave();
	}
	override async beginTransaction() {
		await this.#control("begin immediate");
	}
	override async commitTransaction() {
		await this.#control("commit");
	}
	override async rollbackTransaction() {
		// SQLite may have rolled back by itself, on a full disk for example.
		if (this.#inTransaction()) await this.#control("rollback");
	}
	/** Lets the deed under way finish first. */
	override async destroy() {
		await super.acquireConnection();
		await super.destroy();
		await this.releaseConnection();
	}
	async #execute<Row>(
		connection: DatabaseConnection,
		query: CompiledQuery,
	): Promise<QueryResult<Row>> {
		await this.#breathe();
		if (/^(begin|commit|rollback)\b/.test(query.sql)) {
			await this.#control(query.sql);
			return { rows: [] };
		}
		if (this.#inTransaction() || SelectQueryNode.is(query.query))
			return patiently(() => connection.executeQuery<Row>(query));
		await this.beginTransaction();
		try {
			const result = await connection.executeQuery<Row>(query);
			await this.commitTransaction();
			return result;
		} catch (error) {
			await this.rollbackTransaction();
			throw error;
		}
	}
	async #control(sql: string) {
		await patiently(() => this.#open().exec(sql));
	}
	#inTransaction(): boolean {
		return this.#open().inTransaction;
	}
	/** Asked anything once it is closed, libsql ends the whole process. */
	#open(): File {
		if (!this.#database.open) throw new Error("the database is closed");
		return this.#database;
	}
	/** A query of SQLite's gives nobody else a turn, so many in a row stop for one. */
	async #breathe() {
		if (performance.now() - this.#stretchFrom < longestStretchMs) return;
		await setImmediate();
		this.#stretchFrom = performance.now();
	}
}

/** Tries again while another process writes. */
async function patiently<Result>(
	attempt: () => Result | Promise<Result>,
): Promise<Result> {
	for (const until = performance.now() + patienceMs; ; )
		try {
			return await attempt();
		} catch (error) {
			const { code } = error as { code?: unknown };
			const busy = typeof code === "string" && /^SQLITE_BUSY/.test(code);
			if (!busy || performance.now() > until) throw error;
			await setTimeout(5 + Math.random() * 20);
		}
}
