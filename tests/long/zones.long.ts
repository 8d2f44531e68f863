import { expect, test } from "vitest";
import {
	appointments,
	checkChanges,
	checkSlots,
	type Looked,
} from "../nudges/zone-checks.js";
import { allZones, changesBetween, clocksOf } from "../nudges/zones.js";

const years = 10;
const from = Date.UTC(2026, 0);
const to = Date.UTC(2036, 0);
const zones = allZones.map((name) => {
	const clocks = clocksOf(name);
	const changes = changesBetween(name, from, to);
	const shown = [from, ...changes].map((at) => `${at} ${clocks(at)}`).join();
	return { name, changes: changes.length, shown };
});

test("no weekly slot is lost or doubled in any zone in ten years", () => {
	const { slots, leapt } = sum(
		zones.map(({ name, changes }) =>
			checkSlots(
				name,
				years,
				changes > 0 ? appointments : appointments.slice(0, 1),
			),
		),
	);
	process.stdout.write(
		`${zones.length} zones: ${slots} slots, ${leapt} of them leapt over, none lost or doubled.\n`,
	);
	expect(slots).toBeGreaterThan(400_000);
	expect(leapt).toBeGreaterThan(500);
});

test("around every change of the clocks every half hour is what RFC 5545 says", () => {
	// Zones whose clocks always show the same are searched once: Berlin's search stands for Paris too.
	const different = new Map(
		zones
			.filter(({ changes }) => changes > 0)
			.map(({ name, shown }) => [shown, name]),
	);
	const { slots, leapt, changes } = sum(
		[...different.values()].map((zone) => checkChanges(zone, years)),
	);
	process.stdout.write(
		`${different.size} kinds of clocks with ${changes} changes: ${slots} half hours, ${leapt} of them leapt over, as a search minute by minute finds them.\n`,
	);
	expect(changes).toBeGreaterThan(400);
});

function sum(looked: readonly Looked[]): Looked {
	return looked.reduce((all, one) => ({
		slots: all.slots + one.slots,
		leapt: all.leapt + one.leapt,
		changes: all.changes + one.changes,
	}));
}
