import { useEffect, useRef, useState } from "preact/hooks";
import { label } from "./app.js";
import { html } from "./html.js";

/** The box to write in, with a list that completes commands. */
export function Composer(props) {
	const { state, channel, draft, setDraft, thread, onLeaveThread, onSend } =
		props;
	const box = useRef(null);
	const [active, setActive] = useState(0);
	const [isShut, setShut] = useState(false);
	const offers = matching(state.commands, draft);
	const isOpen = offers.length > 0 && !isShut;
	const current = Math.min(active, offers.length - 1);
	const known = state.commands.find(({ name }) => draft.startsWith(`${name} `));

	useEffect(
		() => box.current.focus({ preventScroll: true }),
		[channel.id, thread],
	);
	useEffect(() => {
		const { current: area } = box;
		area.style.height = "auto";
		area.style.height = `${area.scrollHeight + 2}px`;
	}, [draft]);

	const write = (text) => {
		setDraft(text);
		setShut(false);
		setActive(0);
	};
	const send = () => {
		if (draft.trim() === "") return;
		onSend(draft);
		write("");
	};
	const complete = ({ name }) => {
		write(`${name} `);
		box.current.focus();
	};
	const onKey = (event) => {
		if (event.isComposing) return;
		if (event.key === "Escape" && isOpen) {
			event.preventDefault();
			setShut(true);
		} else if (isOpen && ["ArrowDown", "ArrowUp"].includes(event.key)) {
			event.preventDefault();
			const step = event.key === "ArrowDown" ? 1 : offers.length - 1;
			setActive((current + step) % offers.length);
		} else if (
			isOpen &&
			["Enter", "Tab"].includes(event.key) &&
			!event.shiftKey
		) {
			event.preventDefault();
			const isWhole = event.key === "Enter" && offers[current].name === draft;
			if (isWhole) send();
			else complete(offers[current]);
		} else if (event.key === "Enter" && !event.shiftKey) {
			event.preventDefault();
			send();
		}
	};

	return html`
		<div class="composer">
			${isOpen && html`<${Offers} offers=${offers} current=${current} onPick=${complete} />`}
			${known?.hint && html`<p class="usage"><code>${known.name}</code> ${known.hint}</p>`}
			${
				thread !== undefined &&
				html`<p class="usage">Replying in a thread. <button type="button" class="link" onClick=${onLeaveThread}>Back to the conversation</button></p>`
			}
			<div class="composer-row">
				<textarea
					ref=${box}
					rows="1"
					maxlength="40000"
					value=${draft}
					placeholder="Write, or type / for commands"
					role="combobox"
					aria-label=${`Message to ${label(channel)}`}
					aria-autocomplete="list"
					aria-haspopup="listbox"
					aria-expanded=${isOpen ? "true" : "false"}
					aria-controls="offers"
					aria-activedescendant=${isOpen ? `offer-${current}` : undefined}
					onInput=${(event) => write(event.currentTarget.value)}
					onKeyDown=${onKey}
				></textarea>
				<button type="button" class="button primary send" onClick=${send}>Send</button>
			</div>
			<p class="composer-note">Enter sends, Shift + Enter breaks the line.</p>
		</div>
	`;
}

function Offers({ offers, current, onPick }) {
	return html`
		<ul class="offers" id="offers" role="listbox" aria-label="Commands">
			${offers.map(
				(offer, index) => html`
					<li
						key=${offer.name}
						id=${`offer-${index}`}
						role="option"
						aria-selected=${index === current ? "true" : "false"}
						onMouseDown=${(event) => {
							event.preventDefault();
							onPick(offer);
						}}
					>
						<strong>${offer.name}</strong> <span class="offer-hint">${offer.hint}</span>
						<span class="offer-words">${offer.description}</span>
					</li>
				`,
			)}
		</ul>
	`;
}

function matching(commands, draft) {
	return /^\/\S*$/.test(draft)
		? commands.filter(({ name }) => name.startsWith(draft))
		: [];
}
