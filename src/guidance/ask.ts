/** What somebody wants from `/lead-or-manage`. */
export type Ask =
	| { kind: "help" }
	| { kind: "tips"; query: string }
	| { kind: "situation"; situation: string };

const mostQueryWords = 3;

/** What the text behind the command asks for: "tips" with up to three words browses, more words are a situation. */
export function askOf(text: string): Ask {
	const said = text.trim();
	const [first = "", ...rest] = said.split(/\s+/);
	if (said === "" || /^(help|\?)$/i.test(said)) return { kind: "help" };
	if (/^tips?$/i.test(first) && rest.length <= mostQueryWords)
		return { kind: "tips", query: rest.join(" ") };
	return { kind: "situation", situation: said };
}
