import { withEmoji } from "./emoji.js";
import { html } from "./html.js";
import { link, mention, nameOf } from "./mrkdwn.js";

/** A rich_text block. */
export function RichText({ elements, state }) {
	return elements.map((part) => {
		switch (part.type) {
			case "rich_text_section":
				return html`<p class="run">${runs(part.elements, state)}</p>`;
			case "rich_text_quote":
				return html`<blockquote>${runs(part.elements, state)}</blockquote>`;
			case "rich_text_preformatted":
				return html`<pre>${runs(part.elements, state)}</pre>`;
			case "rich_text_list":
				return html`<${List} part=${part} state=${state} />`;
			default:
				return html`<pre class="unknown">${JSON.stringify(part, null, 2)}</pre>`;
		}
	});
}

function List({ part, state }) {
	const items = part.elements.map(
		(item) => html`<li class="run">${runs(item.elements, state)}</li>`,
	);
	const name = `indent-${part.indent ?? 0}`;
	return part.style === "ordered"
		? html`<ol class=${name} start=${(part.offset ?? 0) + 1}>${items}</ol>`
		: html`<ul class=${name}>${items}</ul>`;
}

function runs(elements, state) {
	return elements.map((element) =>
		styled(piece(element, state), element.style),
	);
}

function piece(element, state) {
	switch (element.type) {
		case "text":
			return element.text;
		case "link":
			return link(element.url, element.text ?? element.url);
		case "user":
			return mention(`@${nameOf(element.user_id, state) ?? element.user_id}`);
		case "channel":
			return mention(
				`#${nameOf(element.channel_id, state) ?? element.channel_id}`,
			);
		case "broadcast":
			return mention(`@${element.range}`);
		case "usergroup":
			return mention(`@${element.usergroup_id}`);
		case "emoji":
			return withEmoji(`:${element.name}:`);
		case "date":
			return html`<time>${element.fallback ?? new Date(element.timestamp * 1000).toLocaleString()}</time>`;
		case "color":
			return html`<code>${element.value}</code>`;
		default:
			return html`<code>${JSON.stringify(element)}</code>`;
	}
}

function styled(content, style = {}) {
	let wrapped = content;
	if (style.code) wrapped = html`<code>${wrapped}</code>`;
	if (style.bold) wrapped = html`<strong>${wrapped}</strong>`;
	if (style.italic) wrapped = html`<em>${wrapped}</em>`;
	if (style.strike) wrapped = html`<s>${wrapped}</s>`;
	if (style.underline) wrapped = html`<u>${wrapped}</u>`;
	return wrapped;
}
