import { createLock } from "./lock.js";

/** Words locked for one person of one workspace, to be carried by a button and opened when it is pressed. */
export type Seal = {
	/** The value for a button: opaque to all who see it. */
	close(content: string, owner: Owner): string;
	/** What was sealed, or `undefined` where the value was tampered with, is somebody else's, or its key is gone. */
	open(value: string, owner: Owner): string | undefined;
};

/** The only one who may open a seal. */
export type Owner = { workspaceId: string; personId: string };

/** Seals with the first key of a ring `id:base64,id:base64`; opens with any of them. Throws a `KeyRingError`. */
export function createSeal(keyRing: string): Seal {
	const lock = createLock(keyRing, "seal");
	return {
		close: (content, owner) => lock.close(content, namesOf(owner)),
		open: (value, owner) => lock.open(value, namesOf(owner)),
	};
}

function namesOf({ workspaceId, personId }: Owner): string[] {
	return [workspaceId, personId];
}
