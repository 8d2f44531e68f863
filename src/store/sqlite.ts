import { closeSync, mkdirSync, openSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { setImmediate, setTimeout } from "node:timers/promises";
import {
	CompiledQuery,
	type DatabaseConnection,
	type QueryResult,
	type SqliteDatabase,
	SqliteDialect,
	SqliteDriver,
} from "kysely";
import Libsql from "libsql";

type File = SqliteDatabase & Pick<Libsql.Database, "exec" | "inTransaction">;

/** SQLite blocks the whole process while it waits for a lock, so it waits for a moment only; then we wait without blocking. */
const busyTimeoutMs = 25;
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
	database.exec(`pragma busy_timeout=${busyTimeoutMs}`);
	for (const pragma of [
		"journal_mode=wal",
		"synchronous=full",
		"foreign_keys=on",
		"secure_delete=on",
	])
		await patiently(database, () => database.exec(`pragma ${pragma}`));
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

/** Takes the write lock at the start of a transaction, as one that only asks for it later cannot wait. */
class PatientDriver extends SqliteDriver {
	readonly #database: File;
	#stretchFrom = 0;
	constructor(database: File) {
		super({ database });
		this.#database = database;
	}
	override async acquireConnection(): Promise<DatabaseConnection> {
		const connection = await super.acquireConnection();
		return {
			executeQuery: async <Row>(
				query: CompiledQuery,
			): Promise<QueryResult<Row>> => {
				await this.#breathe();
				return patiently(this.#database, () =>
					connection.executeQuery<Row>(query),
				);
			},
			streamQuery: (query, chunkSize) =>
				connection.streamQuery(query, chunkSize),
		};
	}
	override async beginTransaction(connection: DatabaseConnection) {
		await connection.executeQuery(CompiledQuery.raw("begin immediate"));
	}
	/** A query of SQLite's gives nobody else a turn, so many in a row stop for one. */
	async #breathe() {
		if (performance.now() - this.#stretchFrom < longestStretchMs) return;
		await setImmediate();
		this.#stretchFrom = performance.now();
	}
}

/** Tries again while another process writes. Inside a transaction there is nothing to wait for: it has the lock. */
async function patiently<Result>(
	database: File,
	attempt: () => Result | Promise<Result>,
): Promise<Result> {
	for (const until = performance.now() + patienceMs; ; )
		try {
			return await attempt();
		} catch (error) {
			const busy = /^SQLITE_(BUSY|LOCKED)/.test(
				String((error as { code?: unknown }).code),
			);
			if (!busy || database.inTransaction || performance.now() > until)
				throw error;
			await setTimeout(5 + Math.random() * 20);
		}
}
