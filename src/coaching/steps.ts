import type { Ask } from "./conversation.js";
import { makeOffer } from "./options.js";
import type { Reply } from "./reply.js";
import type { Talk } from "./talk.js";

/** What is asked of the matter before anything is offered: the outcome, then the situation, the role, the people, own strengths (A32, A40). */
export const openAsks = [
	"goal",
	"instance",
	"role",
	"needs",
	"strengths",
] as const;

/** One of these. */
type OpenAsk = (typeof openAsks)[number];

const fewWords = 4;
const toldAtLength = 45;
const longFrom = 60;

/** Whether a question is one of these. */
export function isOpenAsk(ask: Ask): ask is OpenAsk {
	return (openAsks as readonly Ask[]).includes(ask);
}

/** Asks what was not asked yet; once all was, offers. */
export function proceed(talk: Talk) {
	const next = openAsks.find(
		(ask) => talk.conversation.answers[ask] === undefined,
	);
	if (next) return talk.ask(next, `ask-${next}`, `smaller-${next}`);
	talk.break();
	makeOffer(talk);
}

/** Leaves open what was not answered, and offers. */
export function hurryOn(talk: Talk) {
	const unasked = openAsks.filter(
		(ask) => talk.conversation.answers[ask] === undefined,
	);
	talk.change({
		detours: 0,
		answers: {
			...talk.conversation.answers,
			...Object.fromEntries(unasked.map((ask) => [ask, ""])),
		},
	});
	proceed(talk);
}

/** What is going on. A few words are taken as the beginning of it. */
export function answerSituation(talk: Talk, reply: Reply) {
	const { text, length, guidance, heard } = reply;
	const before = talk.conversation.answers.situation;
	const { detours } = talk.conversation;
	if (
		guidance.scope === "out" &&
		before === undefined &&
		length >= fewWords &&
		detours === 0
	) {
		talk.change({ detours: detours + 1 });
		talk.mustSay("off-topic");
		return talk.ask("situation", "smaller-situation", "ask-situation");
	}
	talk.note("situation", before === undefined ? text : `${before}\n${text}`);
	if (length < fewWords && before === undefined) {
		talk.mustSay(...briefly(talk, reply));
		return talk.ask("situation", "smaller-situation");
	}
	const judged = talk.world.guide.judge(
		talk.conversation.answers.situation ?? "",
	);
	if (judged.scope === "in") talk.change({ themes: judged.themes });
	const reason = judged.scope === "in" ? judged.reasons[0]?.words : undefined;
	if (heard.has("role")) talk.note("role", text);
	if (length > toldAtLength) talk.note("instance", "");
	// While something burns, nobody has time to look at their strengths.
	if (talk.conversation.themes.includes("crisis")) {
		talk.note("role", "");
		talk.note("strengths", "");
	}
	const long = length > longFrom;
	if (!isHeavy(reply))
		talk.mustSay(
			long ? "heard-long" : "heard-situation",
			talk.quote(text, reason),
		);
	proceed(talk);
}

/** An answer about the goal or the reality. */
export function answerOpen(talk: Talk, reply: Reply) {
	const { ask, answers } = talk.conversation;
	const { text, length, heard } = reply;
	if (!isOpenAsk(ask)) return;
	const before = answers[ask];
	talk.note(ask, before ? `${before}\n${text}` : text);
	if (heard.has("role") && answers.role === undefined) talk.note("role", text);
	const thin = length <= 2 && !before && (ask === "goal" || ask === "needs");
	if (thin && talk.firstTime(`further:${ask}`)) {
		talk.mustSay(...briefly(talk, reply));
		return talk.ask(ask, "ask-further");
	}
	if (!isHeavy(reply)) reflect(talk, reply, ask);
	proceed(talk);
}

/** Nobody wants their distress quoted back. */
function isHeavy({ heard }: Reply): boolean {
	return heard.has("distress") || heard.has("weariness");
}

function reflect(talk: Talk, { text, length, guidance }: Reply, ask: OpenAsk) {
	const reason =
		guidance.scope === "in" ? guidance.reasons[0]?.words : undefined;
	if (length > longFrom)
		return talk.mustSay("heard-long", talk.quote(text, reason));
	if (length < 3 || !talk.say(`heard-${ask}`, talk.quote(text)))
		talk.mustSay("noted");
}

function briefly(talk: Talk, { text }: Reply): Parameters<Talk["mustSay"]> {
	const quote = talk.quote(text);
	return quote.theirWords === undefined ? ["noted"] : ["brief", quote];
}
