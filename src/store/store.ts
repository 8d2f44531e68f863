import { Kysely } from "kysely";
import { createLock } from "../slack/lock.js";
import { describeError, type Log } from "../slack/log.js";
import {
	type ConversationStore,
	createConversationStore,
} from "./conversation-store.js";
import { createDeliveryStore, type DeliveryStore } from "./delivery-store.js";
import { createFeedbackStore, type FeedbackStore } from "./feedback-store.js";
import {
	createForgettingStore,
	type ForgettingStore,
} from "./forgetting-store.js";
import { migrate } from "./migrations.js";
import { createPaceStore, type PaceStore } from "./pace-store.js";
import { createPersonStore, type PersonStore } from "./person-store.js";
import { createPlanStore, type PlanStore } from "./plan-store.js";
import { openPostgres } from "./postgres.js";
import { createPulse } from "./pulse.js";
import { createScheduleStore, type ScheduleStore } from "./schedule-store.js";
import { openSqlite } from "./sqlite.js";
import { storeErrorFrom } from "./store-error.js";
import type { Database, Tables } from "./tables.js";

/** Everything that is remembered. */
export type Store = {
	schedules: ScheduleStore;
	deliveries: DeliveryStore;
	feedback: FeedbackStore;
	pace: PaceStore;
	people: PersonStore;
	conversations: ConversationStore;
	plans: PlanStore;
	forgetting: ForgettingStore;
	/** Whether the database takes writes now. */
	answers(): Promise<boolean>;
	close(): Promise<void>;
};

/** Where the database is: a file for SQLite (`:memory:` keeps none), the address of a server for PostgreSQL. */
export type Place = { file: string } | { url: string };

/**
 * Opens the database, made or brought up to date where it has to be; `keyRing` locks what people wrote. Throws a
 * `StoreError` that says in one sentence why it cannot be used.
 */
export async function openStore(
	place: Place,
	keyRing: string,
	log: Log,
): Promise<Store> {
	const { database, inPlace } = await openDatabase(place, log);
	const pulse = createPulse(database, inPlace, log);
	const words = createLock(keyRing, "words");
	return {
		schedules: createScheduleStore(database, words),
		deliveries: createDeliveryStore(database),
		feedback: createFeedbackStore(database),
		pace: createPaceStore(database),
		people: createPersonStore(database),
		conversations: createConversationStore(database, words),
		plans: createPlanStore(database, words),
		forgetting: createForgettingStore(database),
		answers: () => pulse.answers(),
		close: () => database.rows.destroy(),
	};
}

/** A database that is up to date, and whether its file is still the one that was opened. */
async function openDatabase(
	place: Place,
	log: Log,
): Promise<{ database: Database; inPlace: () => boolean }> {
	try {
		if ("url" in place) {
			const lost = (error: Error) =>
				log.warn(
					{ error: describeError(error) },
					"a connection to PostgreSQL was lost",
				);
			// Apart from the others: waiting for another starter's migrations may take long.
			const migrating = new Kysely<Tables>({
				dialect: openPostgres(place.url, { lost, patient: true }),
			});
			try {
				await migrate(migrating, "postgres");
			} finally {
				await migrating.destroy();
			}
			const dialect = openPostgres(place.url, { lost, patient: false });
			const rows = new Kysely<Tables>({ dialect });
			return { database: { rows, locksRows: true }, inPlace: () => true };
		}
		const { dialect, inPlace } = await openSqlite(place.file);
		const rows = new Kysely<Tables>({ dialect });
		try {
			await migrate(rows, "sqlite");
		} catch (error) {
			await rows.destroy();
			throw error;
		}
		return { database: { rows, locksRows: false }, inPlace };
	} catch (error) {
		throw storeErrorFrom(error);
	}
}
