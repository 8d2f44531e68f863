/** What a person typed, out of a message's text: Slack's escapes undone, mentions and links by their names. */
export function wordsOf(text: string): string {
	return text
		.replace(
			/<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>/g,
			(_whole, kind: string, target: string, label?: string) => {
				if (label) return label;
				if (kind === "@") return "somebody";
				if (kind === "#") return "a channel";
				return kind === "!" ? "everyone" : target;
			},
		)
		.replaceAll("&lt;", "<")
		.replaceAll("&gt;", ">")
		.replaceAll("&amp;", "&");
}
