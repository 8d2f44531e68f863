import { html } from "./html.js";
import { link } from "./mrkdwn.js";

const inline =
	/`([^`]+)`|\[([^\]]+)\]\(([^)\s]+)\)|\*\*([^*]+)\*\*|__([^_]+)__|(?<![\p{L}\p{N}*])\*([^*\n]+)\*|(?<![\p{L}\p{N}_])_([^_\n]+)_(?![\p{L}\p{N}])|~~([^~]+)~~/u;

/** Standard Markdown, as far as a markdown block goes: headings, lists, quotes, fences, and words in them. */
export function Markdown({ text }) {
	return parts(text.split("\n")).map(({ kind, lines }) => {
		switch (kind) {
			case "heading":
				return html`<p class="md-heading">${runs(lines[0].replace(/^#+\s*/, ""))}</p>`;
			case "bullet":
				return html`<ul>${lines.map((line) => html`<li>${runs(line.replace(/^\s*[-*+]\s+/, ""))}</li>`)}</ul>`;
			case "number":
				return html`<ol>${lines.map((line) => html`<li>${runs(line.replace(/^\s*\d+[.)]\s+/, ""))}</li>`)}</ol>`;
			case "quote":
				return html`<blockquote>${runs(lines.map((line) => line.replace(/^>\s?/, "")).join("\n"))}</blockquote>`;
			case "fence":
				return html`<pre>${lines.slice(1).join("\n")}</pre>`;
			case "rule":
				return html`<hr />`;
			case "gap":
				return null;
			default:
				return html`<p>${runs(lines.join("\n"))}</p>`;
		}
	});
}

function parts(lines) {
	const found = [];
	let isFenced = false;
	for (const line of lines) {
		if (line.startsWith("```")) {
			isFenced = !isFenced;
			if (isFenced) found.push({ kind: "fence", lines: [line] });
			continue;
		}
		const kind = isFenced ? "fence" : kindOf(line);
		const last = found.at(-1);
		const joins = last?.kind === kind && kind !== "heading" && kind !== "rule";
		if (joins) last.lines.push(line);
		else found.push({ kind, lines: [line] });
	}
	return found;
}

function kindOf(line) {
	if (line.trim() === "") return "gap";
	if (/^#{1,6}\s/.test(line)) return "heading";
	if (/^(---+|\*\*\*+)$/.test(line.trim())) return "rule";
	if (/^\s*[-*+]\s/.test(line)) return "bullet";
	if (/^\s*\d+[.)]\s/.test(line)) return "number";
	return line.startsWith(">") ? "quote" : "words";
}

function runs(text) {
	const found = inline.exec(text);
	if (found === null) return text === "" ? [] : [text];
	const [all, code, label, target, bold, alsoBold, italic, alsoItalic, strike] =
		found;
	const inside = code
		? html`<code>${code}</code>`
		: target
			? link(target, label)
			: (bold ?? alsoBold)
				? html`<strong>${runs(bold ?? alsoBold)}</strong>`
				: strike
					? html`<s>${runs(strike)}</s>`
					: html`<em>${runs(italic ?? alsoItalic)}</em>`;
	return [
		text.slice(0, found.index),
		inside,
		...runs(text.slice(found.index + all.length)),
	];
}
