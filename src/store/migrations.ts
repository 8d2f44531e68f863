import { type Kysely, type Migration, Migrator, sql } from "kysely";
import { nudges } from "./migrations/0001-nudges.js";
import { feedback } from "./migrations/0002-feedback.js";
import { pulse } from "./migrations/0003-pulse.js";
import { sending } from "./migrations/0004-sending.js";
import { coaching } from "./migrations/0005-coaching.js";
import { StoreError } from "./store-error.js";
import type { Tables } from "./tables.js";

/** In their order, forever: one that has run anywhere is never changed, only followed by another. */
const migrations: Record<string, Migration> = {
	"0001-nudges": nudges,
	"0002-feedback": feedback,
	"0003-pulse": pulse,
	"0004-sending": sending,
	"0005-coaching": coaching,
};
const table = "lead_or_manage_migration";
const lockTable = "lead_or_manage_migration_lock";

/**
 * Brings a database up to date, one starter at a time. Throws a `StoreError` when it is newer than this program, and
 * what the database throws otherwise.
 */
export async function migrate(
	database: Kysely<Tables>,
	kind: "sqlite" | "postgres",
): Promise<void> {
	if (kind === "sqlite") await migrateSqlite(database);
	else await migratePostgres(database);
}

/** Kysely's migrator takes a lock of its own on PostgreSQL. */
async function migratePostgres(database: Kysely<Tables>) {
	const { rows } = await sql<{
		schema: string | null;
	}>`select current_schema() as schema`.execute(database);
	await toLatest(database, rows[0]?.schema ?? undefined);
}

/** And none on SQLite, so all of it happens in one exclusive transaction. */
async function migrateSqlite(database: Kysely<Tables>) {
	await database.connection().execute(async (connection) => {
		await sql`begin exclusive`.execute(connection);
		try {
			await toLatest(connection);
			await sql`commit`.execute(connection);
		} catch (error) {
			await sql`rollback`.execute(connection).catch(() => {});
			throw error;
		}
	});
}

async function toLatest(database: Kysely<Tables>, schema?: string) {
	const migrator = new Migrator({
		db: database,
		provider: { getMigrations: async () => migrations },
		migrationTableName: table,
		migrationLockTableName: lockTable,
		...(schema !== undefined && { migrationTableSchema: schema }),
	});
	const { error } = await migrator.migrateToLatest();
	if (!error) return;
	if (/^corrupted migrations/.test((error as Error).message))
		throw new StoreError(
			"The database was written by a newer edition of this program: start that edition, or set DATA_DIR or DATABASE_URL to another database.",
			{ cause: error },
		);
	throw error;
}
