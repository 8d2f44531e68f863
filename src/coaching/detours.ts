import { askCare, askResume } from "./care.js";
import type { Ask } from "./conversation.js";
import { dayIn, dayInWords } from "./day.js";
import type { Intent } from "./ear.js";
import { makeOffer, showChoices } from "./options.js";
import type { BankName } from "./phrases.js";
import { planSentence } from "./plan.js";
import type { Reply } from "./reply.js";
import { hurryOn, isOpenAsk, openAsks, proceed } from "./steps.js";
import type { Talk } from "./talk.js";
import { askDate, sayBack, settle } from "./will.js";

/** Questions about the coach itself, and wishes that others carry out. False where it is neither. */
export function sayAboutMe(talk: Talk, { heard, text }: Reply): boolean {
	const { standing, introduced } = talk.conversation;
	const command = (["forget-me", "know-me", "my-plans"] as const).find((name) =>
		heard.has(name),
	);
	if (command) {
		talk.mustSay(command);
		talk.deed = { kind: "command", command: { name: command } };
		return true;
	}
	if (heard.has("quiet")) {
		beQuiet(talk, text);
		return true;
	}
	const question = aboutMe.find(([intent]) => heard.has(intent));
	if (!question) return false;
	const [intent, bank] = question;
	const told = !introduced && intent !== "help" && standing === "open";
	if (!told) talk.mustSay(bank);
	if (standing !== "planned" && standing !== "handed-over") {
		talk.change({ standing: "open" });
		reask(talk);
	}
	return true;
}

const aboutMe: [Intent, BankName][] = [
	["what-is-kept", "what-i-keep"],
	["who-reads", "who-reads"],
	["what-are-you", "what-i-am"],
	["help", "help"],
];

function beQuiet(talk: Talk, text: string) {
	const until = /\b(until|till|til|before|for)\b(.*)/i.exec(text)?.[2];
	const heard = until
		? dayIn(until, talk.world.now, talk.world.timeZone)
		: undefined;
	const date = heard?.kind === "day" ? heard.day.date : undefined;
	if (date) talk.mustSay("quiet-until", { day: dayInWords(date) });
	else talk.mustSay("quiet");
	talk.deed = { kind: "command", command: { name: "quiet", until: date } };
}

/** How often a question is asked again before it is left open; what is no fault of the question is borne longer. */
const shortPatience = 1;
const patience = 2;
const openingPatience = 4;
/** After so many questions left open, ideas are of more use than further questions. */
const mostLeftOpen = 2;

const wavering: [Intent, BankName, number][] = [
	["thanks", "thanks", patience],
	["dont-know", "dont-know", shortPatience],
	["silence", "silence", shortPatience],
];

const besides: [Intent, BankName][] = [
	["play", "play"],
	["angry", "angry"],
	["sceptic", "sceptic"],
	["off-topic", "off-topic"],
	["who-is-right", "who-is-right"],
	["why-ask", "why-ask"],
];

/** Answers what is no answer to the question that stands open, and comes back to it. False where it is an answer. */
export function detour(talk: Talk, reply: Reply): boolean {
	const { heard, unreadable } = reply;
	const beside = besides.find(([intent]) => heard.has(intent));
	const wavered = wavering.find(([intent]) => heard.has(intent));
	if (beside) waver(talk, beside[1], patience, reask);
	else if (unreadable) misread(talk, unreadable);
	else if (heard.has("new-subject")) changeSubject(talk);
	else if (heard.has("skip")) skip(talk);
	else if (heard.has("hurry") || heard.has("advice"))
		advise(talk, heard.has("hurry"));
	else if (heard.has("unclear")) waver(talk, "unclear", patience, askSmaller);
	else if (heard.has("greeting")) greet(talk);
	else if (wavered) waver(talk, wavered[1], wavered[2], askSmaller);
	else if (
		heard.has("yes") ||
		heard.has("no") ||
		heard.has("go-on") ||
		heard.has("fine") ||
		heard.has("none")
	)
		waver(
			talk,
			heard.has("no") || heard.has("none") ? "no" : "yes",
			talk.conversation.ask === "choice" ? patience : shortPatience,
			askFurther,
		);
	else if (reply.asks) return turnQuestion(talk, reply);
	else return false;
	return true;
}

function misread(talk: Talk, unreadable: NonNullable<Reply["unreadable"]>) {
	if (unreadable === "language")
		talk.contacts = talk.world.content.contacts.contacts;
	waver(talk, unreadable, patience, reask);
}

function skip(talk: Talk) {
	if (talk.conversation.ask === "situation")
		waver(talk, "dont-know", patience, askSmaller);
	else giveUp(talk);
}

function changeSubject(talk: Talk) {
	talk.change({
		answers: {},
		themes: [],
		leadShare: undefined,
		choices: [],
		tip: undefined,
		sentence: undefined,
		detours: 0,
	});
	talk.mustSay("new-subject");
	talk.ask("situation", "ask-situation", "smaller-situation");
}

/** Whoever asks for advice gets the offer: at once when in a hurry, else after one more question. */
function advise(talk: Talk, hurried: boolean) {
	const { ask, answers } = talk.conversation;
	if (answers.situation === undefined || ask === "situation")
		return waver(talk, "advice-soon", patience, askSmaller);
	if (!isOpenAsk(ask)) return waver(talk, "your-call", patience, askSmaller);
	if (!hurried && ask === "goal" && talk.firstTime("advice"))
		return waver(talk, "advice-soon", patience, reask);
	hurryOn(talk);
}

function greet(talk: Talk) {
	const { turns } = talk.conversation;
	if (turns > 1) return waver(talk, "greeting-back", patience, reask);
	talk.mustSay("greeting");
	talk.ask("situation", "ask-situation");
}

/** A question back: at a question about the matter it is turned round, elsewhere it may be an answer. */
function turnQuestion(talk: Talk, reply: Reply): boolean {
	const { ask, detours } = talk.conversation;
	if (ask === "choice" || ask === "act" || ask === "cue" || ask === "date") {
		waver(talk, "your-call", patience, askSmaller);
		return true;
	}
	if (!isOpenAsk(ask) || reply.length > 25) return false;
	const quote = talk.quote(reply.text);
	if (quote.theirWords === undefined || reply.length < 2)
		waver(talk, "unclear", patience, askSmaller);
	else if (detours >= patience) giveUp(talk);
	else {
		talk.change({ detours: detours + 1 });
		talk.mustSay("heard-question", quote);
		talk.ask(ask, "ask-their-guess", `smaller-${ask}`);
	}
	return true;
}

function waver(
	talk: Talk,
	bank: BankName,
	most: number,
	again: (talk: Talk) => void,
) {
	const { detours } = talk.conversation;
	if (
		detours >= (talk.conversation.ask === "situation" ? openingPatience : most)
	)
		return giveUp(talk);
	talk.change({ detours: detours + 1 });
	talk.mustSay(bank);
	again(talk);
}

/** Leaves a question open that brought nothing, and goes on with what can be said all the same. */
function giveUp(talk: Talk) {
	const { ask, answers } = talk.conversation;
	talk.change({ detours: 0 });
	if (isOpenAsk(ask)) {
		talk.change({ answers: { ...answers, [ask]: answers[ask] ?? "" } });
		talk.mustSay("move-on");
		const open = openAsks.filter(
			(one) => talk.conversation.answers[one] === "",
		).length;
		if (open >= mostLeftOpen) hurryOn(talk);
		else proceed(talk);
	} else if (ask === "doubt") makeOffer(talk);
	else if (ask === "choice") {
		talk.change({ choices: [] });
		talk.mustSay("move-on");
		talk.ask("act", "ask-act", "smaller-act");
	} else if (ask === "confirm") askDate(talk);
	else if (ask === "cue")
		sayBack(talk, planSentence("this week", answers.act ?? ""));
	else if (ask === "date") settle(talk, undefined);
	else talk.speechless = true;
}

/** Asks what stands open once more, in other words. */
export function reask(talk: Talk) {
	const { ask } = talk.conversation;
	if (ask === "care") return askCare(talk);
	if (ask === "resume") return askResume(talk);
	if (ask === "doubt") return makeOffer(talk);
	if (ask === "choice") showChoices(talk);
	const smaller = smallerBank(ask);
	talk.ask(ask, `ask-${ask}`, ...(smaller ? [smaller] : []));
}

function askSmaller(talk: Talk) {
	const { ask } = talk.conversation;
	const smaller = smallerBank(ask);
	if (!smaller) return reask(talk);
	if (ask === "choice") showChoices(talk);
	talk.ask(
		ask,
		smaller,
		...(ask === "care" || ask === "resume" || ask === "doubt"
			? []
			: [`ask-${ask}` as const]),
	);
}

function askFurther(talk: Talk) {
	const { ask } = talk.conversation;
	if (isOpenAsk(ask)) return talk.ask(ask, "ask-further", `smaller-${ask}`);
	askSmaller(talk);
}

function smallerBank(ask: Ask): BankName | undefined {
	return ask === "care" ||
		ask === "resume" ||
		ask === "doubt" ||
		ask === "confirm"
		? undefined
		: `smaller-${ask}`;
}
