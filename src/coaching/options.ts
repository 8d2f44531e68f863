import type { Judged } from "../guidance/guidance.js";
import type { Tip } from "../tips/tip.js";
import {
	chosenTip,
	guidanceOn,
	offerBank,
	reasonsToTell,
	tipsToOffer,
	wordsOn,
} from "./offer.js";
import { actOfTitle } from "./plan.js";
import { quoteOf, withoutLooseEnd } from "./quote.js";
import type { Reply } from "./reply.js";
import type { Talk } from "./talk.js";
import { hash } from "./voice.js";

const stanceNames = {
	manage: "managing",
	lead: "leading",
	both: "a mix of the two",
} as const;

/** The guide's reading of the matter with its reasons, as an offer, and tips to choose from. */
export function makeOffer(talk: Talk) {
	const guidance = guidanceOn(talk.conversation, talk.world.guide);
	if (guidance.scope !== "in") {
		const { contacts } = talk.world.content.contacts;
		if (guidance.scope === "sensitive") talk.contacts = contacts;
		talk.mustSay("offer-blank");
		return talk.ask("act", "ask-act", "smaller-act");
	}
	if (guidance.question && askDoubt(talk, guidance)) return;
	talk.change({ themes: guidance.themes });
	talk.mustSay(offerBank(guidance), { stance: stanceNames[guidance.verdict] });
	tellReasons(talk, guidance);
	talk.break();
	offerTips(talk, tipsToOffer(guidance));
}

function askDoubt(talk: Talk, { question, themes }: Judged): boolean {
	if (!question || talk.conversation.leadShare !== undefined) return false;
	if (!talk.firstTime(`doubt:${question.id}`)) return false;
	talk.mustSay("doubt");
	talk.change({ themes });
	talk.choices = question.options.map(({ answer }) => ({
		label: answer,
		says: answer,
	}));
	talk.askInWords("doubt", question.question);
	return true;
}

/** What settles a doubt: one of its answers, by number or words; anything else leaves it open. */
export function answerDoubt(
	talk: Talk,
	{ text, heard, unreadable }: Reply,
): boolean {
	if (unreadable || heard.has("play") || heard.has("angry")) return false;
	const guidance = guidanceOn(talk.conversation, talk.world.guide);
	const options =
		guidance.scope === "in" ? (guidance.question?.options ?? []) : [];
	const chosen =
		options[
			placeIn(
				text,
				options.map(({ answer }) => answer),
			)
		];
	if (chosen) talk.change({ leadShare: chosen.leadShare });
	talk.note("doubt", text);
	talk.mustSay("noted");
	talk.break();
	makeOffer(talk);
	return true;
}

function placeIn(text: string, answers: readonly string[]): number {
	const wordsOf = (said: string): string[] =>
		said.toLowerCase().match(/\p{L}+/gu) ?? [];
	const number =
		/^\W*(?:the |option |number )*(\d|first|second|third|fourth|last)\b/i
			.exec(text)?.[1]
			?.toLowerCase();
	if (number)
		return number === "last"
			? answers.length - 1
			: Number.isNaN(Number(number))
				? ["first", "second", "third", "fourth"].indexOf(number)
				: Number(number) - 1;
	if (/\b(both|bit of each|some of each)\b/i.test(text))
		return answers.findIndex((answer) => /both|each|some/i.test(answer));
	const said = new Set(wordsOf(text));
	const scores = answers.map((answer) => {
		const words = wordsOf(answer).filter(
			(word) => !/^(the|and|or|it|is|of|to|a|they|be)$/.test(word),
		);
		return (
			words.filter((word) => said.has(word)).length / Math.max(1, words.length)
		);
	});
	const best = Math.max(...scores);
	return best > 0.3 && scores.filter((score) => score === best).length === 1
		? scores.indexOf(best)
		: -1;
}

function tellReasons(talk: Talk, guidance: Judged) {
	const told = reasonsToTell(guidance).filter(({ because, words }) => {
		const quotable = quoteOf(words) !== undefined && !/[?!]/.test(because);
		return quotable && talk.firstTime(`because:${hash(because)}`);
	});
	for (const { words, meaning, because } of told)
		talk.say("reason", {
			...talk.quote(withoutLooseEnd(words)),
			meaning,
			because,
		});
	if (told.length === 0) talk.say("reasonless");
}

function offerTips(talk: Talk, tips: readonly Tip[]) {
	const { offered } = talk.conversation;
	talk.change({
		choices: tips.map(({ id }) => id),
		offered: [...offered, ...tips.map(({ id }) => id)],
	});
	showChoices(talk);
	if (tips.length === 0) return talk.ask("act", "ask-act", "smaller-act");
	talk.ask("choice", "ask-choice");
}

/** Puts the tips that stand open beside the words. */
export function showChoices(talk: Talk) {
	const tips = openTips(talk);
	talk.choices = [
		...tips.map(({ id, title }) => ({ label: title, says: title, tip: id })),
		{ label: "Other ideas", says: "other ideas" },
	];
}

function openTips({ conversation, world }: Talk): Tip[] {
	return conversation.choices.flatMap((id) => world.content.tip(id) ?? []);
}

/** What somebody says to an offer. False where it is something else. */
export function answerChoice(talk: Talk, reply: Reply): boolean {
	const { heard, text } = reply;
	const tip = chosenTip(text, openTips(talk));
	if (tip) {
		takeTip(talk, tip);
		return true;
	}
	if (heard.has("several")) {
		talk.mustSay("one-first");
		showChoices(talk);
		talk.ask("choice", "ask-choice", "smaller-choice");
		return true;
	}
	if (heard.has("more") || heard.has("none") || heard.has("no")) {
		offerOthers(talk);
		return true;
	}
	return false;
}

function takeTip(talk: Talk, tip: Tip) {
	talk.change({ tip: tip.id });
	talk.note("choice", tip.title);
	talk.note("act", actOfTitle(tip.title));
	talk.mustSay("took-tip");
	talk.tip = tip.id;
	talk.ask("cue", "ask-cue", "smaller-cue");
}

const mostOffers = 3;

function offerOthers(talk: Talk) {
	const { answers, leadShare, themes, offered } = talk.conversation;
	const words = wordsOn(answers);
	const judged = talk.world.guide.judge(words);
	const share = leadShare ?? (judged.scope === "in" ? judged.leadShare : 50);
	const { guide } = talk.world;
	const tips =
		offered.length < mostOffers * 3
			? tipsToOffer(
					guide.resume({
						words,
						cut: false,
						leadShare: share,
						themes,
						shown: offered,
					}),
				)
			: [];
	if (tips.length === 0) {
		talk.change({ choices: [] });
		talk.mustSay("no-more-ideas");
		return talk.ask("act", "ask-act", "smaller-act");
	}
	talk.mustSay("more-ideas");
	offerTips(talk, tips);
}
