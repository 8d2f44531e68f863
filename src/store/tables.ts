import type { Generated, Kysely, Selectable } from "kysely";

/** Moments are milliseconds since 1970; lists and values with parts are JSON; what people wrote is locked. */
export type Tables = {
	schedule: ScheduleRow;
	delivery: DeliveryTable;
	feedback: FeedbackRow;
	feedback_count: FeedbackCountRow;
	pace: PaceRow;
	sending: { workspace_id: string; held_by: string; held_until: number };
	pulse: { id: number; beats: number };
};

/** An open database. */
export type Database = {
	rows: Kysely<Tables>;
	/** Whether several connections can lock rows apart from one another, as on PostgreSQL. */
	locksRows: boolean;
};

/** How fast a workspace takes messages; the burst is not known of those learned before it was kept. */
type PaceRow = {
	workspace_id: string;
	per_second: number;
	burst: number | null;
	learned_at: number;
};

/** A channel's weekly appointment; `next_run_at` is empty while it is off, broken or has no slot left. */
export type ScheduleRow = {
	id: string;
	workspace_id: string;
	channel_id: string;
	series: string;
	weekday: number;
	time: string;
	time_zone: string;
	vision: string | null;
	skip_dates: string;
	holiday_country: string | null;
	holiday_then: string | null;
	paused_until: string | null;
	hard_week_until: string | null;
	set_up_by: string;
	changed_by: string;
	broken_by: string | null;
	/** Grows with every change by a person. */
	version: number;
	next_run_at: number | null;
	next_slot: string | null;
};

/** A slot's one delivery; its key is the schedule and the slot. */
type DeliveryTable = {
	schedule_id: string;
	slot: string;
	workspace_id: string;
	channel_id: string;
	slot_at: number;
	status: string;
	skipped: string | null;
	error: string | null;
	nudge_id: string | null;
	/** Grows whenever somebody takes the row; who took it before can write no more. */
	fence: Generated<number>;
	attempts: Generated<number>;
	send_after: number;
	/** When to look at it again: to send it, after the lease of whoever has it, or to tell of it. Empty once all is settled. */
	wake_at: number | null;
	posting_at: number | null;
	ts: string | null;
	/** When somebody wanted it posted after all. */
	asked_at: Generated<number | null>;
};
/** A delivery as it is read. */
export type DeliveryRow = Selectable<DeliveryTable>;

/** What somebody said of a tip, or of a nudge in a channel; `channel_id` is empty for tips. */
export type FeedbackRow = {
	workspace_id: string;
	person_id: string;
	kind: string;
	channel_id: string;
	subject_id: string;
	opinion: string;
};

/** How many said what: kept beside the opinions, so that asking does not count them all. */
type FeedbackCountRow = {
	workspace_id: string;
	kind: string;
	channel_id: string;
	subject_id: string;
	helpful: number;
	not_for_me: number;
};
