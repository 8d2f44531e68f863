import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeKeyRing, readOrMakeKeyRing } from "../../src/slack/key-files.js";
import { KeyRingError } from "../../src/slack/lock.js";
import { createSeal } from "../../src/slack/seal.js";

const matilda = { workspaceId: "T1", personId: "U-MATILDA" };
const secret = "nobody owns our releases";

test("opens for the person it was closed for, and nobody else", () => {
	const seal = createSeal(makeKeyRing());
	const value = seal.close(secret, matilda);
	expect(seal.open(value, matilda)).toBe(secret);
	expect(
		seal.open(value, { ...matilda, personId: "U-WALTER" }),
	).toBeUndefined();
	expect(seal.open(value, { ...matilda, workspaceId: "T2" })).toBeUndefined();
});

test("shows nothing of what it holds, and never looks the same twice", () => {
	const seal = createSeal(makeKeyRing());
	const [one, two] = [seal.close(secret, matilda), seal.close(secret, matilda)];
	expect(
		Buffer.from(one.slice(6), "base64url").toString("latin1"),
	).not.toContain("nobody");
	expect(one).not.toBe(two);
});

test("a value that was tampered with opens to nothing, wherever it was touched", () => {
	const seal = createSeal(makeKeyRing());
	const value = seal.close(secret, matilda);
	for (let at = 0; at < value.length; at++) {
		const other = value[at] === "A" ? "B" : "A";
		const touched = value.slice(0, at) + other + value.slice(at + 1);
		const opened = seal.open(touched, matilda);
		// The last character of base64 may carry bits that mean nothing.
		if (at < value.length - 1)
			expect(opened, `touched at ${at}`).toBeUndefined();
	}
	for (const junk of [
		"",
		".",
		"first.",
		"first.AAAA",
		value.slice(0, 30),
		`${value}AAAA`,
	])
		expect(seal.open(junk, matilda)).toBeUndefined();
});

test("after a key was added, old values still open", () => {
	const before = makeKeyRing();
	const value = createSeal(before).close(secret, matilda);
	const after = `second:${makeKeyRing().slice(6)},${before}`;
	expect(createSeal(after).open(value, matilda)).toBe(secret);
	expect(createSeal(makeKeyRing()).open(value, matilda)).toBeUndefined();
});

test("a key that is too short is refused", () => {
	expect(() => createSeal("first:c2hvcnQ=")).toThrow(KeyRingError);
});

test("the key made in the data folder stays the same and is for its owner alone", () => {
	const folder = mkdtempSync(join(tmpdir(), "lead-or-manage-"));
	try {
		const made = readOrMakeKeyRing(join(folder, "data"));
		expect(readOrMakeKeyRing(join(folder, "data"))).toBe(made);
		expect(() => createSeal(made)).not.toThrow();
		expect(statSync(join(folder, "data", "data-key")).mode & 0o777).toBe(0o600);
		expect(statSync(join(folder, "data")).mode & 0o777).toBe(0o700);
	} finally {
		rmSync(folder, { recursive: true });
	}
});
