import { PostgresDialect, type PostgresPool } from "kysely";
import pg from "pg";

const int8 = 20;
const mostConnections = 8;
const connectMs = 5_000;
const queryMs = 10_000;

/**
 * A dialect over a pool that makes new connections by itself when the server was away. `lost` hears of connections
 * that broke while nobody used them. With `patient`, a query may take as long as it likes.
 */
export function openPostgres(
	url: string,
	{ lost, patient }: { lost: (error: Error) => void; patient: boolean },
): PostgresDialect {
	const pool = new pg.Pool({
		connectionString: url,
		application_name: "lead-or-manage",
		max: mostConnections,
		connectionTimeoutMillis: connectMs,
		keepAlive: true,
		...(!patient && { query_timeout: queryMs }),
		types: {
			getTypeParser: ((oid: number, format: "text") =>
				oid === int8
					? Number
					: pg.types.getTypeParser(
							oid,
							format,
						)) as typeof pg.types.getTypeParser,
		},
	});
	pool.on("error", lost);
	// Also heard while a connection is in use: without a listener it would end the process.
	pool.on("connect", (client) => client.on("error", () => {}));
	return new PostgresDialect({ pool: withoutTheLate(pool) });
}

/**
 * The pool, but a connection on which a query was not answered in time is thrown away: what it was asked may still
 * happen, and must not happen inside somebody else's transaction.
 */
function withoutTheLate(pool: pg.Pool): PostgresPool {
	return {
		async connect() {
			const client = await pool.connect();
			let late: Error | undefined;
			return {
				async query(sql: string, values: readonly unknown[]) {
					if (late) throw late;
					try {
						return await client.query(sql, [...values]);
					} catch (error) {
						if ((error as Error).message === "Query read timeout")
							late = error as Error;
						throw error;
					}
				},
				release: () => client.release(late),
			} as unknown as Awaited<ReturnType<PostgresPool["connect"]>>;
		},
		end: () => pool.end(),
	};
}
