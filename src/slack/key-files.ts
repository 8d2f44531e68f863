import { randomBytes } from "node:crypto";
import {
	linkSync,
	mkdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { join } from "node:path";

/** A new key ring with one key. */
export function makeKeyRing(): string {
	return `first:${randomBytes(32).toString("base64")}`;
}

/** The key ring kept in the data folder, made there (readable by its owner only) the first time it is asked for. */
export function readOrMakeKeyRing(dataDir: string): string {
	mkdirSync(dataDir, { recursive: true, mode: 0o700 });
	const file = join(dataDir, "data-key");
	const draft = `${file}.${process.pid}.${randomBytes(4).toString("hex")}`;
	writeFileSync(draft, `${makeKeyRing()}\n`, { mode: 0o600 });
	try {
		// A link appears whole or not at all, so two starting at once share one key.
		linkSync(draft, file);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
	} finally {
		rmSync(draft);
	}
	return readFileSync(file, "utf8").trim();
}
