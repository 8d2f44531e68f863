import { Element, Input } from "./elements.js";
import { withEmoji } from "./emoji.js";
import { html } from "./html.js";
import { Markdown } from "./markdown.js";
import { Mrkdwn } from "./mrkdwn.js";
import { RichText } from "./rich-text.js";

/** Blocks in their order. */
export function Blocks({ blocks, surface }) {
	return html`
		<div class="blocks">
			${blocks.map((block) => html`<${Block} key=${block.block_id} block=${block} surface=${surface} />`)}
		</div>
	`;
}

function Block({ block, surface }) {
	const draw = Object.hasOwn(drawn, block.type) ? drawn[block.type] : undefined;
	if (draw === undefined)
		return html`<pre class="unknown">${JSON.stringify(block, null, 2)}</pre>`;
	return html`<div class=${`block block-${block.type}`}>${draw(block, surface)}</div>`;
}

const drawn = {
	header: ({ text }) => html`<h2>${withEmoji(text.text)}</h2>`,
	divider: () => html`<hr />`,
	markdown: ({ text }) => html`<${Markdown} text=${text} />`,
	rich_text: ({ elements }, { state }) =>
		html`<${RichText} elements=${elements} state=${state} />`,
	section: (block, surface) => html`
		<div class="section-words">
			${block.text && html`<p class="run"><${Text} text=${block.text} state=${surface.state} /></p>`}
			${
				block.fields &&
				html`<div class="fields">${block.fields.map((text) => html`<p class="run"><${Text} text=${text} state=${surface.state} /></p>`)}</div>`
			}
		</div>
		${
			block.accessory &&
			html`<div class="accessory"><${Element} element=${block.accessory} block=${block} surface=${surface} /></div>`
		}
	`,
	context: ({ elements }, { state }) =>
		elements.map((element) =>
			element.type === "image"
				? html`<${Picture} image=${element} />`
				: html`<span class="run"><${Text} text=${element} state=${state} /></span>`,
		),
	actions: (block, surface) =>
		html`<${Elements} block=${block} surface=${surface} />`,
	context_actions: (block, surface) =>
		html`<${Elements} block=${block} surface=${surface} />`,
	input: (block, surface) =>
		html`<${Input} block=${block} surface=${surface} />`,
	image: (block) => html`
		<figure>
			${block.title && html`<figcaption>${block.title.text}</figcaption>`}
			<${Picture} image=${block} />
		</figure>
	`,
	table: (block, surface) =>
		html`<${Table} block=${block} surface=${surface} />`,
	alert: ({ text, level }, { state }) =>
		html`<p class=${`alert ${level ?? "default"}`}><${Text} text=${text} state=${state} /></p>`,
};

/** A text object, plain or mrkdwn. */
export function Text({ text, state }) {
	return text.type === "mrkdwn"
		? html`<${Mrkdwn} text=${text.text} state=${state} />`
		: withEmoji(text.text);
}

function Elements({ block, surface }) {
	return block.elements.map(
		(element) =>
			html`<${Element} key=${element.action_id} element=${element} block=${block} surface=${surface} />`,
	);
}

/** Pictures from elsewhere are not fetched: nothing leaves this computer. */
function Picture({ image }) {
	const isOurs = image.image_url?.startsWith("data:");
	return isOurs
		? html`<img src=${image.image_url} alt=${image.alt_text} />`
		: html`<span class="picture">Picture: ${image.alt_text}</span>`;
}

function Table({ block, surface }) {
	const align = (column) => block.column_settings?.[column]?.align ?? "left";
	return html`
		<div class="table-scroll" role="region" aria-label="Table" tabindex="0">
			<table>
				<tbody>
					${block.rows.map(
						(row) => html`
							<tr>
								${row.map(
									(cell, column) => html`
										<td class=${`align-${align(column)}`}>
											${
												cell.type === "rich_text"
													? html`<${RichText} elements=${cell.elements} state=${surface.state} />`
													: cell.text
											}
										</td>
									`,
								)}
							</tr>
						`,
					)}
				</tbody>
			</table>
		</div>
	`;
}
