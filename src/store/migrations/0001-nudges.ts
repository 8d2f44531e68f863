import { type Migration, sql } from "kysely";

/** Schedules, their deliveries, and how fast workspaces take messages. */
export const nudges: Migration = {
	async up(database) {
		await database.schema
			.createTable("schedule")
			.addColumn("id", "text", (column) => column.primaryKey())
			.addColumn("workspace_id", "text", (column) => column.notNull())
			.addColumn("channel_id", "text", (column) => column.notNull())
			.addColumn("series", "text", (column) => column.notNull())
			.addColumn("weekday", "integer", (column) => column.notNull())
			.addColumn("time", "text", (column) => column.notNull())
			.addColumn("time_zone", "text", (column) => column.notNull())
			.addColumn("vision", "text")
			.addColumn("skip_dates", "text", (column) => column.notNull())
			.addColumn("holiday_country", "text")
			.addColumn("holiday_then", "text")
			.addColumn("paused_until", "text")
			.addColumn("hard_week_until", "text")
			.addColumn("set_up_by", "text", (column) => column.notNull())
			.addColumn("changed_by", "text", (column) => column.notNull())
			.addColumn("broken_by", "text")
			.addColumn("version", "integer", (column) => column.notNull())
			.addColumn("next_run_at", "bigint")
			.addColumn("next_slot", "text")
			.execute();
		await database.schema
			.createIndex("schedule_next_run")
			.on("schedule")
			.column("next_run_at")
			.where(sql.ref("next_run_at"), "is not", null)
			.execute();
		await database.schema
			.createIndex("schedule_channel")
			.on("schedule")
			.columns(["workspace_id", "channel_id"])
			.execute();
		await database.schema
			.createTable("delivery")
			.addColumn("schedule_id", "text", (column) => column.notNull())
			.addColumn("slot", "text", (column) => column.notNull())
			.addColumn("workspace_id", "text", (column) => column.notNull())
			.addColumn("channel_id", "text", (column) => column.notNull())
			.addColumn("slot_at", "bigint", (column) => column.notNull())
			.addColumn("status", "text", (column) => column.notNull())
			.addColumn("skipped", "text")
			.addColumn("error", "text")
			.addColumn("nudge_id", "text")
			.addColumn("fence", "integer", (column) => column.notNull().defaultTo(0))
			.addColumn("attempts", "integer", (column) =>
				column.notNull().defaultTo(0),
			)
			.addColumn("send_after", "bigint", (column) => column.notNull())
			.addColumn("wake_at", "bigint")
			.addColumn("posting_at", "bigint")
			.addColumn("ts", "text")
			// No reference to the schedule: what a channel has had outlives it.
			.addPrimaryKeyConstraint("delivery_key", ["schedule_id", "slot"])
			.execute();
		await database.schema
			.createIndex("delivery_wake")
			.on("delivery")
			.columns(["status", "wake_at"])
			.where(sql.ref("wake_at"), "is not", null)
			.execute();
		await database.schema
			.createIndex("delivery_workspace_wake")
			.on("delivery")
			.columns(["workspace_id", "wake_at"])
			.where(sql.ref("wake_at"), "is not", null)
			.execute();
		await database.schema
			.createIndex("delivery_channel")
			.on("delivery")
			.columns(["workspace_id", "channel_id", "slot_at"])
			.execute();
		await database.schema
			.createTable("pace")
			.addColumn("workspace_id", "text", (column) => column.primaryKey())
			.addColumn("per_second", "double precision", (column) => column.notNull())
			.addColumn("learned_at", "bigint", (column) => column.notNull())
			.execute();
	},
};
