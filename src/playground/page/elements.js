import { useState } from "preact/hooks";
import { Confirm } from "./confirm.js";
import { withEmoji } from "./emoji.js";
import { Field } from "./field.js";
import { html } from "./html.js";

/** What every element holds before anybody touches it, by block and action. */
export function initialRaws(blocks) {
	const raws = {};
	for (const block of blocks) {
		const all = [...(block.elements ?? []), block.accessory, block.element];
		for (const element of all) {
			if (element?.action_id === undefined) continue;
			raws[block.block_id] ??= {};
			raws[block.block_id][element.action_id] = initialRaw(element);
		}
	}
	return raws;
}

/** What one element holds at first. */
export function initialRaw(element) {
	const many = element.initial_options?.map(({ value }) => value);
	return (
		many ??
		element.initial_option?.value ??
		element.initial_value ??
		element.initial_date ??
		element.initial_time ??
		element.initial_conversation ??
		element.initial_channel ??
		element.initial_user ??
		null
	);
}

/** An element that acts when touched: a button, or a field outside an input block. */
export function Element({ element, block, surface }) {
	switch (element.type) {
		case "button":
		case "icon_button":
			return html`<${Button} element=${element} block=${block} surface=${surface} />`;
		case "feedback_buttons":
			return html`<${Feedback} element=${element} block=${block} surface=${surface} />`;
		case "overflow":
			return html`<${Overflow} element=${element} block=${block} surface=${surface} />`;
		case "image":
			return html`<span class="picture">Picture: ${element.alt_text}</span>`;
		default:
			return html`
				<${Field}
					element=${element}
					id=${`${surface.id}-${block.block_id}-${element.action_id}`}
					name=${element.placeholder?.text ?? "Choose"}
					state=${surface.state}
					initial=${initialRaw(element)}
					onInput=${(raw) => surface.setRaw(block, element, raw)}
					onPick=${(raw) => surface.press(block, element, raw)}
					onSuggest=${(typed) => surface.suggest?.(block, element, typed)}
				/>
			`;
	}
}

/** A field with its label, hint and complaint. */
export function Input({ block, surface }) {
	const { element } = block;
	const id = `${surface.id}-${block.block_id}-${element.action_id}`;
	const error = surface.errors[block.block_id];
	const described = [block.hint && `${id}-hint`, error && `${id}-error`];
	const isGroup = ["checkboxes", "radio_buttons"].includes(element.type);
	const title = html`${block.label.text}${block.optional && html` <span class="optional">(optional)</span>`}`;
	return html`
		${
			isGroup
				? html`<p class="label" id=${`${id}-label`}>${title}</p>`
				: html`<label class="label" for=${id}>${title}</label>`
		}
		<${Field}
			element=${element}
			id=${id}
			labelledBy=${isGroup ? `${id}-label` : undefined}
			describedBy=${described.filter(Boolean).join(" ") || undefined}
			isWrong=${error !== undefined}
			state=${surface.state}
			initial=${surface.raws?.[block.block_id]?.[element.action_id] ?? initialRaw(element)}
			onInput=${(raw) => surface.setRaw(block, element, raw)}
			onPick=${block.dispatch_action ? (raw) => surface.press(block, element, raw) : undefined}
			onSuggest=${(typed) => surface.suggest?.(block, element, typed)}
		/>
		${block.hint && html`<p class="field-hint" id=${`${id}-hint`}>${block.hint.text}</p>`}
		${error && html`<p class="field-error" id=${`${id}-error`}>${error}</p>`}
	`;
}

function Button({ element, block, surface }) {
	const [isAsking, setAsking] = useState(false);
	const isBusy = surface.busy === `${block.block_id}/${element.action_id}/`;
	const press = () => surface.press(block, element, null);
	const choose = () => (element.confirm ? setAsking(true) : press());
	const words = withEmoji(element.text.text);
	return html`
		<button
			type="button"
			class=${`button ${element.style ?? ""}`}
			aria-label=${element.accessibility_label}
			aria-busy=${isBusy}
			aria-disabled=${surface.busy !== undefined}
			onClick=${() => surface.busy === undefined && choose()}
		>
			${words}
		</button>
		${element.url && html`<a class="button-link" href=${element.url} target="_blank" rel="noreferrer noopener">${`Open: ${words}`}</a>`}
		${
			isAsking &&
			html`<${Confirm}
				ask=${element.confirm}
				state=${surface.state}
				onYes=${press}
				onEnd=${() => setAsking(false)}
			/>`
		}
	`;
}

function Feedback({ element, block, surface }) {
	return ["positive_button", "negative_button"].map((name) => {
		const button = element[name];
		const isBusy =
			surface.busy === `${block.block_id}/${element.action_id}/${button.value}`;
		return html`
			<button
				key=${name}
				type="button"
				class="button feedback"
				aria-label=${button.accessibility_label}
				aria-busy=${isBusy}
				aria-disabled=${surface.busy !== undefined}
				onClick=${() => surface.busy === undefined && surface.press(block, element, button.value)}
			>
				<span class=${`thumb ${name}`} aria-hidden="true"></span>
				${withEmoji(button.text.text)}
			</button>
		`;
	});
}

function Overflow({ element, block, surface }) {
	return html`
		<details class="overflow">
			<summary aria-label="More">⋯</summary>
			<div>
				${element.options.map(
					(option) => html`
						<button
							key=${option.value}
							type="button"
							onClick=${(event) => {
								event.currentTarget.closest("details").open = false;
								surface.press(block, element, option.value);
							}}
						>
							${withEmoji(option.text.text)}
						</button>
					`,
				)}
			</div>
		</details>
	`;
}
