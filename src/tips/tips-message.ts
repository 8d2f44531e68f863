import type { KnownBlock } from "@slack/types";
import { type Theme, themes } from "../guidance/theme.js";
import type { Answer } from "../slack/answer.js";
import { cutTo } from "../slack/answer.js";
import type { Owner, Seal } from "../slack/seal.js";
import { type Library, stemsOf } from "./library.js";
import type { Tip } from "./tip.js";
import { tipBlock } from "./tip-message.js";

/** What somebody looks up, and which page of it, from 0. */
export type Look = { query: string; page: number };

const tipsAPage = 3;

/** A page of the tip library: everything, a theme, or what fits some words. */
export function tipsMessage(
	{ query, page }: Look,
	owner: Owner,
	{ library, seal }: { library: Library; seal: Seal },
): Answer {
	const found = tipsFor(query, library);
	const pages = Math.max(1, Math.ceil(found.length / tipsAPage));
	const here = Math.min(Math.max(0, page), pages - 1);
	const shown = found.slice(here * tipsAPage, (here + 1) * tipsAPage);
	const text = titleOf(query, found.length, here, pages);
	const carry = (next: number) =>
		seal.close(JSON.stringify([query, next]), owner);
	return {
		text,
		blocks: [
			{ type: "section", text: { type: "plain_text", text } },
			...(query === "" && here === 0 ? [shelves()] : []),
			...shown.map((tip) => tipBlock(tip, { withStance: true })),
			...buttons([
				here > 0 && button("tips-page-0", "Back", carry(here - 1)),
				here < pages - 1 && button("tips-page-1", "More", carry(here + 1)),
				query !== "" &&
					button(
						"judge-instead",
						"Judge this instead",
						seal.close(`tips ${query}`, owner),
					),
			]),
		],
	};
}

/** The tips for a theme's name or for words, the best first; all of them, theme by theme, for no words. */
function tipsFor(query: string, library: Library): Tip[] {
	if (query === "") return themes.flatMap((theme) => shelf(theme, library));
	const theme = themeNamed(query);
	if (theme) return shelf(theme, library);
	return library
		.fitting({ themes: {}, words: library.meeting(stemsOf(query)) })
		.map(({ tip }) => tip);
}

function shelf(theme: Theme, { tips }: Library): Tip[] {
	const of = tips.filter((tip) => tip.themes[0] === theme);
	const lead = of.filter(({ stance }) => stance === "lead");
	const manage = of.filter(({ stance }) => stance === "manage");
	return lead.flatMap((tip, i) =>
		[tip, manage[i]].filter((one) => one !== undefined),
	);
}

function themeNamed(query: string): Theme | undefined {
	const name = query.toLowerCase().replace(/[\s_]+/g, "-");
	return themes.find(
		(theme) => theme === name || `${theme}s` === name || theme === `${name}s`,
	);
}

function titleOf(
	query: string,
	count: number,
	page: number,
	pages: number,
): string {
	if (count === 0)
		return `I have no tip for “${cutTo(60, query)}”. Try one of these themes: ${themes.join(", ")}.`;
	const of = query === "" ? "All tips" : `Tips for “${cutTo(60, query)}”`;
	return `${of}: ${count}, page ${page + 1} of ${pages}.`;
}

function shelves(): KnownBlock {
	return {
		type: "section",
		text: {
			type: "plain_text",
			text: `Add a theme to see its shelf: ${themes.join(", ")}.`,
		},
	};
}

type Button = {
	type: "button";
	action_id: string;
	text: { type: "plain_text"; text: string };
	value: string;
};

function button(action: string, text: string, value: string): Button {
	return {
		type: "button",
		action_id: action,
		text: { type: "plain_text", text },
		value,
	};
}

function buttons(wanted: (Button | false)[]): KnownBlock[] {
	const elements = wanted.filter((one) => one !== false);
	return elements.length > 0 ? [{ type: "actions", elements }] : [];
}
