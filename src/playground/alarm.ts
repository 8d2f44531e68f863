import type { Block } from "./message.js";
import { isFields, named } from "./rule.js";

/** A live mention in something the bot said: words that would ring somebody's phone. */
export type Mention = {
	kind: "everyone" | "person" | "channel";
	written: string;
};

const escaped =
	/<(!(?:channel|here|everyone|subteam)[^>]*|[@#][A-Z0-9][^>]*)>/g;
const bare =
	/(?<![\p{L}\p{N}&/])(@(?:channel|here|everyone)|[@#][\p{L}\p{N}_-]+)/gu;

/**
 * The live mentions of a message. Text objects are read as Slack reads mrkdwn: unless `verbatim`,
 * a bare name in them becomes a link too; `names` are those that Slack would know.
 */
export function liveMentions(
	message: { text: string; blocks: readonly Block[] },
	names: readonly string[],
): Mention[] {
	return [...inAngles(message.text), ...inParts(message.blocks, names)];
}

function inParts(part: unknown, names: readonly string[]): Mention[] {
	if (Array.isArray(part)) return part.flatMap((each) => inParts(each, names));
	if (!isFields(part)) return [];
	if (part.type === "broadcast")
		return [{ kind: "everyone", written: `@${named(part.range)}` }];
	if (typeof part.text === "string") {
		if (part.type === "mrkdwn")
			return part.verbatim === true
				? inAngles(part.text)
				: [...inAngles(part.text), ...inBareWords(part.text, names)];
		return part.type === "markdown" ? inAngles(part.text) : [];
	}
	return Object.values(part).flatMap((each) => inParts(each, names));
}

function inAngles(text: string): Mention[] {
	return [...text.matchAll(escaped)].map(([written, inner = ""]) => ({
		kind: inner.startsWith("!")
			? "everyone"
			: inner.startsWith("@")
				? "person"
				: "channel",
		written,
	}));
}

function inBareWords(text: string, names: readonly string[]): Mention[] {
	const written = [...text.replace(escaped, "").matchAll(bare)].map(
		([all]) => all,
	);
	return written.flatMap((name): Mention[] => {
		if (/^@(channel|here|everyone)$/.test(name))
			return [{ kind: "everyone", written: name }];
		if (!names.includes(name)) return [];
		return [
			{ kind: name.startsWith("@") ? "person" : "channel", written: name },
		];
	});
}
