import type { Block } from "./message.js";

/** Names as people type them (`@sam`, `#leads`) and what Slack writes instead. */
export type Names = ReadonlyMap<
	string,
	{ id: string; kind: "user" | "channel" }
>;

type Piece =
	| { type: "text"; text: string }
	| { type: "user"; user_id: string; name: string }
	| { type: "channel"; channel_id: string; name: string }
	| { type: "broadcast"; range: string }
	| { type: "link"; url: string };

const special =
	/@(?:here|channel|everyone)\b|[@#][\p{L}\p{N}_-]+|https?:\/\/[^\s<>]+/gu;

/** The text of a command as Slack hands it on: trimmed, and with names and links turned into ids where the manifest asks. */
export function commandText(
	typed: string,
	escapes: boolean,
	names: Names,
): string {
	const trimmed = typed.trim();
	if (!escapes) return trimmed;
	return pieces(trimmed, names).map(withName).join("");
}

/** A message as Slack hands it on: `& < >` escaped, names and links as ids, and the same in rich text. */
export function messageText(
	typed: string,
	names: Names,
): { text: string; blocks: Block[] } {
	const parts = pieces(typed, names);
	const elements = parts.map(({ ...part }) => {
		if ("name" in part) delete (part as { name?: string }).name;
		return part;
	});
	return {
		text: parts.map(withoutName).join(""),
		blocks: [
			{
				type: "rich_text",
				block_id: "typed",
				elements: [{ type: "rich_text_section", elements }],
			},
		],
	};
}

/** `& < >` as Slack escapes them. */
function escapeText(text: string): string {
	return text
		.replace(/&/g, "&amp;")
		.replace(/</g, "&lt;")
		.replace(/>/g, "&gt;");
}

function pieces(typed: string, names: Names): Piece[] {
	const found: Piece[] = [];
	let end = 0;
	for (const match of typed.matchAll(special)) {
		const piece = meaning(match[0], names);
		if (piece === undefined) continue;
		if (match.index > end)
			found.push({ type: "text", text: typed.slice(end, match.index) });
		found.push(piece);
		end = match.index + match[0].length;
	}
	if (end < typed.length) found.push({ type: "text", text: typed.slice(end) });
	return found;
}

function meaning(written: string, names: Names): Piece | undefined {
	if (written.startsWith("http")) return { type: "link", url: written };
	if (/^@(here|channel|everyone)$/.test(written))
		return { type: "broadcast", range: written.slice(1) };
	const known = names.get(written.toLowerCase());
	if (known === undefined) return undefined;
	const name = written.slice(1);
	return known.kind === "user"
		? { type: "user", user_id: known.id, name }
		: { type: "channel", channel_id: known.id, name };
}

function withName(piece: Piece): string {
	if (piece.type === "user") return `<@${piece.user_id}|${piece.name}>`;
	if (piece.type === "channel") return `<#${piece.channel_id}|${piece.name}>`;
	return withoutName(piece);
}

function withoutName(piece: Piece): string {
	switch (piece.type) {
		case "text":
			return escapeText(piece.text);
		case "user":
			return `<@${piece.user_id}>`;
		case "channel":
			return `<#${piece.channel_id}|${piece.name}>`;
		case "broadcast":
			return `<!${piece.range}>`;
		case "link":
			return `<${escapeText(piece.url)}>`;
	}
}
