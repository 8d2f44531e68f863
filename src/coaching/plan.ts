import type { Theme } from "../guidance/theme.js";
import type { Day } from "./day.js";

/** What somebody means to do, and when the coach asks once how it went; `on` is missing where it shall not ask. */
export type Plan = {
	/** "When …, I will …." */
	sentence: string;
	on: Day | undefined;
	/** The tip that it follows, by id. */
	tip: string | undefined;
	themes: readonly Theme[];
};

const mostLength = 220;
const willDo =
	/\b(?:i['’]?ll|i will|i shall|i['’]?m (?:going to|gonna)|i am going to)\b\s*/i;
const whenFirst =
	/^(?:.{0,60}[:;,–-]\s+)?(?:so |ok |then |and |maybe |no,? )*(when(?:ever)?|if|once|as soon as|every time|next time)\s+(.{2,}?)[\s,;:–-]+(?:then )?(?:i['’]?ll|i will|i shall|i['’]?m (?:going to|gonna)|i am going to)\s+(.{2,})$/i;
const whenLast =
	/^(?:so |ok |then |and |maybe |no,? )*(?:i['’]?ll|i will|i shall|i['’]?m (?:going to|gonna)|i am going to)\s+(.{2,}?),?\s+(when(?:ever)?|once|as soon as|every time|next time)\s+(.{2,})$/i;

const timeFirst =
	/^((?:before|after|during|on|at|in|tomorrow|today|tonight|next|this|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b).{2,80}?),\s+(?:i['’]?ll|i will)\s+(.{2,})$/i;

/** The plan that somebody wrote as a whole sentence: "when she comes in i'll ask her", "I will ask her when she comes in". */
export function sentenceIn(words: string): string | undefined {
	const text = oneSentence(words);
	const first = whenFirst.exec(text);
	if (first)
		return sentence(
			clauseWith(first[1], first[2]),
			`will ${bareEnd(first[3])}`,
		);
	const last = whenLast.exec(text);
	if (last)
		return sentence(clauseWith(last[2], last[3]), `will ${bareEnd(last[1])}`);
	const timed = timeFirst.exec(text);
	if (timed) return planSentence(timed[1] ?? "", `I will ${timed[2]}`);
	return undefined;
}

/** The plan from a moment and an act, each in the person's words: grammatical whatever these are, as what does not fit is quoted. */
export function planSentence(cue: string, act: string): string {
	return sentence(cueClause(cue), actClause(act));
}

/** A tip's title as something that the person will do: "Put your name on it" is "put my name on it". */
export function actOfTitle(title: string): string {
	const said = title
		.replace(/[“”"?!.]/g, "")
		.replace(/\byou(?:['’]re| are) all\b/gi, "we’re all")
		.replace(/\byourself\b/gi, "myself")
		.replace(/\byours\b/gi, "mine")
		.replace(/\byour\b/gi, "my")
		.replace(/\byou['’]re\b|\byou are\b/gi, "I’m")
		.replace(/\byou['’](ll|d|ve)\b/gi, "I’$1")
		.replace(/\b(for|to|between|with|brings|from|by) you\b/gi, "$1 me")
		.replace(/\byou\b/gi, "I");
	return said.charAt(0).toLowerCase() + said.slice(1);
}

function sentence(cue: string, act: string): string {
	return `When ${cue}, I ${act}.`;
}

function clauseWith(how = "", clause = ""): string {
	const bare = bareEnd(clause);
	return /^(every|next) time$/i.test(how) && !/^i\b/i.test(bare)
		? `${bare} again`
		: bare;
}

function cueClause(cue: string): string {
	const text = bareEnd(oneSentence(cue)).replace(
		/^(?:so|ok|well|maybe|probably|then|i guess|i think)[,\s]+/i,
		"",
	);
	const clause =
		/^(?:when(?:ever)?|if|once|as soon as|every time|next time)\s+(.+)$/i.exec(
			text,
		)?.[1];
	if (clause && clause.split(" ").length >= 2) return clause;
	return `it's time (“${unquoted(text)}”)`;
}

function actClause(act: string): string {
	const text = bareEnd(oneSentence(act));
	const intended = text
		.replace(
			/^(?:so|ok|well|maybe|probably|then|yes|i guess|i think|perhaps)[,\s]+/i,
			"",
		)
		.replace(willDo, "I will ")
		.replace(
			/^(?:i['’]d|i would|i could|i can|i should|i want to|i['’]d like to|i would like to|i need to|i have to|i plan to|i might|try to|to)\s+(?!be able|not\b|n't)/i,
			"I will ",
		)
		.replace(/^I will (?:like to|probably|just|maybe|try to) /i, "I will ");
	const done = /^I will (.+)$/is.exec(intended)?.[1];
	if (done && baseVerb.test(done)) return `will ${done}`;
	const start = intended.charAt(0).toLowerCase() + intended.slice(1);
	if (baseVerb.test(start)) return `will ${start}`;
	return `will do this: “${unquoted(text)}”`;
}

const baseVerb =
	/^(add|admit|agree|answer|arrange|ask|begin|block|book|borrow|break|bring|build|buy|call|cancel|change|chase|check|choose|clear|close|collect|come|count|cover|cut|decide|delegate|describe|do|draft|draw|drop|email|end|explain|find|finish|fix|follow|get|give|go|grab|hand|hang|have|hear|help|hold|imagine|introduce|invite|keep|leave|let|list|listen|look|make|map|mark|meet|message|move|name|offer|open|own|pair|part|pause|phone|pick|plan|play|post|practise|practice|praise|prepare|promise|put|read|rehearse|remind|reply|restate|retell|review|ring|rule|run|say|schedule|see|send|set|settle|share|shield|shorten|show|sit|sketch|sort|speak|spend|split|stand|start|state|stay|step|stick|stop|strike|switch|take|talk|tally|tell|thank|tick|tie|trade|try|turn|update|use|visit|wait|walk|watch|work|write)\b(?! (?:is|was|are|were|has)\b)/i;

/** One line that can stand inside a sentence: stops in it become semicolons, so that it stays one. */
function oneSentence(words: string): string {
	const text = words
		.replace(/[\p{C}\s]+/gu, " ")
		.replace(/["“”„«»`*_<>{}]/g, "")
		.replace(/@(channel|here|everyone)\b/gi, "$1")
		.trim()
		.replace(
			/,\s*(thanks|thank you|please)( (so much|a lot|for asking))?[.!]*$/i,
			"",
		)
		.slice(0, mostLength);
	return text
		.replace(/\s*[.!?…。！？]+\s*(?=\S)/gu, (stop) =>
			/\s$/.test(stop) ? "; " : stop.replace(/[!?…。！？]/gu, ""),
		)
		.replace(/(\p{Lu}\p{Ll}*\.)(?=\S)/gu, "$1");
}

function bareEnd(text = ""): string {
	return text.replace(/^[\s,;:.…–—-]+|[\s,;:.!?…。！？–—-]+$/gu, "");
}

function unquoted(text: string): string {
	return text.replace(/[“”]/g, "");
}
