import { expect, test } from "vitest";
import { databases } from "../support/test-store.js";
import { inWords, type Morning, surviveKills } from "./kills.js";

const morning: Morning = {
	database: "PostgreSQL",
	instances: 2,
	kills: 10,
	history: false,
	due: 180,
	minutes: 2,
};

test.runIf(databases.some((kind) => kind === morning.database))(
	"two instances on PostgreSQL, killed ten times while they send: none comes twice, none is lost",
	async () => {
		const came = await surviveKills(morning);
		process.stdout.write(inWords(morning, came));
		expect(came.kills).toBe(10);
	},
	120_000,
);
