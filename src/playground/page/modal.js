import { useEffect, useRef, useState } from "preact/hooks";
import { Blocks } from "./blocks.js";
import { initialRaws } from "./elements.js";
import { html } from "./html.js";
import { act } from "./link.js";

/** A modal that the app has opened. */
export function Modal({ state, view }) {
	const dialog = useRef(null);
	const raws = useRef({});
	const body = useRef(null);
	const isLeaving = useRef(false);
	raws.current = keptRaws(view.content.blocks, raws.current);
	const [busy, setBusy] = useState(undefined);
	useEffect(() => dialog.current.showModal(), []);
	useEffect(
		() => dialog.current.querySelector("[aria-invalid]")?.focus(),
		[view.errors],
	);
	// Another page in the same dialog is read from its top; whoever was in a field stays there.
	useEffect(() => {
		if (body.current.contains(document.activeElement)) return;
		body.current.scrollTop = 0;
		body.current.querySelector("input, select, textarea, button")?.focus();
	}, [view.hash]);
	const { title, submit, close, blocks } = view.content;
	const about = { as: state.me, viewId: view.id };
	const surface = viewSurface({ state, view, raws, busy, setBusy });
	const send = async (event) => {
		event.preventDefault();
		if (busy !== undefined) return;
		setBusy("submit");
		await act({ do: "submit", ...about, raws: raws.current });
		setBusy(undefined);
	};
	const leave = (event) => {
		event.preventDefault();
		if (isLeaving.current) return;
		isLeaving.current = true;
		void act({ do: "dismiss", ...about });
	};
	return html`
		<dialog class="modal" ref=${dialog} aria-labelledby="modal-title" onCancel=${leave}>
			<form novalidate onSubmit=${send}>
				<h2 class="dialog-title" id="modal-title">${title.text}</h2>
				<div class="modal-body" ref=${body}>
					${view.errors[""] && html`<p class="field-error" role="alert">${view.errors[""]}</p>`}
					<${Blocks} blocks=${blocks} surface=${surface} />
				</div>
				<div class="dialog-foot">
					<button type="button" class="button" onClick=${leave}>${close?.text ?? "Close"}</button>
					${submit && html`<button type="submit" class="button primary" aria-busy=${busy === "submit"}>${submit.text}</button>`}
				</div>
			</form>
		</dialog>
	`;
}

/** What is in the fields that are there now: what was typed before, or what they begin with. */
function keptRaws(blocks, before) {
	const raws = initialRaws(blocks);
	for (const [blockId, inBlock] of Object.entries(raws))
		for (const actionId of Object.keys(inBlock)) {
			const held = before[blockId];
			if (held !== undefined && Object.hasOwn(held, actionId))
				inBlock[actionId] = held[actionId];
		}
	return raws;
}

/** How the blocks of a view report what is done to them. */
export function viewSurface({ state, view, raws, busy, setBusy }) {
	return {
		id: view.id,
		state,
		busy,
		errors: view.errors,
		raws: raws.current,
		setRaw(block, element, raw) {
			raws.current[block.block_id] ??= {};
			raws.current[block.block_id][element.action_id] = raw;
		},
		async press(block, element, raw) {
			setBusy(`${block.block_id}/${element.action_id}/${raw ?? ""}`);
			await act({
				do: "pressInView",
				as: state.me,
				viewId: view.id,
				blockId: block.block_id,
				actionId: element.action_id,
				raw,
				raws: raws.current,
			});
			setBusy(undefined);
		},
		async suggest(block, element, typed) {
			const { options = [] } = await act({
				do: "suggest",
				as: state.me,
				viewId: view.id,
				blockId: block.block_id,
				actionId: element.action_id,
				typed,
			});
			return options;
		},
	};
}
