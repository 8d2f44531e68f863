/** What a situation, or a tip, can be about. */
export const themes = [
	"crisis",
	"change",
	"deadlines",
	"performance",
	"accountability",
	"resources",
	"process",
	"delegation",
	"goals",
	"vision",
	"motivation",
	"recognition",
	"feedback",
	"conflict",
	"communication",
	"innovation",
	"growth",
	"retention",
	"wellbeing",
	"remote",
	"new-leader",
	"trust",
	"hiring",
] as const;

/** One of the 23 themes. */
export type Theme = (typeof themes)[number];
