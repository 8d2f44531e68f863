import { expect, test } from "vitest";
import { inWords, type Morning, surviveKills } from "../nudges/kills.js";
import { databases } from "../support/test-store.js";

const mornings: Morning[] = [
	{ database: "PostgreSQL" as const, instances: 2, history: true },
	{ database: "PostgreSQL" as const, instances: 4, history: false },
	{ database: "SQLite" as const, instances: 2, history: true },
	{ database: "SQLite" as const, instances: 2, history: false },
]
	.filter(({ database }) => databases.some((kind) => kind === database))
	.map((morning) => ({ ...morning, kills: 50, due: 600, minutes: 3 }));

test.concurrent.each(mornings)(
	"$instances instances on $database, killed $kills times, history readable: $history: none comes twice, none is lost",
	async (morning) => {
		const came = await surviveKills(morning);
		process.stdout.write(inWords(morning, came));
		expect(came.kills).toBe(50);
	},
	300_000,
);
