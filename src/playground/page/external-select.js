import { useEffect, useRef, useState } from "preact/hooks";
import { html } from "./html.js";

const restMs = 150;

/** A menu that asks the app for its choices as one types. */
export function ExternalSelect(props) {
	const { element, id, labels, onInput, onPick, onSuggest } = props;
	const [held, setHeld] = useState(element.initial_option);
	const [typed, setTyped] = useState(undefined);
	const [offers, setOffers] = useState([]);
	const [active, setActive] = useState(0);
	const timer = useRef(undefined);
	const turn = useRef(0);
	const isOpen = typed !== undefined;
	const least = element.min_query_length ?? 3;

	const ask = async (words) => {
		turn.current += 1;
		const mine = turn.current;
		const found = words.length < least ? [] : await onSuggest(words);
		if (mine !== turn.current) return;
		setOffers(found);
		setActive(0);
	};
	const write = (words) => {
		setTyped(words);
		clearTimeout(timer.current);
		timer.current = setTimeout(() => void ask(words), restMs);
	};
	const open = () => {
		setTyped("");
		void ask("");
	};
	const close = () => {
		turn.current += 1;
		clearTimeout(timer.current);
		setTyped(undefined);
		setOffers([]);
	};
	const pick = (option) => {
		setHeld(option);
		close();
		onInput(option.value);
		onPick?.(option.value);
	};
	const onKey = (event) => {
		const step = { ArrowDown: 1, ArrowUp: offers.length - 1 }[event.key];
		if (step !== undefined) {
			event.preventDefault();
			if (!isOpen) open();
			else if (offers.length > 0) setActive((active + step) % offers.length);
		} else if (event.key === "Enter") {
			event.preventDefault();
			if (!isOpen) open();
			else if (offers[active]) pick(offers[active]);
		} else if (event.key === "Escape" && isOpen) {
			event.preventDefault();
			event.stopPropagation();
			close();
		}
	};
	useEffect(() => () => clearTimeout(timer.current), []);
	useEffect(
		() =>
			document
				.getElementById(`${id}-${active}`)
				?.scrollIntoView({ block: "nearest" }),
		[active],
	);
	return html`
		<div class="search">
			<input
				...${labels}
				class="field"
				type="text"
				role="combobox"
				autocomplete="off"
				aria-autocomplete="list"
				aria-expanded=${isOpen ? "true" : "false"}
				aria-controls=${`${id}-list`}
				aria-activedescendant=${isOpen && offers[active] ? `${id}-${active}` : undefined}
				placeholder=${held?.text.text ?? element.placeholder?.text ?? "Type to search"}
				value=${typed ?? held?.text.text ?? ""}
				onFocus=${(event) => event.currentTarget.select()}
				onClick=${() => !isOpen && open()}
				onInput=${(event) => write(event.currentTarget.value)}
				onKeyDown=${onKey}
				onBlur=${close}
			/>
			<ul class="search-list" id=${`${id}-list`} role="listbox" aria-label="Choices" hidden=${!isOpen || offers.length === 0}>
				${
					isOpen &&
					offers.map(
						(option, index) => html`
							<li
								key=${option.value}
								id=${`${id}-${index}`}
								role="option"
								aria-selected=${index === active ? "true" : "false"}
								onMouseDown=${(event) => {
									event.preventDefault();
									pick(option);
								}}
							>
								${option.text.text}
							</li>
						`,
					)
				}
			</ul>
			${isOpen && offers.length === 0 && typed.length >= least && html`<p class="field-hint" role="status">Nothing found so far.</p>`}
		</div>
	`;
}
