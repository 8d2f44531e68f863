import { test } from "vitest";
import { databases } from "../support/test-store.js";
import { inWords, type Morning, surviveKills } from "./kills.js";

const mornings: Morning[] = databases.map((database) => ({
	database,
	instances: 2,
	kills: 10,
	history: database === "SQLite",
	due: 180,
	minutes: 2,
}));

test.concurrent.each(mornings)(
	"$instances instances on $database, killed $kills times, history readable: $history: none comes twice, none is lost",
	async (morning) => {
		process.stdout.write(inWords(morning, await surviveKills(morning)));
	},
	60_000,
);
