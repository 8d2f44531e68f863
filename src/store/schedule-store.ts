import type { Schedule, Slot, Weekday } from "../nudges/schedule.js";
import type { Lock } from "../slack/lock.js";
import type { Database, ScheduleRow } from "./tables.js";

/** A schedule as it is kept: which edition this is, and when it comes next, if at all. */
export type KeptSchedule = Schedule & {
	version: number;
	next: Slot | undefined;
};

/** Every channel's schedules. When one comes next is not known here: it is handed in. */
export type ScheduleStore = {
	add(schedule: Schedule, next: Slot | undefined): Promise<void>;
	/**
	 * Puts a schedule in place of edition `seen`. False where somebody else changed or removed it in between: nothing is
	 * written then.
	 */
	change(
		schedule: Schedule,
		seen: number,
		next: Slot | undefined,
	): Promise<boolean>;
	/** Removes a schedule and what of it was still to be sent. False where it is not there. */
	remove(workspaceId: string, id: string): Promise<boolean>;
	ofChannel(workspaceId: string, channelId: string): Promise<KeptSchedule[]>;
	ofWorkspace(workspaceId: string): Promise<KeptSchedule[]>;
	one(workspaceId: string, id: string): Promise<KeptSchedule | undefined>;
	/** Those of these ids that are still there, in any order. */
	byIds(ids: readonly string[]): Promise<KeptSchedule[]>;
	/**
	 * Pauses every schedule of a channel, or the one named, until a local date or "forever", and lets pass what was claimed but not begun;
	 * `undefined` lets them run again and forgets what broke them. Returns them as they stand then.
	 */
	pause(
		channel: {
			workspaceId: string;
			channelId: string;
			scheduleId?: string | undefined;
		},
		until: string | undefined,
		by: string,
		nextOf: (schedule: Schedule) => Slot | undefined,
	): Promise<KeptSchedule[]>;
	/** Stops a schedule for an error of Slack's. True the first time only, so that its owner is told once. */
	markBroken(id: string, error: string): Promise<boolean>;
};

/** The schedules in a database; `lock` keeps what the teams wrote. */
export function createScheduleStore(
	{ rows }: Database,
	lock: Lock,
): ScheduleStore {
	const kept = (row: ScheduleRow): KeptSchedule => ({
		...scheduleOf(row),
		vision:
			row.vision === null
				? undefined
				: lock.open(row.vision, visionNames(row.workspace_id, row.id)),
		version: row.version,
		next: slotOf(row),
	});
	return {
		async add(schedule, next) {
			await rows
				.insertInto("schedule")
				.values({ ...rowOf(schedule, next, lock), version: 1 })
				.execute();
		},

		async change(schedule, seen, next) {
			const { id, workspace_id, ...changes } = rowOf(schedule, next, lock);
			const changed = await rows
				.updateTable("schedule")
				.set({ ...changes, version: seen + 1 })
				.where("id", "=", id)
				.where("workspace_id", "=", workspace_id)
				.where("version", "=", seen)
				.returning("id")
				.executeTakeFirst();
			return changed !== undefined;
		},

		remove: (workspaceId, id) =>
			rows.transaction().execute(async (deed) => {
				const removed = await deed
					.deleteFrom("schedule")
					.where("id", "=", id)
					.where("workspace_id", "=", workspaceId)
					.returning("id")
					.executeTakeFirst();
				if (!removed) return false;
				await deed
					.deleteFrom("delivery")
					.where("schedule_id", "=", id)
					.where("status", "=", "claimed")
					.execute();
				return true;
			}),

		async ofChannel(workspaceId, channelId) {
			const found = await rows
				.selectFrom("schedule")
				.selectAll()
				.where("workspace_id", "=", workspaceId)
				.where("channel_id", "=", channelId)
				.orderBy("weekday")
				.orderBy("time")
				.orderBy("id")
				.execute();
			return found.map(kept);
		},

		async ofWorkspace(workspaceId) {
			const found = await rows
				.selectFrom("schedule")
				.selectAll()
				.where("workspace_id", "=", workspaceId)
				.orderBy("channel_id")
				.orderBy("id")
				.execute();
			return found.map(kept);
		},

		async one(workspaceId, id) {
			const found = await rows
				.selectFrom("schedule")
				.selectAll()
				.where("id", "=", id)
				.where("workspace_id", "=", workspaceId)
				.executeTakeFirst();
			return found && kept(found);
		},

		async byIds(ids) {
			if (ids.length === 0) return [];
			const found = await rows
				.selectFrom("schedule")
				.selectAll()
				.where("id", "in", [...new Set(ids)])
				.execute();
			return found.map(kept);
		},

		pause: ({ workspaceId, channelId, scheduleId }, until, by, nextOf) =>
			rows.transaction().execute(async (deed) => {
				const before = await deed
					.selectFrom("schedule")
					.selectAll()
					.where("workspace_id", "=", workspaceId)
					.where("channel_id", "=", channelId)
					.$if(scheduleId !== undefined, (these) =>
						these.where("id", "=", scheduleId as string),
					)
					.orderBy("id")
					.execute();
				const after: KeptSchedule[] = [];
				for (const row of before) {
					const paused = {
						...kept(row),
						pausedUntil: until,
						changedBy: by,
						...(until === undefined && { brokenBy: undefined }),
					};
					const next = paused.brokenBy ? undefined : nextOf(paused);
					const { version } = await deed
						.updateTable("schedule")
						.set((now) => ({
							paused_until: until ?? null,
							changed_by: by,
							broken_by: paused.brokenBy ?? null,
							...nextColumns(next),
							version: now("version", "+", 1),
						}))
						.where("id", "=", row.id)
						.returning("version")
						.executeTakeFirstOrThrow();
					after.push({ ...paused, version, next });
				}
				if (until !== undefined && before.length > 0)
					await deed
						.updateTable("delivery")
						.set((now) => ({
							status: "skipped",
							skipped: JSON.stringify(
								until === "forever"
									? { kind: "off" }
									: { kind: "paused", until },
							),
							wake_at: null,
							fence: now("fence", "+", 1),
						}))
						.where(
							"schedule_id",
							"in",
							before.map(({ id }) => id),
						)
						.where("status", "=", "claimed")
						.execute();
				return after;
			}),

		async markBroken(id, error) {
			const marked = await rows
				.updateTable("schedule")
				.set({ broken_by: error, ...nextColumns(undefined) })
				.where("id", "=", id)
				.where("broken_by", "is", null)
				.returning("id")
				.executeTakeFirst();
			return marked !== undefined;
		},
	};
}

/** What a row says, but for the vision, which stays locked. */
export function scheduleOf(row: ScheduleRow): Omit<Schedule, "vision"> {
	return {
		id: row.id,
		workspaceId: row.workspace_id,
		channelId: row.channel_id,
		series: JSON.parse(row.series) as Schedule["series"],
		weekday: row.weekday as Weekday,
		time: row.time,
		timeZone: row.time_zone,
		skipDates: JSON.parse(row.skip_dates) as string[],
		holidays:
			row.holiday_country === null
				? undefined
				: {
						country: row.holiday_country,
						// biome-ignore lint/suspicious/noThenProperty: a string, so nobody can take it for a promise
						then: row.holiday_then as "skip" | "move",
					},
		pausedUntil: row.paused_until ?? undefined,
		hardWeekUntil: row.hard_week_until ?? undefined,
		setUpBy: row.set_up_by,
		changedBy: row.changed_by,
		brokenBy: row.broken_by ?? undefined,
	};
}

/** The columns that say when a schedule comes next. */
export function nextColumns(
	next: Slot | undefined,
): Pick<ScheduleRow, "next_run_at" | "next_slot"> {
	return {
		next_run_at: next?.at.getTime() ?? null,
		next_slot: next?.date ?? null,
	};
}

/** The slot that a row waits for. */
export function slotOf(
	row: Pick<ScheduleRow, "next_run_at" | "next_slot">,
): Slot | undefined {
	return row.next_run_at === null || row.next_slot === null
		? undefined
		: { date: row.next_slot, at: new Date(row.next_run_at) };
}

function rowOf(
	schedule: Schedule,
	next: Slot | undefined,
	lock: Lock,
): Omit<ScheduleRow, "version"> {
	const { id, workspaceId, vision, holidays } = schedule;
	return {
		id,
		workspace_id: workspaceId,
		channel_id: schedule.channelId,
		series: JSON.stringify(schedule.series),
		weekday: schedule.weekday,
		time: schedule.time,
		time_zone: schedule.timeZone,
		vision:
			vision === undefined
				? null
				: lock.close(vision, visionNames(workspaceId, id)),
		skip_dates: JSON.stringify(schedule.skipDates),
		holiday_country: holidays?.country ?? null,
		holiday_then: holidays?.then ?? null,
		paused_until: schedule.pausedUntil ?? null,
		hard_week_until: schedule.hardWeekUntil ?? null,
		set_up_by: schedule.setUpBy,
		changed_by: schedule.changedBy,
		broken_by: schedule.brokenBy ?? null,
		...nextColumns(next),
	};
}

/** What a locked vision belongs to, so that it opens in no other row. */
function visionNames(workspaceId: string, scheduleId: string): string[] {
	return ["schedule.vision", workspaceId, scheduleId];
}
