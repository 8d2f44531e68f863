import type { SensitiveKind } from "./signal.js";

/** Somebody to turn to. */
export type Contact = { name: string; how: string };

/** Whom an organisation's people turn to in sensitive matters, and what is said before the names. */
export type Contacts = {
	contacts: readonly Contact[];
	messages: Record<SensitiveKind | "unnamed", string>;
};
