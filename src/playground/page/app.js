import { useEffect, useState } from "preact/hooks";
import { Conversation } from "./conversation.js";
import { Drawer } from "./drawer.js";
import { html } from "./html.js";
import { act, follow } from "./link.js";
import { Modal } from "./modal.js";
import { Side } from "./side.js";

/** The whole page, as one person sees it. */
export function App() {
	const [personId, setPersonId] = useState("U0ROBIN");
	const [state, setState] = useState(undefined);
	const [isLost, setLost] = useState(false);
	const [place, setPlace] = useState({ kind: "channel", index: 0 });
	const [isDrawerOpen, setDrawerOpen] = useState(false);

	useEffect(() => {
		const onState = (next) => {
			setState(next);
			setLost(false);
		};
		return follow(personId, onState, () => setLost(true));
	}, [personId]);

	if (state === undefined || state.me !== personId)
		return html`<p class="opening">Opening the playground…</p>`;

	const channel = state.channels[place.index] ?? state.channels[0];
	const go = (index, tab) => {
		setPlace({ index, tab });
		if (state.channels[index].kind === "im")
			void act({ do: "openHome", as: personId, tab: tab ?? "messages" });
	};
	document.title = `${label(channel)} · ${state.team} playground`;

	return html`
		<div class=${`frame ${isDrawerOpen ? "with-drawer" : ""}`}>
			<${Side}
				state=${state}
				isLost=${isLost}
				current=${channel.id}
				onGo=${go}
				onBe=${setPersonId}
			/>
			<${Conversation}
				key=${`${personId}:${channel.id}`}
				state=${state}
				channel=${channel}
				tab=${place.tab ?? "messages"}
				onTab=${(tab) => go(state.channels.indexOf(channel), tab)}
				isDrawerOpen=${isDrawerOpen}
				onDrawer=${() => setDrawerOpen(!isDrawerOpen)}
			/>
			${isDrawerOpen && html`<${Drawer} calls=${state.calls} onClose=${() => setDrawerOpen(false)} />`}
		</div>
		${state.modal && html`<${Modal} key=${state.modal.id} state=${state} view=${state.modal} />`}
	`;
}

/** A conversation's name as people say it. */
export function label(channel) {
	return channel.kind === "im" ? channel.name : `#${channel.name}`;
}
