import { type Day, type DayHeard, dayIn, dayInWords } from "./day.js";
import { planSentence, sentenceIn } from "./plan.js";
import { quoteOf } from "./quote.js";
import type { Reply } from "./reply.js";
import type { Talk } from "./talk.js";

const mostCorrections = 2;
const mostTimeWords = 7;
const timeFirst =
	/^(on |at |in |by |this |next |tomorrow|today|tonight|now|(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?\b|\d)/i;

/** What somebody will do, in their own words; a whole sentence says when, too. */
export function answerAct(talk: Talk, { text, length }: Reply) {
	const { ask, detours } = talk.conversation;
	const { now, timeZone } = talk.world;
	const isTime =
		length <= mostTimeWords &&
		timeFirst.test(text) &&
		dayIn(text, now, timeZone).kind === "day";
	if ((length < 2 || isTime) && detours < 2) {
		talk.change({ detours: detours + 1 });
		talk.mustSay("noted");
		return ask === "choice"
			? talk.ask("choice", "smaller-choice")
			: talk.ask("act", "smaller-act", "ask-act");
	}
	talk.note("act", text);
	const sentence = sentenceIn(text);
	if (sentence) return sayBack(talk, sentence);
	talk.mustSay("took-own", talk.quote(text));
	talk.ask("cue", "ask-cue", "smaller-cue");
}

/** The moment that will remind them. */
export function answerCue(talk: Talk, { text }: Reply) {
	if (!/\p{L}{2}/u.test(text) && !/\d.*[:.]/.test(text)) {
		talk.mustSay("noted");
		return talk.ask("cue", "smaller-cue", "ask-cue");
	}
	talk.note("cue", text);
	sayBack(
		talk,
		sentenceIn(text) ?? planSentence(text, talk.conversation.answers.act ?? ""),
	);
}

/** Says the plan back, to be corrected. */
export function sayBack(talk: Talk, sentence: string) {
	talk.change({ sentence });
	talk.mustSay("say-back", { plan: sentence });
	talk.ask("confirm", "ask-confirm");
}

/** Whether the plan stands, or how it should read. False where it is something else. */
export function answerConfirm(
	talk: Talk,
	{ text, heard, unreadable, length }: Reply,
): boolean {
	const sentence = sentenceIn(text);
	if (sentence) {
		talk.change({ sentence });
		talk.mustSay("corrected", { plan: sentence });
		askDate(talk);
		return true;
	}
	if (
		unreadable ||
		(
			[
				"play",
				"angry",
				"sceptic",
				"off-topic",
				"who-is-right",
				"why-ask",
				"unclear",
				"advice",
				"greeting",
			] as const
		).some((intent) => heard.has(intent))
	)
		return false;
	const agreed = (
		[
			"fine",
			"yes",
			"no",
			"silence",
			"thanks",
			"dont-know",
			"go-on",
			"none",
			"never",
		] as const
	).some((intent) => heard.has(intent));
	const { detours } = talk.conversation;
	if (length <= mostTimeWords && answersDay(talk, text)) return true;
	if (agreed) {
		talk.mustSay("agreed");
		askDate(talk);
	} else if (detours < mostCorrections) {
		talk.change({ detours: detours + 1 });
		talk.mustSay("rewrite");
		talk.ask("confirm", "ask-confirm");
	} else {
		const plan = `“${quoteOf(text) ?? talk.conversation.sentence ?? ""}”`;
		talk.change({ sentence: plan });
		talk.mustSay("corrected", { plan });
		askDate(talk);
	}
	return true;
}

/** Takes the plan as it stands, and asks for the day. */
export function askDate(talk: Talk) {
	talk.change({ detours: 0 });
	talk.ask("date", "ask-date", "smaller-date");
}

const unread = {
	none: "day-unread",
	past: "day-past",
	far: "day-far",
} as const;

/** A day in place of a correction says that the plan stands. */
function answersDay(talk: Talk, text: string): boolean {
	const heardDay = dayIn(text, talk.world.now, talk.world.timeZone);
	if (heardDay.kind === "day") settle(talk, heardDay.day);
	return heardDay.kind === "day";
}

/** The day on which to ask how it went. False where it is something else. */
export function answerDate(
	talk: Talk,
	{ text, heard, length }: Reply,
): boolean {
	const heardDay = dayIn(text, talk.world.now, talk.world.timeZone);
	if (heardDay.kind === "day") {
		settle(talk, heardDay.day);
		return true;
	}
	if (heard.has("never") || heard.has("no") || heard.has("none")) {
		settle(talk, undefined);
		return true;
	}
	const correction = sentenceIn(text);
	if (correction) {
		talk.change({ sentence: correction });
		talk.mustSay("corrected", { plan: correction });
		askDate(talk);
		return true;
	}
	return isAnswer(heard, length) && refuseDay(talk, heardDay.kind);
}

function isAnswer(heard: Reply["heard"], length: number): boolean {
	const others = (
		[
			"play",
			"angry",
			"sceptic",
			"off-topic",
			"who-is-right",
			"why-ask",
			"unclear",
			"advice",
			"greeting",
			"dont-know",
			"silence",
			"thanks",
		] as const
	).some((intent) => heard.has(intent));
	return length > 0 && !others;
}

function refuseDay(
	talk: Talk,
	kind: Exclude<DayHeard["kind"], "day">,
): boolean {
	const { detours } = talk.conversation;
	if (detours >= mostCorrections) settle(talk, undefined);
	else {
		talk.change({ detours: detours + 1 });
		talk.mustSay(unread[kind]);
		talk.ask("date", "smaller-date", "ask-date");
	}
	return true;
}

/** Hands out the plan; without a day, nobody will be asked how it went. */
export function settle(talk: Talk, on: Day | undefined) {
	if (on) talk.mustSay("done", { day: dayInWords(on.date) });
	else talk.mustSay("done-without-day");
	handOut(talk, on);
}

function handOut(talk: Talk, on: Day | undefined) {
	const { sentence = "", tip, themes } = talk.conversation;
	talk.change({ standing: "planned" });
	talk.deed = { kind: "plan", plan: { sentence, on, tip, themes } };
}

const shortWords = 7;

/** What comes after a plan: another day for it, a thank-you, or the next matter. */
export function answerAfterPlan(
	talk: Talk,
	{ text, heard, length }: Reply,
	anew: () => void,
) {
	const heardDay = dayIn(text, talk.world.now, talk.world.timeZone);
	if (heardDay.kind === "day" && length <= shortWords) {
		talk.mustSay("day-changed", { day: dayInWords(heardDay.day.date) });
		return handOut(talk, heardDay.day);
	}
	const closing = (["thanks", "silence", "stop", "no", "fine"] as const).some(
		(intent) => heard.has(intent),
	);
	const thanked =
		talk.world.content.ear(text.split(/[,.;!]/)[0] ?? "").has("thanks") &&
		length <= 15;
	if (closing || thanked || (heard.has("yes") && length <= 2))
		return talk.mustSay("after-plan");
	anew();
}
