import type { Migration } from "kysely";

/** Which instance sends to a workspace just now, the burst that goes with a pace, and who wanted what was unknown posted. */
export const sending: Migration = {
	async up(database) {
		await database.schema
			.createTable("sending")
			.addColumn("workspace_id", "text", (column) => column.primaryKey())
			.addColumn("held_by", "text", (column) => column.notNull())
			.addColumn("held_until", "bigint", (column) => column.notNull())
			.execute();
		await database.schema
			.alterTable("pace")
			.addColumn("burst", "double precision")
			.execute();
		await database.schema
			.alterTable("delivery")
			.addColumn("asked_at", "bigint")
			.execute();
	},
};
