import type { PlainTextOption } from "@slack/types";

/** The choices of a menu for what was typed into it, the likeliest first. */
export type Suggestion = (typed: string) => Promise<PlainTextOption[]>;

/** As many choices as Slack takes. */
export const mostChoices = 100;
