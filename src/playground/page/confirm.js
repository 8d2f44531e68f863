import { useEffect, useRef } from "preact/hooks";
import { Text } from "./blocks.js";
import { html } from "./html.js";

/** A dialog that asks once more. */
export function Confirm({ ask, state, onYes, onEnd }) {
	const dialog = useRef(null);
	useEffect(() => dialog.current.showModal(), []);
	const end = (deed) => () => {
		deed?.();
		dialog.current.close();
	};
	return html`
		<dialog class="confirm" ref=${dialog} onClose=${onEnd} aria-label=${ask.title?.text ?? "Are you sure?"}>
			<h2 class="dialog-title">${ask.title?.text ?? "Are you sure?"}</h2>
			<p><${Text} text=${ask.text} state=${state} /></p>
			<div class="dialog-foot">
				<button type="button" class="button" onClick=${end()}>${ask.deny?.text ?? "Cancel"}</button>
				<button type="button" class=${`button ${ask.style ?? "primary"}`} onClick=${end(onYes)}>${ask.confirm?.text ?? "Yes"}</button>
			</div>
		</dialog>
	`;
}
