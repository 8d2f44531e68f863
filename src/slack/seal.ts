import {
	createCipheriv,
	createDecipheriv,
	hkdfSync,
	randomBytes,
} from "node:crypto";

/** Words locked for one person of one workspace, to be carried by a button and opened when it is pressed. */
export type Seal = {
	/** The value for a button: opaque to all who see it. */
	close(content: string, owner: Owner): string;
	/** What was sealed, or `undefined` where the value was tampered with, is somebody else's, or its key is gone. */
	open(value: string, owner: Owner): string | undefined;
};

/** The only one who may open a seal. */
export type Owner = { workspaceId: string; personId: string };

/** A key ring that cannot be read. */
export class KeyRingError extends Error {
	override name = "KeyRingError";
}

const cipher = "aes-256-gcm";
const ivBytes = 12;
const tagBytes = 16;

/** Seals with the first key of a ring `id:base64,id:base64`; opens with any of them. Throws a `KeyRingError`. */
export function createSeal(keyRing: string): Seal {
	const keys = new Map(keyRing.split(",").map(readKey));
	const [[firstId, firstKey] = []] = keys;
	if (firstId === undefined || firstKey === undefined)
		throw new KeyRingError("the key ring is empty");
	return {
		close(content, owner) {
			const iv = randomBytes(ivBytes);
			const lock = createCipheriv(cipher, firstKey, iv, {
				authTagLength: tagBytes,
			});
			lock.setAAD(nameOf(owner));
			const locked = Buffer.concat([
				lock.update(content, "utf8"),
				lock.final(),
			]);
			return `${firstId}.${Buffer.concat([iv, lock.getAuthTag(), locked]).toString("base64url")}`;
		},
		open(value, owner) {
			const dot = value.indexOf(".");
			const key = keys.get(value.slice(0, dot));
			if (dot < 0 || key === undefined) return undefined;
			const bytes = Buffer.from(value.slice(dot + 1), "base64url");
			if (bytes.length < ivBytes + tagBytes) return undefined;
			const lock = createDecipheriv(cipher, key, bytes.subarray(0, ivBytes), {
				authTagLength: tagBytes,
			});
			lock.setAAD(nameOf(owner));
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

function readKey(entry: string): [string, Buffer] {
	const [id, secret] = entry.trim().split(":");
	const bytes = Buffer.from(secret ?? "", "base64");
	if (!id || bytes.length !== 32)
		throw new KeyRingError("a key must be id:base64 of 32 bytes");
	return [
		id,
		Buffer.from(hkdfSync("sha256", bytes, "", `lead-or-manage seal ${id}`, 32)),
	];
}

function nameOf({ workspaceId, personId }: Owner): Buffer {
	return Buffer.from(JSON.stringify([workspaceId, personId]));
}
