import {
	createCipheriv,
	createDecipheriv,
	hkdfSync,
	randomFillSync,
} from "node:crypto";

/** Text locked with AES-256-GCM to the names it belongs to, such as a workspace and a person. */
export type Lock = {
	/** `id.base64url`: the key's id, and what only the same lock opens, given the same names. */
	close(content: string, names: readonly string[]): string;
	/** What was locked, or `undefined` where it was tampered with, bears other names, or its key is gone. */
	open(value: string, names: readonly string[]): string | undefined;
};

/** A key ring that cannot be read. */
export class KeyRingError extends Error {
	override name = "KeyRingError";
}

const cipher = "aes-256-gcm";
const ivBytes = 12;
const tagBytes = 16;

/**
 * Locks with the first key of a ring `id:base64,id:base64`; opens with any of them. What is locked for one purpose
 * does not open for another. Throws a `KeyRingError`.
 */
export function createLock(keyRing: string, purpose: string): Lock {
	const keys = new Map(
		keyRing.split(",").map((entry) => readKey(entry, purpose)),
	);
	const [[firstId, firstKey] = []] = keys;
	if (firstId === undefined || firstKey === undefined)
		throw new KeyRingError(
			"DATA_KEY, or the file data-key in DATA_DIR, holds no key.",
		);
	return {
		close(content, names) {
			const iv = freshIv();
			const lock = createCipheriv(cipher, firstKey, iv, {
				authTagLength: tagBytes,
			});
			lock.setAAD(Buffer.from(JSON.stringify(names)));
			const locked = Buffer.concat([
				lock.update(content, "utf8"),
				lock.final(),
			]);
			return `${firstId}.${Buffer.concat([iv, lock.getAuthTag(), locked]).toString("base64url")}`;
		},
		open(value, names) {
			const dot = value.indexOf(".");
			const key = keys.get(value.slice(0, dot));
			if (dot < 0 || key === undefined) return undefined;
			const bytes = Buffer.from(value.slice(dot + 1), "base64url");
			if (bytes.length < ivBytes + tagBytes) return undefined;
			const lock = createDecipheriv(cipher, key, bytes.subarray(0, ivBytes), {
				authTagLength: tagBytes,
			});
			lock.setAAD(Buffer.from(JSON.stringify(names)));
			lock.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
			try {
				const content = lock.update(bytes.subarray(ivBytes + tagBytes));
				return Buffer.concat([content, lock.final()]).toString("utf8");
			} catch {
				return undefined;
			}
		},
	};
}

const ivs = Buffer.alloc(ivBytes * 256);
let nextIv = ivs.length;

/** Never the same twice. Many are drawn at once, as each call of the generator costs more than the locking. */
function freshIv(): Buffer {
	if (nextIv >= ivs.length) {
		randomFillSync(ivs);
		nextIv = 0;
	}
	const iv = Buffer.from(ivs.subarray(nextIv, nextIv + ivBytes));
	nextIv += ivBytes;
	return iv;
}

function readKey(entry: string, purpose: string): [string, Buffer] {
	const [id, secret] = entry.trim().split(":");
	const bytes = Buffer.from(secret ?? "", "base64");
	if (!id || bytes.length !== 32)
		throw new KeyRingError(
			"A key in DATA_KEY, or in the file data-key in DATA_DIR, is not id:key with a key of 32 bytes in base64.",
		);
	return [
		id,
		Buffer.from(
			hkdfSync("sha256", bytes, "", `lead-or-manage ${purpose} ${id}`, 32),
		),
	];
}
