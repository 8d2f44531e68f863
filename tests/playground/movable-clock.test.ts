import { expect, test } from "vitest";
import { createMovableClock } from "../../src/playground/movable-clock.js";
import { testClock, testPlayground } from "./harness.js";

const sundayNoon = "2026-11-22T11:00:00Z";

test("the clock goes on from where it was put, and back to now", () => {
	const real = testClock(sundayNoon);
	const clock = createMovableClock(real.now);
	clock.move("hour", "UTC");
	clock.move("day", "UTC");
	real.forward(60_000);
	expect(clock.now()).toEqual(new Date("2026-11-23T12:01:00Z"));
	clock.move("now", "UTC");
	expect([clock.now(), clock.isMoved()]).toEqual([real.now(), false]);
});

test("Monday at nine is that of whoever moves it, and the next one each time", () => {
	const clock = createMovableClock(testClock(sundayNoon).now);
	clock.move("monday", "Europe/Brussels");
	expect(clock.now()).toEqual(new Date("2026-11-23T08:00:00Z"));
	clock.move("monday", "Europe/Brussels");
	expect(clock.now()).toEqual(new Date("2026-11-30T08:00:00Z"));
});

test("whoever runs the playground hears of it, and messages are from then", async () => {
	const heard: string[] = [];
	const playground = await testPlayground({
		now: testClock(sundayNoon).now,
		onClockMove: () => heard.push(playground.now().toISOString()),
	});
	const { deeds, workspace } = playground;
	await deeds.type("robin", "team-harbour", "one");
	deeds.moveClock("robin", "day");
	await deeds.type("robin", "team-harbour", "two");
	deeds.moveClock("robin", "now");
	await deeds.type("robin", "team-harbour", "three");
	expect(heard).toEqual([
		"2026-11-23T11:00:00.000Z",
		"2026-11-22T11:00:00.000Z",
	]);
	const days = workspace
		.messages("team-harbour")
		.map(({ ts }) => new Date(Number(ts) * 1000).getUTCDate());
	expect(days).toEqual([22, 23, 22]);
});
