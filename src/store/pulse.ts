import { setTimeout } from "node:timers/promises";
import { describeError, type Log } from "../slack/log.js";
import { StoreError, storeErrorFrom } from "./store-error.js";
import type { Database } from "./tables.js";

const patienceMs = 2_000;
const freshMs = 1_000;

/** Finds out by a small write whether the database works, at most once a second; the log hears of every change. */
export function createPulse(
	{ rows }: Database,
	inPlace: () => boolean,
	log: Log,
): { answers(): Promise<boolean> } {
	let was = true;
	let beating: Promise<void> | undefined;
	let last: { at: number; answer: Promise<boolean> } | undefined;

	const beat = async () => {
		if (!inPlace())
			throw new StoreError(
				"The database file in DATA_DIR was moved or deleted: put it back and start the bot again.",
			);
		await rows
			.updateTable("pulse")
			.set((row) => ({ beats: row("beats", "+", 1) }))
			.where("id", "=", 1)
			.execute();
	};
	const late = async () => {
		await setTimeout(patienceMs, undefined, { ref: false });
		throw new StoreError("The database does not answer.");
	};
	const feel = async () => {
		// One at a time, as those that get no answer would use up the connections.
		beating ??= beat().finally(() => {
			beating = undefined;
		});
		try {
			await Promise.race([beating, late()]);
			if (!was) log.info("the database answers again");
			was = true;
		} catch (error) {
			const { message } = storeErrorFrom(error);
			if (was) log.error({ error: describeError(error) }, message);
			was = false;
		}
		return was;
	};
	return {
		answers() {
			const at = performance.now();
			if (!last || at - last.at > freshMs) last = { at, answer: feel() };
			return last.answer;
		},
	};
}
