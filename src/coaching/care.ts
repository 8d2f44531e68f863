import type { Conversation } from "./conversation.js";
import type { Reply } from "./reply.js";
import type { Talk } from "./talk.js";

type Held = Conversation["held"];

const mostHeld = 1500;

/** Whether a message calls for care before anything else; weariness does once. */
export function isDistressed(
	{ conversation }: Talk,
	{ heard }: Reply,
): boolean {
	return (
		heard.has("distress") ||
		(heard.has("weariness") && conversation.cares === 0)
	);
}

/** Answers distress that is no emergency: caring words, whom to turn to, and a choice. */
export function careFor(talk: Talk, { text, length }: Reply) {
	const { ask, held, cares } = talk.conversation;
	const waiting =
		ask === "care" || ask === "resume"
			? held
			: { ask, words: length > 8 ? text.slice(0, mostHeld) : "" };
	talk.change({ held: waiting, cares: cares + 1 });
	talk.mustSay(cares === 0 ? "care" : "care-again");
	talk.contacts = talk.world.content.contacts.contacts;
	askCare(talk);
}

/** Asks whether to go on or to stop. */
export function askCare(talk: Talk) {
	talk.choices = [
		{ label: "Go on, gently", says: "go on" },
		{ label: "Stop for today", says: "stop" },
	];
	talk.ask("care", "ask-care");
}

/** Asks whether to pick up what was left or to begin with something new. */
export function askResume(talk: Talk) {
	talk.choices = [
		{ label: "Pick it up", says: "go on" },
		{ label: "Something new", says: "start over" },
	];
	talk.ask("resume", "ask-resume");
}

/** Whether to go on after distress: anything but a no goes on, and words that say more are taken as an answer. */
export function answerCare(
	talk: Talk,
	{ heard, text, length }: Reply,
	then: { goOn(held: Held): void; stop(): void },
) {
	const { held } = talk.conversation;
	if (heard.has("stop") || heard.has("no") || heard.has("thanks"))
		return then.stop();
	talk.mustSay("care-on");
	const more =
		length >= 4 &&
		!heard.has("go-on") &&
		!heard.has("yes") &&
		!heard.has("dont-know");
	const words = [held?.words, more ? text : ""].filter(Boolean).join("\n");
	then.goOn({ ask: held?.ask ?? "situation", words });
}

/** Whether to pick up what was left: words that say more are taken as an answer to what stood open. */
export function answerResume(
	talk: Talk,
	reply: Reply,
	then: {
		goOn(held: Held): void;
		anew(reply: Reply | undefined): void;
		stop(): void;
	},
) {
	const { held } = talk.conversation;
	const { heard, text, length } = reply;
	if (heard.has("stop")) return then.stop();
	if (heard.has("no") || heard.has("new-subject") || heard.has("none"))
		return then.anew(undefined);
	talk.mustSay("picked-up");
	const more = length >= 4 && !heard.has("go-on") && !heard.has("yes");
	const words = more ? text : (held?.words ?? "");
	then.goOn({ ask: held?.ask ?? "situation", words });
}
