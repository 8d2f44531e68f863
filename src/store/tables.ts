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
	person: PersonRow;
	incoming: IncomingRow;
	conversation: ConversationRow;
	plan: PlanRow;
	cleaning: CleaningRow;
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

/** Somebody: where they are, whether they want quiet, the local day of the last unasked message, and who answers them now. */
type PersonRow = {
	workspace_id: string;
	person_id: string;
	time_zone: string | null;
	zone_at: number | null;
	quiet_until: string | null;
	unasked_on: string | null;
	held_by: string | null;
	held_until: number | null;
};

/** Something that came from a person, once; `words` and `replies` are locked, and empty when it is done. */
export type IncomingRow = {
	workspace_id: string;
	event_id: string;
	person_id: string;
	channel_id: string;
	kind: string;
	event_ts: string;
	/** The message that it is about. */
	ts: string;
	thread_ts: string | null;
	words: string | null;
	status: string;
	replies: string | null;
	reply_ts: string | null;
	at: number;
};

/** A conversation; `words` is locked. */
export type ConversationRow = {
	workspace_id: string;
	person_id: string;
	thread: string;
	channel_id: string;
	words: string;
	is_over: number;
	version: number;
	begun_at: number;
	at: number;
};

/** A plan; `words` is locked. `ask_at` is empty while nobody is to be asked. */
export type PlanRow = {
	id: string;
	workspace_id: string;
	person_id: string;
	channel_id: string;
	thread_ts: string | null;
	words: string;
	state: string;
	on_date: string | null;
	on_hour: number | null;
	time_zone: string;
	ask_at: number | null;
	asked_at: number | null;
	moved: number;
	made_at: number;
	done_at: number | null;
	version: number;
};

/** A day on which what was due to go went, and how much that was. */
type CleaningRow = {
	day: string;
	at: number;
	conversations: number;
	plans: number;
	messages: number;
};
