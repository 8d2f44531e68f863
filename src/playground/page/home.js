import { useRef, useState } from "preact/hooks";
import { Blocks } from "./blocks.js";
import { initialRaws } from "./elements.js";
import { html } from "./html.js";
import { viewSurface } from "./modal.js";

/** The app's Home, once it has published one. */
export function Home({ state }) {
	const view = state.home;
	const raws = useRef({});
	const [busy, setBusy] = useState(undefined);
	if (view === null)
		return html`<div class="home"><p class="hint">${state.bot.name} has nothing on its Home yet.</p></div>`;
	raws.current = { ...initialRaws(view.content.blocks), ...raws.current };
	const surface = viewSurface({ state, view, raws, busy, setBusy });
	return html`
		<section class="home" aria-label="Home">
			<${Blocks} blocks=${view.content.blocks} surface=${surface} />
		</section>
	`;
}
