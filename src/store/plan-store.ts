import type { Kysely } from "kysely";
import type { Theme } from "../guidance/theme.js";
import type { KeptPlan, PlanState } from "../plans/kept-plan.js";
import type { Lock } from "../slack/lock.js";
import type { Owner } from "../slack/seal.js";
import { claimDay } from "./person-store.js";
import type { Database, PlanRow, Tables } from "./tables.js";

/** People's plans, and when each is to be asked about. */
export type PlanStore = {
	add(plan: KeptPlan): Promise<void>;
	/** A person's plans: those still open first, by day, then the others, the latest first. */
	ofPerson(owner: Owner): Promise<KeptPlan[]>;
	one(owner: Owner, id: string): Promise<KeptPlan | undefined>;
	/** A plan by its id alone, for the delivery of its question. */
	byId(workspaceId: string, id: string): Promise<KeptPlan | undefined>;
	/** Puts a plan in place of the edition that it was read as. False where somebody changed it in between. */
	change(plan: KeptPlan): Promise<boolean>;
	/** Plans whose moment has come, the earliest first. */
	due(now: Date, limit: number): Promise<KeptPlan[]>;
	/**
	 * Lets a due plan's question be delivered as the one message that comes unasked on the person's local day; where that
	 * has come already, puts it off until `otherwise`. True where it is to be delivered.
	 */
	claimQuestion(
		plan: KeptPlan,
		day: { date: string; otherwise: Date },
		now: Date,
	): Promise<boolean>;
	/** Puts the question off, unless the plan was changed in between. */
	putOff(plan: KeptPlan, at: Date): Promise<void>;
};

/** What the deliveries of a plan's questions are filed under. */
function filedUnder(planId: string): string {
	return `plan:${planId}`;
}

/** The plan whose question a delivery brings. */
export function planOf(scheduleId: string): string | undefined {
	return scheduleId.startsWith("plan:") ? scheduleId.slice(5) : undefined;
}

/** The plans in a database; `lock` keeps the words. */
export function createPlanStore({ rows }: Database, lock: Lock): PlanStore {
	const read = (row: PlanRow) => planIn(row, lock);
	const change = async (deed: Kysely<Tables>, plan: KeptPlan) => {
		const { id, version: _, ...changes } = rowOf(plan, lock);
		const changed = await deed
			.updateTable("plan")
			.set({ ...changes, version: plan.version + 1 })
			.where("id", "=", id)
			.where("version", "=", plan.version)
			.returning("id")
			.executeTakeFirst();
		return changed !== undefined;
	};
	return {
		add: (plan) => insertPlan(rows, plan, lock),

		async ofPerson({ workspaceId, personId }) {
			const found = await rows
				.selectFrom("plan")
				.selectAll()
				.where("workspace_id", "=", workspaceId)
				.where("person_id", "=", personId)
				.orderBy("made_at")
				.execute();
			const plans = found.flatMap((row) => read(row) ?? []);
			const day = ({ on }: KeptPlan) => on?.date ?? "9999";
			const open = plans.filter(({ state }) => state === "open");
			const over = plans.filter(({ state }) => state !== "open");
			return [
				...open.sort((a, b) => (day(a) < day(b) ? -1 : 1)),
				...over.sort(
					(a, b) => (b.doneAt?.getTime() ?? 0) - (a.doneAt?.getTime() ?? 0),
				),
			];
		},

		async one({ workspaceId, personId }, id) {
			const row = await rows
				.selectFrom("plan")
				.selectAll()
				.where("id", "=", id)
				.where("workspace_id", "=", workspaceId)
				.where("person_id", "=", personId)
				.executeTakeFirst();
			return row && read(row);
		},

		async byId(workspaceId, id) {
			const row = await rows
				.selectFrom("plan")
				.selectAll()
				.where("id", "=", id)
				.where("workspace_id", "=", workspaceId)
				.executeTakeFirst();
			return row && read(row);
		},

		change: (plan) => change(rows, plan),

		async due(now, limit) {
			const found = await rows
				.selectFrom("plan")
				.selectAll()
				.where("ask_at", "<=", now.getTime())
				.orderBy("ask_at")
				.limit(limit)
				.execute();
			return found.flatMap((row) => read(row) ?? []);
		},

		claimQuestion: (plan, { date, otherwise }, now) =>
			rows.transaction().execute(async (deed) => {
				const { workspaceId, personId } = plan.owner;
				const mine = await deed
					.updateTable("plan")
					.set((row) => ({
						ask_at: null,
						asked_at: now.getTime(),
						version: row("version", "+", 1),
					}))
					.where("id", "=", plan.id)
					.where("version", "=", plan.version)
					.where("ask_at", "is not", null)
					.returning("id")
					.executeTakeFirst();
				if (!mine) return false;
				if (!(await claimDay(deed, plan.owner, date))) {
					await deed
						.updateTable("plan")
						.set({
							ask_at: otherwise.getTime(),
							asked_at: plan.askedAt?.getTime() ?? null,
						})
						.where("id", "=", plan.id)
						.execute();
					return false;
				}
				await deed
					.insertInto("delivery")
					.values({
						schedule_id: filedUnder(plan.id),
						slot: date,
						workspace_id: workspaceId,
						channel_id: plan.channelId || personId,
						slot_at: now.getTime(),
						status: "claimed",
						skipped: null,
						send_after: now.getTime(),
						wake_at: now.getTime(),
					})
					.onConflict((clash) => clash.doNothing())
					.execute();
				return true;
			}),

		async putOff(plan, at) {
			await change(rows, { ...plan, askAt: at });
		},
	};
}

/** Adds a plan, or puts it in place of the one with its id. */
export async function insertPlan(
	deed: Kysely<Tables>,
	plan: KeptPlan,
	lock: Lock,
): Promise<void> {
	const row = rowOf(plan, lock);
	const { id: _id, version: _version, ...changes } = row;
	await deed
		.insertInto("plan")
		.values(row)
		.onConflict((clash) =>
			clash
				.column("id")
				.doUpdateSet((now) => ({
					...changes,
					version: now("plan.version", "+", 1),
				}))
				.where("plan.person_id", "=", row.person_id),
		)
		.execute();
}

function rowOf(plan: KeptPlan, lock: Lock): PlanRow {
	const { sentence, line, tip, themes } = plan;
	return {
		id: plan.id,
		workspace_id: plan.owner.workspaceId,
		person_id: plan.owner.personId,
		channel_id: plan.channelId,
		thread_ts: plan.threadTs ?? null,
		words: lock.close(
			JSON.stringify({ sentence, line, tip, themes }),
			namesOf(plan.owner),
		),
		state: plan.state,
		on_date: plan.on?.date ?? null,
		on_hour: plan.on?.hour ?? null,
		time_zone: plan.timeZone,
		ask_at: plan.askAt?.getTime() ?? null,
		asked_at: plan.askedAt?.getTime() ?? null,
		moved: Number(plan.moved),
		made_at: plan.madeAt.getTime(),
		done_at: plan.doneAt?.getTime() ?? null,
		version: plan.version,
	};
}

function planIn(row: PlanRow, lock: Lock): KeptPlan | undefined {
	const owner = { workspaceId: row.workspace_id, personId: row.person_id };
	const words = lock.open(row.words, namesOf(owner));
	if (words === undefined) return undefined;
	const { sentence, line, tip, themes } = JSON.parse(words) as {
		sentence: string;
		line?: string;
		tip?: string;
		themes: Theme[];
	};
	const moment = (at: number | null) =>
		at === null ? undefined : new Date(at);
	return {
		id: row.id,
		owner,
		channelId: row.channel_id,
		threadTs: row.thread_ts ?? undefined,
		sentence,
		line,
		tip,
		themes,
		state: row.state as PlanState,
		on:
			row.on_date === null
				? undefined
				: { date: row.on_date, hour: row.on_hour ?? undefined },
		timeZone: row.time_zone,
		askAt: moment(row.ask_at),
		askedAt: moment(row.asked_at),
		moved: row.moved === 1,
		madeAt: new Date(row.made_at),
		doneAt: moment(row.done_at),
		version: row.version,
	};
}

function namesOf({ workspaceId, personId }: Owner): string[] {
	return ["plan.words", workspaceId, personId];
}
