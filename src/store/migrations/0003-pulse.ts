import { type Migration, sql } from "kysely";

/** The row that is written to find out whether the database still takes writes. */
export const pulse: Migration = {
	async up(database) {
		await database.schema
			.createTable("pulse")
			.addColumn("id", "integer", (column) => column.primaryKey())
			.addColumn("beats", "bigint", (column) => column.notNull())
			.execute();
		await sql`insert into pulse (id, beats) values (1, 0)`.execute(database);
	},
};
