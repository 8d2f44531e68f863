import { expect, test } from "vitest";
import {
	appointments,
	checkChanges,
	checkSlots,
	type Looked,
} from "../nudges/zone-checks.js";
import { allZones, changesBetween } from "../nudges/zones.js";

const years = 10;
const from = Date.UTC(2026, 0);
const to = Date.UTC(2036, 0);
const changing = new Set(
	allZones.filter((zone) => changesBetween(zone, from, to).length > 0),
);

function sum(looked: readonly Looked[]): Looked {
	return looked.reduce((all, one) => ({
		slots: all.slots + one.slots,
		leapt: all.leapt + one.leapt,
		changes: all.changes + one.changes,
	}));
}

test("no weekly slot is lost or doubled in any zone in ten years", () => {
	const { slots, leapt } = sum(
		allZones.map((zone) =>
			checkSlots(
				zone,
				years,
				changing.has(zone) ? appointments : appointments.slice(0, 2),
			),
		),
	);
	process.stdout.write(
		`${allZones.length} zones, ${changing.size} of them change their clocks: ${slots} slots, ${leapt} of them leapt over, none lost or doubled.\n`,
	);
	expect(slots).toBeGreaterThan(400_000);
	expect(leapt).toBeGreaterThan(500);
});

test("around every change of the clocks every half hour is what RFC 5545 says", () => {
	const { slots, leapt, changes } = sum(
		[...changing].map((zone) => checkChanges(zone, years)),
	);
	process.stdout.write(
		`${changes} changes: ${slots} half hours, ${leapt} of them leapt over, as a search minute by minute finds them.\n`,
	);
	expect(changes).toBeGreaterThan(2000);
});
