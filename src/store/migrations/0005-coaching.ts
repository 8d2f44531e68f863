import { type Migration, sql } from "kysely";

/** People, what they write to the coach, their conversations and plans, and the daily cleaning. */
export const coaching: Migration = {
	async up(database) {
		await database.schema
			.createTable("person")
			.addColumn("workspace_id", "text", (column) => column.notNull())
			.addColumn("person_id", "text", (column) => column.notNull())
			.addColumn("time_zone", "text")
			.addColumn("zone_at", "bigint")
			.addColumn("quiet_until", "text")
			.addColumn("unasked_on", "text")
			.addColumn("held_by", "text")
			.addColumn("held_until", "bigint")
			.addPrimaryKeyConstraint("person_key", ["workspace_id", "person_id"])
			.execute();
		await database.schema
			.createTable("incoming")
			.addColumn("workspace_id", "text", (column) => column.notNull())
			.addColumn("event_id", "text", (column) => column.notNull())
			.addColumn("person_id", "text", (column) => column.notNull())
			.addColumn("channel_id", "text", (column) => column.notNull())
			.addColumn("kind", "text", (column) => column.notNull())
			.addColumn("event_ts", "text", (column) => column.notNull())
			.addColumn("ts", "text", (column) => column.notNull())
			.addColumn("thread_ts", "text")
			.addColumn("words", "text")
			.addColumn("status", "text", (column) => column.notNull())
			.addColumn("replies", "text")
			.addColumn("reply_ts", "text")
			.addColumn("at", "bigint", (column) => column.notNull())
			.addPrimaryKeyConstraint("incoming_key", ["workspace_id", "event_id"])
			.execute();
		await database.schema
			.createIndex("incoming_open")
			.on("incoming")
			.columns(["at"])
			.where(sql.ref("status"), "<>", "done")
			.execute();
		await database.schema
			.createIndex("incoming_person")
			.on("incoming")
			.columns(["workspace_id", "person_id", "event_ts"])
			.execute();
		await database.schema
			.createTable("conversation")
			.addColumn("workspace_id", "text", (column) => column.notNull())
			.addColumn("person_id", "text", (column) => column.notNull())
			.addColumn("thread", "text", (column) => column.notNull())
			.addColumn("channel_id", "text", (column) => column.notNull())
			.addColumn("words", "text", (column) => column.notNull())
			.addColumn("is_over", "integer", (column) => column.notNull())
			.addColumn("version", "integer", (column) => column.notNull())
			.addColumn("begun_at", "bigint", (column) => column.notNull())
			.addColumn("at", "bigint", (column) => column.notNull())
			.addPrimaryKeyConstraint("conversation_key", [
				"workspace_id",
				"person_id",
				"thread",
			])
			.execute();
		await database.schema
			.createTable("plan")
			.addColumn("id", "text", (column) => column.primaryKey())
			.addColumn("workspace_id", "text", (column) => column.notNull())
			.addColumn("person_id", "text", (column) => column.notNull())
			.addColumn("channel_id", "text", (column) => column.notNull())
			.addColumn("thread_ts", "text")
			.addColumn("words", "text", (column) => column.notNull())
			.addColumn("state", "text", (column) => column.notNull())
			.addColumn("on_date", "text")
			.addColumn("on_hour", "integer")
			.addColumn("time_zone", "text", (column) => column.notNull())
			.addColumn("ask_at", "bigint")
			.addColumn("asked_at", "bigint")
			.addColumn("moved", "integer", (column) => column.notNull())
			.addColumn("made_at", "bigint", (column) => column.notNull())
			.addColumn("done_at", "bigint")
			.addColumn("version", "integer", (column) => column.notNull())
			.execute();
		await database.schema
			.createIndex("plan_ask")
			.on("plan")
			.column("ask_at")
			.where(sql.ref("ask_at"), "is not", null)
			.execute();
		await database.schema
			.createIndex("plan_person")
			.on("plan")
			.columns(["workspace_id", "person_id"])
			.execute();
		await database.schema
			.createTable("cleaning")
			.addColumn("day", "text", (column) => column.primaryKey())
			.addColumn("at", "bigint", (column) => column.notNull())
			.addColumn("conversations", "integer", (column) => column.notNull())
			.addColumn("plans", "integer", (column) => column.notNull())
			.addColumn("messages", "integer", (column) => column.notNull())
			.execute();
	},
};
