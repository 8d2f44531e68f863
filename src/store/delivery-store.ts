import { type Insertable, type Kysely, sql } from "kysely";
import type { DeliveryStatus, SkipReason } from "../nudges/delivery.js";
import type { Schedule, Slot } from "../nudges/schedule.js";
import { nextColumns, scheduleOf, slotOf } from "./schedule-store.js";
import type { Database, DeliveryRow, ScheduleRow, Tables } from "./tables.js";

/** A slot's one delivery, as it stands. */
export type Delivery = {
	/** Made of the schedule's id and the slot's date. */
	id: string;
	scheduleId: string;
	workspaceId: string;
	channelId: string;
	slot: Slot;
	status: DeliveryStatus;
	/** Why it was let pass. */
	skipped: SkipReason | undefined;
	/** Slack's error, where it failed. */
	error: string | undefined;
	nudgeId: string | undefined;
	fence: number;
	/** How often it has been begun. */
	attempts: number;
	sendAfter: Date;
	postingAt: Date | undefined;
	/** Slack's name of the message. */
	ts: string | undefined;
	/** When somebody wanted it posted after all, where nobody knew whether it was. */
	askedAt: Date | undefined;
};

/** The right to write to a delivery: gone as soon as somebody else takes it. */
type Hold = Pick<Delivery, "id" | "fence">;

/** One that is still to be sent, as it stands. */
export type Waiting = Pick<Delivery, "id" | "fence" | "sendAfter">;

/** A schedule whose slot has come. The vision stays locked: planning does not need it. */
type DueSchedule = Omit<Schedule, "vision"> & { next: Slot };

/** What becomes of every slot of a schedule that has come, and which comes next. */
export type Plan = {
	slots: readonly (Slot & ({ sendAfter: Date } | { skipped: SkipReason }))[];
	next: Slot | undefined;
};

/**
 * What a round of claiming came to. `due`: the schedules it saw. `unplanned`: those that no plan could be made for;
 * they are marked as broken by `no_plan`, so that they hold up nobody else.
 */
type Claimed = {
	due: number;
	claimed: number;
	skipped: number;
	unplanned: readonly { scheduleId: string; error: unknown }[];
};

/** A nudge that a channel has had, or may have had. */
type HadNudge = {
	nudgeId: string;
	scheduleId: string;
	/** The slot's local date. */
	date: string;
	at: Date;
};

/**
 * Every slot's delivery, each once. Whoever takes one has it for the length of a lease and proves it with its `fence`:
 * a write that comes after somebody else took it changes nothing and answers false.
 */
export type DeliveryStore = {
	/**
	 * Claims up to `limit` due schedules at once, by a plan for each; where there is none yet, it stays due. Call again
	 * until `due` is less than `limit`.
	 */
	claimDue(
		now: Date,
		limit: number,
		plan: (schedule: DueSchedule) => Plan | undefined,
	): Promise<Claimed>;
	/** Takes deliveries that may be sent now, those first that waited longest: all, or one workspace's up to a moment. */
	takeReady(
		now: Date,
		leaseMs: number,
		limit: number,
		of?: { workspaceId: string; upTo: Date },
	): Promise<Delivery[]>;
	/** The workspaces that still have something to be sent, and when the first of it may go. */
	waitingWorkspaces(): Promise<{ workspaceId: string; next: Date }[]>;
	/** What a workspace still has to be sent and nobody has taken, the earliest first, after `after`. */
	waiting(
		workspaceId: string,
		limit: number,
		after?: Waiting,
	): Promise<Waiting[]>;
	/** Sets when they may be sent, but for those that somebody took in between. */
	retime(rows: readonly Waiting[]): Promise<void>;
	/** Takes those that somebody began whose lease is over: it must be found out what became of them. */
	takeStranded(now: Date, leaseMs: number, limit: number): Promise<Delivery[]>;
	/** Writes down that it may be sent from now on. False, also where the lease is over: do not send. */
	beginPosting(hold: Hold, nudgeId: string, now: Date): Promise<boolean>;
	sent(hold: Hold, ts: string): Promise<boolean>;
	/** It was not sent, as far as anybody can see, and may be again. */
	backToClaimed(hold: Hold, sendAfter: Date): Promise<boolean>;
	/** The same where it was begun and certainly never arrived: that is no attempt. */
	unbegin(hold: Hold, sendAfter: Date): Promise<boolean>;
	/** Lets one pass that has not been begun. */
	skip(hold: Hold, reason: SkipReason): Promise<boolean>;
	/** Slack refuses it; with `tellAt` somebody is to be told. */
	failed(hold: Hold, error: string, tellAt?: Date): Promise<boolean>;
	/** It will never be known whether it was sent; with `tellAt` somebody is to be told. */
	unknown(hold: Hold, tellAt?: Date): Promise<boolean>;
	/** Takes those that somebody is still to be told of. */
	takeUntold(now: Date, leaseMs: number, limit: number): Promise<Delivery[]>;
	/** Nobody needs to be told of it any more, or is to be told at a later moment. */
	told(hold: Hold, againAt?: Date): Promise<boolean>;
	/** Lets an unknown one be sent after all: true for one caller only. */
	postNow(workspaceId: string, id: string, now: Date): Promise<boolean>;
	/** Pushes all that a workspace still has to be sent back by `byMs`, in the order it has. */
	pushBack(workspaceId: string, byMs: number, now: Date): Promise<void>;
	/** When the last of those may go that a workspace still has to be sent. */
	lastSendAfter(workspaceId: string): Promise<Date | undefined>;
	one(workspaceId: string, id: string): Promise<Delivery | undefined>;
	/** A schedule's deliveries, the latest first. */
	past(scheduleId: string, limit: number): Promise<Delivery[]>;
	/** The nudges that came to a channel since a moment, the latest first; those that may have come count as come. */
	recentNudges(
		channel: { workspaceId: string; channelId: string },
		since: Date,
	): Promise<HadNudge[]>;
};

/** Every one by its name, as SQLite returns no "delivery.*" and PostgreSQL would return what was joined as well. */
const columns = [
	"delivery.schedule_id",
	"delivery.slot",
	"delivery.workspace_id",
	"delivery.channel_id",
	"delivery.slot_at",
	"delivery.status",
	"delivery.skipped",
	"delivery.error",
	"delivery.nudge_id",
	"delivery.fence",
	"delivery.attempts",
	"delivery.send_after",
	"delivery.wake_at",
	"delivery.posting_at",
	"delivery.ts",
	"delivery.asked_at",
] as const;

/** A statement of SQLite's takes 32,766 values, and a new row has nine. */
const mostRowsAtOnce = 1000;
const mostTimesAtOnce = 250;

/** The deliveries in a database. */
export function createDeliveryStore({
	rows,
	locksRows,
}: Database): DeliveryStore {
	/** Writes to a delivery if the hold is good and it stands where it should; beginning it also needs a lease that lasts. */
	const write = async (
		{ id, fence }: Hold,
		from: readonly DeliveryStatus[],
		changes: Partial<DeliveryRow>,
		beginningAt?: Date,
	) => {
		const written = await rows
			.updateTable("delivery")
			.set((now) => ({
				...changes,
				...(beginningAt && { attempts: now("attempts", "+", 1) }),
			}))
			.where("schedule_id", "=", keyOf(id).scheduleId)
			.where("slot", "=", keyOf(id).slot)
			.where("fence", "=", fence)
			.where("status", "in", from)
			.$if(beginningAt !== undefined, (mine) =>
				mine.where("wake_at", ">", (beginningAt as Date).getTime()),
			)
			.returning("slot")
			.executeTakeFirst();
		return written !== undefined;
	};

	const take = async (
		statuses: readonly DeliveryStatus[],
		now: Date,
		leaseMs: number,
		limit: number,
		of?: { workspaceId: string; upTo: Date },
	) => {
		const taken = await rows
			.with("awake", (query) =>
				query
					.selectFrom("delivery")
					.select(["schedule_id", "slot"])
					.where("status", "in", statuses)
					.where("wake_at", "<=", (of?.upTo ?? now).getTime())
					.$if(of !== undefined, (these) =>
						these.where("workspace_id", "=", of?.workspaceId ?? ""),
					)
					.orderBy("wake_at")
					.limit(limit)
					.$if(locksRows, (these) => these.forUpdate().skipLocked()),
			)
			.updateTable("delivery")
			.from("awake")
			.set((row) => ({
				fence: row("fence", "+", 1),
				wake_at: now.getTime() + leaseMs,
			}))
			.whereRef("delivery.schedule_id", "=", "awake.schedule_id")
			.whereRef("delivery.slot", "=", "awake.slot")
			.returning(columns)
			.execute();
		return taken
			.map(deliveryOf)
			.sort((a, b) => a.sendAfter.getTime() - b.sendAfter.getTime());
	};

	return {
		async claimDue(now, limit, plan) {
			// Mostly nothing is due: then one question does.
			const any = await rows
				.selectFrom("schedule")
				.select("id")
				.where("next_run_at", "<=", now.getTime())
				.orderBy("next_run_at")
				.limit(1)
				.executeTakeFirst();
			if (!any) return { due: 0, claimed: 0, skipped: 0, unplanned: [] };
			return rows.transaction().execute(async (deed) => {
				const due = await deed
					.selectFrom("schedule")
					.selectAll()
					.where("next_run_at", "<=", now.getTime())
					.orderBy("next_run_at")
					.limit(limit)
					.$if(locksRows, (these) => these.forUpdate().skipLocked())
					.execute();
				const planned: { row: ScheduleRow; plan: Plan }[] = [];
				const unplanned: { scheduleId: string; error: unknown }[] = [];
				for (const row of due)
					try {
						const next = slotOf(row) as Slot;
						const made = plan({ ...scheduleOf(row), next });
						if (made) planned.push({ row, plan: made });
					} catch (error) {
						unplanned.push({ scheduleId: row.id, error });
					}
				const written = await insertPlanned(deed, planned);
				await setNext(deed, planned);
				if (unplanned.length > 0)
					await deed
						.updateTable("schedule")
						.set({ broken_by: "no_plan", ...nextColumns(undefined) })
						.where(
							"id",
							"in",
							unplanned.map(({ scheduleId }) => scheduleId),
						)
						.execute();
				const claimed = written.filter(
					({ status }) => status === "claimed",
				).length;
				return {
					due: due.length,
					claimed,
					skipped: written.length - claimed,
					unplanned,
				};
			});
		},

		takeReady: (now, leaseMs, limit, of) =>
			take(["claimed"], now, leaseMs, limit, of),

		takeStranded: (now, leaseMs, limit) =>
			take(["posting"], now, leaseMs, limit),

		takeUntold: (now, leaseMs, limit) =>
			take(["failed", "unknown"], now, leaseMs, limit),

		told: (hold, againAt) =>
			write(hold, ["failed", "unknown"], {
				wake_at: againAt?.getTime() ?? null,
			}),

		async waitingWorkspaces() {
			// From one workspace to the next in the index, as counting through all rows would cost with every one of them.
			const found = await sql<{ workspace_id: string; next: number }>`
				with recursive here (workspace_id) as (
					select min(workspace_id) from delivery where wake_at is not null
					union all
					select (select min(workspace_id) from delivery
						where wake_at is not null and workspace_id > here.workspace_id)
					from here where here.workspace_id is not null
				)
				select workspace_id, next from (
					select workspace_id, (select min(wake_at) from delivery
						where wake_at is not null and status = 'claimed'
						and delivery.workspace_id = here.workspace_id) as next
					from here where workspace_id is not null
				) as waiting where next is not null
			`.execute(rows);
			return found.rows.map(({ workspace_id, next }) => ({
				workspaceId: workspace_id,
				next: new Date(next),
			}));
		},

		async waiting(workspaceId, limit, after) {
			const from = after?.sendAfter.getTime();
			const found = await rows
				.selectFrom("delivery")
				.select(["schedule_id", "slot", "fence", "wake_at"])
				.where("workspace_id", "=", workspaceId)
				.where("wake_at", "is not", null)
				.where("status", "=", "claimed")
				// Of those that somebody has taken it is the end of the lease.
				.whereRef("wake_at", "=", "send_after")
				.$if(from !== undefined, (these) =>
					these
						.where("wake_at", ">=", from as number)
						.where(({ or, eb }) =>
							or([
								eb("wake_at", ">", from as number),
								eb("schedule_id", ">", keyOf(after?.id ?? "").scheduleId),
							]),
						),
				)
				.orderBy("wake_at")
				.orderBy("schedule_id")
				.limit(limit)
				.execute();
			return found.map((row) => ({
				id: `${row.schedule_id}.${row.slot}`,
				fence: row.fence,
				sendAfter: new Date(row.wake_at as number),
			}));
		},

		async retime(changed) {
			for (let from = 0; from < changed.length; from += mostTimesAtOnce) {
				const values = changed
					.slice(from, from + mostTimesAtOnce)
					.map(({ id, fence, sendAfter }) => {
						const { scheduleId, slot } = keyOf(id);
						return sql`(cast(${scheduleId} as text), cast(${slot} as text), cast(${fence} as integer), cast(${sendAfter.getTime()} as bigint))`;
					});
				await sql`
					with changed (id, day, held, at) as (values ${sql.join(values)})
					update delivery set send_after = changed.at, wake_at = changed.at
					from changed where delivery.schedule_id = changed.id and delivery.slot = changed.day
					and delivery.fence = changed.held and delivery.status = 'claimed'
					and delivery.wake_at = delivery.send_after
				`.execute(rows);
			}
		},

		beginPosting: (hold, nudgeId, now) =>
			write(
				hold,
				["claimed"],
				{ status: "posting", nudge_id: nudgeId, posting_at: now.getTime() },
				now,
			),

		sent: (hold, ts) =>
			write(hold, ["posting"], { status: "sent", ts, wake_at: null }),

		backToClaimed: (hold, sendAfter) =>
			write(hold, ["claimed", "posting"], {
				status: "claimed",
				send_after: sendAfter.getTime(),
				wake_at: sendAfter.getTime(),
			}),

		async unbegin({ id, fence }, sendAfter) {
			const written = await rows
				.updateTable("delivery")
				.set((now) => ({
					status: "claimed",
					attempts: now("attempts", "-", 1),
					send_after: sendAfter.getTime(),
					wake_at: sendAfter.getTime(),
				}))
				.where("schedule_id", "=", keyOf(id).scheduleId)
				.where("slot", "=", keyOf(id).slot)
				.where("fence", "=", fence)
				.where("status", "=", "posting")
				.returning("slot")
				.executeTakeFirst();
			return written !== undefined;
		},

		skip: (hold, reason) =>
			write(hold, ["claimed"], {
				status: "skipped",
				skipped: JSON.stringify(reason),
				wake_at: null,
			}),

		failed: (hold, error, tellAt) =>
			write(hold, ["claimed", "posting"], {
				status: "failed",
				error,
				wake_at: tellAt?.getTime() ?? null,
			}),

		unknown: (hold, tellAt) =>
			write(hold, ["posting"], {
				status: "unknown",
				wake_at: tellAt?.getTime() ?? null,
			}),

		async postNow(workspaceId, id, now) {
			const freed = await rows
				.updateTable("delivery")
				.set({
					status: "claimed",
					send_after: now.getTime(),
					wake_at: now.getTime(),
					asked_at: now.getTime(),
				})
				.where("schedule_id", "=", keyOf(id).scheduleId)
				.where("slot", "=", keyOf(id).slot)
				.where("workspace_id", "=", workspaceId)
				.where("status", "=", "unknown")
				.returning("slot")
				.executeTakeFirst();
			return freed !== undefined;
		},

		async pushBack(workspaceId, byMs, now) {
			const later = (column: "wake_at" | "send_after") => {
				const moment = sql.ref<number>(column);
				const at = sql<number>`cast(${now.getTime()} as bigint)`;
				return sql<number>`case when ${moment} < ${at} then ${at} else ${moment} end + ${byMs}`;
			};
			await rows
				.updateTable("delivery")
				.set({ send_after: later("send_after"), wake_at: later("wake_at") })
				.where("workspace_id", "=", workspaceId)
				.where("wake_at", "is not", null)
				.where("status", "=", "claimed")
				.execute();
		},

		async lastSendAfter(workspaceId) {
			const { last } = await rows
				.selectFrom("delivery")
				.select((row) => row.fn.max("send_after").as("last"))
				.where("workspace_id", "=", workspaceId)
				.where("wake_at", "is not", null)
				.where("status", "=", "claimed")
				.executeTakeFirstOrThrow();
			return last === null ? undefined : new Date(last);
		},

		async one(workspaceId, id) {
			const row = await rows
				.selectFrom("delivery")
				.selectAll()
				.where("schedule_id", "=", keyOf(id).scheduleId)
				.where("slot", "=", keyOf(id).slot)
				.where("workspace_id", "=", workspaceId)
				.executeTakeFirst();
			return row && deliveryOf(row);
		},

		async past(scheduleId, limit) {
			const found = await rows
				.selectFrom("delivery")
				.selectAll()
				.where("schedule_id", "=", scheduleId)
				.orderBy("slot", "desc")
				.limit(limit)
				.execute();
			return found.map(deliveryOf);
		},

		async recentNudges({ workspaceId, channelId }, since) {
			const found = await rows
				.selectFrom("delivery")
				.select(["nudge_id", "schedule_id", "slot", "slot_at"])
				.where("workspace_id", "=", workspaceId)
				.where("channel_id", "=", channelId)
				.where("slot_at", ">=", since.getTime())
				.where("status", "in", ["posting", "sent", "unknown"])
				.where("nudge_id", "is not", null)
				.orderBy("slot_at", "desc")
				.orderBy("schedule_id")
				.execute();
			return found.map(({ nudge_id, schedule_id, slot, slot_at }) => ({
				nudgeId: nudge_id as string,
				scheduleId: schedule_id,
				date: slot,
				at: new Date(slot_at),
			}));
		},
	};
}

type Planned = readonly { row: ScheduleRow; plan: Plan }[];

async function insertPlanned(deed: Kysely<Tables>, planned: Planned) {
	const deliveries = planned.flatMap(({ row, plan }) =>
		plan.slots.map((slot) => newDelivery(row, slot)),
	);
	const written: Pick<DeliveryRow, "status">[] = [];
	for (let from = 0; from < deliveries.length; from += mostRowsAtOnce)
		written.push(
			...(await deed
				.insertInto("delivery")
				.values(deliveries.slice(from, from + mostRowsAtOnce))
				.onConflict((clash) => clash.doNothing())
				.returning("status")
				.execute()),
		);
	return written;
}

/** Moves all on in one statement; the casts tell PostgreSQL what the values are. */
async function setNext(deed: Kysely<Tables>, planned: Planned) {
	if (planned.length === 0) return;
	const values = planned.map(({ row, plan }) => {
		const { next_run_at, next_slot } = nextColumns(plan.next);
		return sql`(cast(${row.id} as text), cast(${next_run_at} as bigint), cast(${next_slot} as text))`;
	});
	await sql`
		with planned (id, run_at, slot) as (values ${sql.join(values)})
		update schedule set next_run_at = planned.run_at, next_slot = planned.slot
		from planned where schedule.id = planned.id
	`.execute(deed);
}

function newDelivery(
	schedule: ScheduleRow,
	slot: Plan["slots"][number],
): Insertable<Tables["delivery"]> {
	const sendAfter = ("sendAfter" in slot ? slot.sendAfter : slot.at).getTime();
	return {
		schedule_id: schedule.id,
		slot: slot.date,
		workspace_id: schedule.workspace_id,
		channel_id: schedule.channel_id,
		slot_at: slot.at.getTime(),
		status: "skipped" in slot ? "skipped" : "claimed",
		skipped: "skipped" in slot ? JSON.stringify(slot.skipped) : null,
		send_after: sendAfter,
		wake_at: "skipped" in slot ? null : sendAfter,
	};
}

function deliveryOf(row: DeliveryRow): Delivery {
	return {
		id: `${row.schedule_id}.${row.slot}`,
		scheduleId: row.schedule_id,
		workspaceId: row.workspace_id,
		channelId: row.channel_id,
		slot: { date: row.slot, at: new Date(row.slot_at) },
		status: row.status as DeliveryStatus,
		skipped:
			row.skipped === null
				? undefined
				: (JSON.parse(row.skipped) as SkipReason),
		error: row.error ?? undefined,
		nudgeId: row.nudge_id ?? undefined,
		fence: row.fence,
		attempts: row.attempts,
		sendAfter: new Date(row.send_after),
		postingAt: row.posting_at === null ? undefined : new Date(row.posting_at),
		ts: row.ts ?? undefined,
		askedAt: row.asked_at === null ? undefined : new Date(row.asked_at),
	};
}

function keyOf(id: string): { scheduleId: string; slot: string } {
	const dot = id.lastIndexOf(".");
	return { scheduleId: id.slice(0, dot), slot: id.slice(dot + 1) };
}
