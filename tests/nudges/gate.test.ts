import { expect, test } from "vitest";
import { gateOf, through } from "../../src/nudges/gate.js";

test("so many are inside at once, and the others follow in the order they came", async () => {
	const gate = gateOf(2);
	const order: string[] = [];
	const leave: (() => void)[] = [];
	const visit = (name: string) =>
		gate(async () => {
			order.push(name);
			await new Promise<void>((done) => leave.push(done));
			return name;
		});
	const all = Promise.all(["ann", "bo", "cy", "di"].map(visit));
	expect(order).toEqual(["ann", "bo"]);
	while (order.length < 4) {
		leave.shift()?.();
		await Promise.resolve();
	}
	for (const go of leave) go();
	expect(await all).toEqual(["ann", "bo", "cy", "di"]);
	expect(order).toEqual(["ann", "bo", "cy", "di"]);
});

test("one that breaks leaves its place to the next", async () => {
	const { fail, work } = through(gateOf(1), {
		async fail() {
			throw new Error("broken");
		},
		work: async (what: string) => what,
	});
	const broken = fail();
	const next = work("done");
	await expect(broken).rejects.toThrow("broken");
	expect(await next).toBe("done");
});
