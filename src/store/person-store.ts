import type { Kysely } from "kysely";
import type { Owner } from "../slack/seal.js";
import type { Database, Tables } from "./tables.js";

/** What is known of a person beside their words. */
type KnownPerson = {
	/** IANA, as Slack said. */
	timeZone: string | undefined;
	/** When Slack said so. */
	zoneAt: Date | undefined;
	/** The local date until which nothing comes unasked; "forever" until they say otherwise. */
	quietUntil: string | undefined;
	/** The local date of the last message that came unasked. */
	unaskedOn: string | undefined;
};

/** People, and who may answer them: one instance at a time. */
export type PersonStore = {
	one(owner: Owner): Promise<KnownPerson | undefined>;
	rememberZone(owner: Owner, timeZone: string, now: Date): Promise<void>;
	/** Until a local date, "forever", or no more. */
	beQuiet(owner: Owner, until: string | undefined): Promise<void>;
	/** Claims a local day for the one message that may come unasked. True for the first caller only. */
	claimDay(owner: Owner, date: string): Promise<boolean>;
	/** Lets one holder at a time answer a person, until a moment: true for that one, as often as it asks. */
	hold(owner: Owner, holder: string, now: Date, until: Date): Promise<boolean>;
	/** Lets others answer. */
	release(owner: Owner, holder: string): Promise<void>;
};

/** The people in a database. */
export function createPersonStore({ rows }: Database): PersonStore {
	const change = async (
		{ workspaceId, personId }: Owner,
		changes: {
			time_zone?: string;
			zone_at?: number;
			quiet_until?: string | null;
		},
	) => {
		await rows
			.insertInto("person")
			.values({
				...nobody,
				workspace_id: workspaceId,
				person_id: personId,
				...changes,
			})
			.onConflict((clash) =>
				clash.columns(["workspace_id", "person_id"]).doUpdateSet(changes),
			)
			.execute();
	};
	return {
		async one({ workspaceId, personId }) {
			const row = await rows
				.selectFrom("person")
				.selectAll()
				.where("workspace_id", "=", workspaceId)
				.where("person_id", "=", personId)
				.executeTakeFirst();
			return (
				row && {
					timeZone: row.time_zone ?? undefined,
					zoneAt: row.zone_at === null ? undefined : new Date(row.zone_at),
					quietUntil: row.quiet_until ?? undefined,
					unaskedOn: row.unasked_on ?? undefined,
				}
			);
		},

		rememberZone: (owner, timeZone, now) =>
			change(owner, { time_zone: timeZone, zone_at: now.getTime() }),

		beQuiet: (owner, until) => change(owner, { quiet_until: until ?? null }),

		claimDay: (owner, date) => claimDay(rows, owner, date),

		async hold({ workspaceId, personId }, holder, now, until) {
			const held = { held_by: holder, held_until: until.getTime() };
			const mine = await rows
				.insertInto("person")
				.values({
					...nobody,
					workspace_id: workspaceId,
					person_id: personId,
					...held,
				})
				.onConflict((clash) =>
					clash
						.columns(["workspace_id", "person_id"])
						.doUpdateSet(held)
						.where(({ or, eb }) =>
							or([
								eb("person.held_by", "is", null),
								eb("person.held_by", "=", holder),
								eb("person.held_until", "<=", now.getTime()),
							]),
						),
				)
				.returning("person_id")
				.executeTakeFirst();
			return mine !== undefined;
		},

		async release({ workspaceId, personId }, holder) {
			await rows
				.updateTable("person")
				.set({ held_by: null, held_until: null })
				.where("workspace_id", "=", workspaceId)
				.where("person_id", "=", personId)
				.where("held_by", "=", holder)
				.execute();
		},
	};
}

/** Claims a local day for the one message that may come unasked. */
export async function claimDay(
	deed: Kysely<Tables>,
	{ workspaceId, personId }: Owner,
	date: string,
): Promise<boolean> {
	const claimed = await deed
		.insertInto("person")
		.values({
			...nobody,
			workspace_id: workspaceId,
			person_id: personId,
			unasked_on: date,
		})
		.onConflict((clash) =>
			clash
				.columns(["workspace_id", "person_id"])
				.doUpdateSet({ unasked_on: date })
				.where(({ or, eb }) =>
					or([
						eb("person.unasked_on", "is", null),
						eb("person.unasked_on", "<", date),
					]),
				),
		)
		.returning("person_id")
		.executeTakeFirst();
	return claimed !== undefined;
}

const nobody = {
	time_zone: null,
	zone_at: null,
	quiet_until: null,
	unasked_on: null,
	held_by: null,
	held_until: null,
};
