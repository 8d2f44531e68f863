import type { Owner } from "../slack/seal.js";

/** Something that came from a person in the direct message, as Slack delivers it: maybe more than once. */
export type Incoming = {
	owner: Owner;
	/** The same for every delivery of the same thing. */
	eventId: string;
	/** Slack's moment of it: what happened first is answered first. */
	eventTs: string;
	channelId: string;
	/** The message that it is about. */
	ts: string;
	threadTs: string | undefined;
	/**
	 * `said`: a message, or a press that stands for one. `edited`, `deleted`: what became of a message. `brought`: an
	 * answer of the guide, as JSON.
	 */
	kind: "said" | "edited" | "deleted" | "brought";
	/** What was typed; nothing where it is kept nowhere. */
	words: string | undefined;
};
