import { withEmoji } from "./emoji.js";
import { html } from "./html.js";

const inline =
	/```([\s\S]+?)```|`([^`\n]+)`|<([^<>\n]+)>|(https?:\/\/[^\s<>|]+[^\s<>|.,;:!?)])|(?<![\p{L}\p{N}])\*([^*\n]+)\*(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])_([^_\n]+)_(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])~([^~\n]+)~(?![\p{L}\p{N}])/u;

/** Slack's mrkdwn: live mentions and links, bold, italic, code, quotes. */
export function Mrkdwn({ text, state }) {
	const paragraphs = [];
	for (const line of text.split("\n")) {
		const quoted = /^(?:&gt;|>) ?(.*)$/.exec(line);
		const kind = quoted ? "quote" : "plain";
		const words = quoted ? quoted[1] : line;
		const last = paragraphs.at(-1);
		if (last?.kind === kind) last.lines.push(words);
		else paragraphs.push({ kind, lines: [words] });
	}
	return paragraphs.map(({ kind, lines }) => {
		const inside = runs(lines.join("\n"), state);
		return kind === "quote"
			? html`<blockquote>${inside}</blockquote>`
			: html`<span class="run">${inside}</span>`;
	});
}

function runs(text, state) {
	const found = inline.exec(text);
	if (found === null) return text === "" ? [] : [decode(text)];
	const [all, fence, code, angle, url, bold, italic, strike] = found;
	return [
		decode(text.slice(0, found.index)),
		piece({ fence, code, angle, url, bold, italic, strike }, state),
		...runs(text.slice(found.index + all.length), state),
	];
}

function piece({ fence, code, angle, url, bold, italic, strike }, state) {
	if (fence) return html`<pre>${decode(fence)}</pre>`;
	if (code) return html`<code>${decode(code)}</code>`;
	if (angle) return special(angle, state);
	if (url) return link(url, url);
	if (bold) return html`<strong>${runs(bold, state)}</strong>`;
	if (italic) return html`<em>${runs(italic, state)}</em>`;
	return html`<s>${runs(strike, state)}</s>`;
}

function special(inner, state) {
	const [target, label] = inner.split("|");
	if (target.startsWith("@"))
		return mention(
			`@${nameOf(target.slice(1), state) ?? label ?? target.slice(1)}`,
		);
	if (target.startsWith("#"))
		return mention(
			`#${label ?? nameOf(target.slice(1), state) ?? target.slice(1)}`,
		);
	if (target.startsWith("!date")) return label ?? "";
	if (target.startsWith("!")) return mention(`@${label ?? target.slice(1)}`);
	return link(target, label ?? target);
}

/** A live mention: it would ring somebody's phone. */
export function mention(name) {
	return html`<span class="mention">${name}</span>`;
}

/** The name behind an id. */
export function nameOf(id, state) {
	if (id === state.bot.id) return state.bot.name;
	return (
		state.people.find((person) => person.id === id)?.realName ??
		state.channels.find((channel) => channel.id === id)?.name
	);
}

/** A link that leaves by the front door: a new tab, and no word about where it came from. */
export function link(target, label) {
	const address = decode(target);
	return /^(https?:|mailto:)/i.test(address)
		? html`<a href=${address} target="_blank" rel="noreferrer noopener">${decode(label)}</a>`
		: decode(label);
}

function decode(text) {
	return withEmoji(
		text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&"),
	);
}
