import type { Migration } from "kysely";

/** What people said was helpful, and how many said so. */
export const feedback: Migration = {
	async up(database) {
		await database.schema
			.createTable("feedback")
			.addColumn("workspace_id", "text", (column) => column.notNull())
			.addColumn("person_id", "text", (column) => column.notNull())
			.addColumn("kind", "text", (column) => column.notNull())
			.addColumn("channel_id", "text", (column) => column.notNull())
			.addColumn("subject_id", "text", (column) => column.notNull())
			.addColumn("opinion", "text", (column) => column.notNull())
			.addPrimaryKeyConstraint("feedback_key", [
				"workspace_id",
				"person_id",
				"kind",
				"channel_id",
				"subject_id",
			])
			.execute();
		await database.schema
			.createTable("feedback_count")
			.addColumn("workspace_id", "text", (column) => column.notNull())
			.addColumn("kind", "text", (column) => column.notNull())
			.addColumn("channel_id", "text", (column) => column.notNull())
			.addColumn("subject_id", "text", (column) => column.notNull())
			.addColumn("helpful", "integer", (column) => column.notNull())
			.addColumn("not_for_me", "integer", (column) => column.notNull())
			.addPrimaryKeyConstraint("feedback_count_key", [
				"workspace_id",
				"kind",
				"channel_id",
				"subject_id",
			])
			.execute();
	},
};
