const tilted =
	/\b(real|true|great|good|born) (leaders?|managers?)\b|\b(not|don't|never) (just|merely|only) (manage|lead|a manager|a leader)\b|\bmere(ly)? manag|\bbeyond manag|\bbosses? (vs|versus)\b|\bleaders? (rather than|instead of|not) managers?\b|\bmanagers? (rather than|instead of|not) leaders?\b/i;
const dated =
	/\b(19|20)\d\d\b|\b(covid|pandemic|corona|lockdown|nowadays|these days of)\b/i;
const brands =
	/\b(Slack|Zoom|Microsoft|Jira|Trello|Asana|Notion|Google|Apple|Amazon|WhatsApp|Excel|LinkedIn|PowerPoint|Teams (call|chat|channel))\b/;
const hollow =
	/\b(synergy|synergies|empower(ed|ing|ment)?|leverage[ds]?|stakeholders?|buy-in|game[- ]changer|best[- ]in[- ]class|win-win|low-hanging fruit|move the needle)\b/i;

/** What breaks our tone in a text: each fault with the words that it is about. */
export function toneFaults(text: string): string[] {
	const checks: [RegExp, string][] = [
		[tilted, "ranks leading and managing"],
		[dated, "is dated"],
		[brands, "names a brand"],
		[hollow, "uses a hollow word"],
		[/!/, "exclaims"],
	];
	return checks.flatMap(([pattern, fault]) => {
		const found = pattern.exec(text);
		return found ? [`${fault}: “${found[0]}”`] : [];
	});
}
