import type { Angle } from "../guidance/angle.js";
import { answerCare, answerResume, careFor, isDistressed } from "./care.js";
import { type Conversation, cleared, newConversation } from "./conversation.js";
import { detour, reask, sayAboutMe } from "./detours.js";
import { answerChoice, answerDoubt } from "./options.js";
import { type Reply, replyIn } from "./reply.js";
import { answerOpen, answerSituation, proceed } from "./steps.js";
import { type Coaching, Talk } from "./talk.js";
import type { Turn } from "./turn.js";
import { hash, nextPhrase } from "./voice.js";
import {
	answerAct,
	answerAfterPlan,
	answerConfirm,
	answerCue,
	answerDate,
} from "./will.js";

const awayMilliseconds = 18 * 3_600_000;

/**
 * What the coach says to a message, and how the conversation stands then; `before` is `undefined` for somebody new.
 * A message is what was typed, or an answer of the guide that was brought along. The same input gives the same turn.
 */
export function nextTurn(
	before: Conversation | undefined,
	message: string | Angle,
	world: Coaching,
): { conversation: Conversation; turn: Turn } {
	const words = typeof message === "string" ? message : message.words;
	const reply = replyIn(
		words,
		(text) => world.guide.judge(text),
		world.content.ear,
	);
	const about = sensitiveKind(reply);
	if (about) return handOver(before, about, world);
	const talk = new Talk(begin(before, words, world), world);
	if (typeof message === "string") answer(talk, reply, before);
	else bringAlong(talk, message);
	return finish(talk);
}

/** Whether the words of a message may be kept nowhere: they are for qualified people, also where care comes first. */
export function isForOthers(
	words: string,
	{ guide, content }: Pick<Coaching, "guide" | "content">,
): boolean {
	const reply = replyIn(words, (text) => guide.judge(text), content.ear);
	return reply.guidance.scope === "sensitive" || reply.heard.has("danger");
}

/** Despair without a word of danger gets care, contacts and a choice before anything stops. */
function isAskedAfterFirst(kind: string): boolean {
	return kind === "self-harm" || kind === "unnamed";
}

function sensitiveKind({ guidance, heard }: Reply) {
	if (heard.has("danger")) return "self-harm";
	if (guidance.scope !== "sensitive") return undefined;
	return heard.has("distress") && isAskedAfterFirst(guidance.kind)
		? undefined
		: guidance.kind;
}

/** No coaching on what belongs to qualified people, and nothing of the conversation is kept. */
function handOver(
	before: Conversation | undefined,
	about: NonNullable<ReturnType<typeof sensitiveKind>>,
	{ content, now }: Coaching,
): ReturnType<typeof nextTurn> {
	const { contacts, messages } = content.contacts;
	const afterwards = nextPhrase(
		"handed-over",
		content.phrases,
		before ?? newConversation(0, now),
	);
	return {
		conversation: {
			...newConversation(0, now, {
				introduced: before?.introduced ?? false,
				said: [],
			}),
			standing: "handed-over",
		},
		turn: {
			paragraphs: [messages[about], ...(afterwards ? [afterwards.text] : [])],
			choices: [],
			tip: undefined,
			contacts,
			deed: { kind: "hand-over", about },
		},
	};
}

function begin(
	before: Conversation | undefined,
	words: string,
	{ now }: Coaching,
): Conversation {
	const over = before?.standing === "rested";
	const from =
		before && !over
			? before
			: newConversation(hash(`${now.toISOString()} ${words}`), now, before);
	return { ...from, turns: from.turns + 1, at: now.toISOString() };
}

function answer(talk: Talk, reply: Reply, before: Conversation | undefined) {
	const { standing, ask } = talk.conversation;
	const { heard } = reply;
	if (sayAboutMe(talk, reply)) return;
	if (heard.has("start-over")) return startOver(talk);
	if (standing === "handed-over" && answerAfterHandOver(talk, reply)) return;
	if (standing === "planned" && !isDistressed(talk, reply))
		return answerAfterPlan(talk, reply, () => anew(talk, reply));
	if (heard.has("stop") && ask !== "care" && ask !== "resume")
		return stop(talk);
	if (isDistressed(talk, reply)) {
		if (standing === "planned") talk.conversation = fresh(talk, reply.text);
		return careFor(talk, reply);
	}
	if (standing === "paused" && isGoodbye(reply))
		return talk.mustSay("after-stop");
	if (isBack(before, talk.world.now) && ask !== "resume")
		return welcomeBack(talk, reply);
	take(talk, reply);
}

/** Takes a message as what was asked for; what is something else is answered on its own. */
function take(talk: Talk, reply: Reply) {
	const { ask } = talk.conversation;
	if (ask === "care")
		return answerCare(talk, reply, {
			goOn: (held) => goOn(talk, held),
			stop: () => stop(talk),
		});
	if (ask === "resume")
		return answerResume(talk, reply, {
			goOn: (held) => goOn(talk, held),
			anew: (held) => anew(talk, held),
			stop: () => stop(talk),
		});
	if (ask === "choice" && answerChoice(talk, reply)) return;
	if (ask === "doubt" && answerDoubt(talk, reply)) return;
	if (ask === "confirm" && answerConfirm(talk, reply)) return;
	if (ask === "date" && answerDate(talk, reply)) return;
	if (detour(talk, reply)) return;
	if (ask === "situation") return answerSituation(talk, reply);
	if (ask === "act" || ask === "choice") return answerAct(talk, reply);
	if (ask === "cue") return answerCue(talk, reply);
	answerOpen(talk, reply);
}

/** Goes on with a message that had to wait; without one, asks again what stood open. */
function goOn(talk: Talk, held: Conversation["held"]) {
	talk.change({
		held: undefined,
		standing: "open",
		ask: held?.ask ?? "situation",
		detours: 0,
	});
	if (!held || held.words === "") return reask(talk);
	take(talk, readAgain(talk, held.words));
}

function readAgain({ world }: Talk, words: string): Reply {
	return replyIn(words, (text) => world.guide.judge(text), world.content.ear);
}

/** A new matter in a new conversation. */
function anew(talk: Talk, reply: Reply | undefined) {
	talk.conversation = fresh(talk, reply?.text ?? "");
	if (reply) take(talk, reply);
	else {
		talk.mustSay("start-over");
		talk.ask("situation", "ask-situation");
	}
}

function fresh(
	{ world: { now }, conversation }: Talk,
	words: string,
): Conversation {
	const seed = hash(`${now.toISOString()} ${words} ${conversation.turns}`);
	return { ...newConversation(seed, now, conversation), turns: 1 };
}

function startOver(talk: Talk) {
	talk.conversation = cleared(talk.conversation);
	talk.mustSay("start-over");
	talk.ask("situation", "ask-situation");
}

function stop(talk: Talk) {
	talk.mustSay("stop");
	const { held, ask } = talk.conversation;
	talk.change({ standing: "paused", ask: held?.ask ?? ask, held: undefined });
}

function answerAfterHandOver(talk: Talk, { heard, length }: Reply): boolean {
	const quiet =
		heard.has("silence") ||
		heard.has("thanks") ||
		heard.has("yes") ||
		heard.has("no") ||
		heard.has("stop");
	if (quiet || length === 0) {
		talk.mustSay("after-hand-over");
		return true;
	}
	talk.change({ standing: "open" });
	return false;
}

function isGoodbye({ heard }: Reply): boolean {
	return (["thanks", "silence", "no", "fine"] as const).some((intent) =>
		heard.has(intent),
	);
}

function isBack(before: Conversation | undefined, now: Date): boolean {
	if (!before || before.answers.situation === undefined) return false;
	if (before.standing === "paused") return true;
	return (
		before.standing === "open" &&
		now.getTime() - Date.parse(before.at) > awayMilliseconds
	);
}

function welcomeBack(talk: Talk, { text, length, heard }: Reply) {
	const { ask, answers, held } = talk.conversation;
	const words = length >= 4 && !heard.has("greeting") ? text : "";
	talk.change({
		held: {
			ask: ask === "care" ? (held?.ask ?? "situation") : ask,
			words: words.slice(0, 1500),
		},
		standing: "open",
	});
	talk.mustSay("welcome-back", talk.quote(answers.situation ?? ""));
	talk.choices = [
		{ label: "Pick it up", says: "go on" },
		{ label: "Something new", says: "start over" },
	];
	talk.ask("resume", "ask-resume");
}

/** Begins with a situation and the verdict it got elsewhere. */
function bringAlong(
	talk: Talk,
	{ words, leadShare, themes, shown, cut }: Angle,
) {
	talk.conversation = {
		...fresh(talk, words),
		leadShare,
		themes,
		offered: shown,
	};
	talk.note("situation", words);
	talk.mustSay("heard-situation", talk.quote(words));
	if (cut) talk.say("cut");
	proceed(talk);
}

function finish(talk: Talk): ReturnType<typeof nextTurn> {
	// Not in the middle of somebody's distress: the caring words say what it is.
	const { introduced, ask } = talk.conversation;
	if (talk.asks && !introduced && ask !== "care" && !talk.speechless) {
		talk.break();
		talk.mustSay("introduction");
		talk.change({ introduced: true });
	}
	if (!talk.speechless)
		return { conversation: talk.conversation, turn: talk.turn() };
	return rest(talk);
}

/** Nothing new is left to say: the conversation ends kindly, and the next message begins another. */
function rest({ conversation, world }: Talk): ReturnType<typeof nextTurn> {
	const talk = new Talk(conversation, world);
	talk.say("rest");
	return {
		conversation: {
			...newConversation(conversation.seed, world.now, talk.conversation),
			standing: "rested",
		},
		turn: talk.turn(),
	};
}
