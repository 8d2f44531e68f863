import { expect, test } from "vitest";
import { inWords, type Morning, surviveKills } from "../nudges/kills.js";
import { databases } from "../support/test-store.js";

const mornings: Morning[] = [
	{ database: "PostgreSQL" as const, instances: 4 },
	{ database: "SQLite" as const, instances: 2 },
]
	.filter(({ database }) => databases.some((kind) => kind === database))
	.map((morning) => ({
		...morning,
		kills: 50,
		history: false,
		due: 400,
		minutes: 3,
	}));

test.each(mornings)(
	"$instances instances on $database, killed $kills times, without history to read: none comes twice, none is lost",
	async (morning) => {
		const came = await surviveKills(morning);
		process.stdout.write(inWords(morning, came));
		expect(came.kills).toBe(50);
	},
);
