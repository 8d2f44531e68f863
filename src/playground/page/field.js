import { ExternalSelect } from "./external-select.js";
import { html } from "./html.js";

const kinds = {
	email_text_input: "email",
	url_text_input: "url",
	number_input: "number",
	datepicker: "date",
	timepicker: "time",
	datetimepicker: "datetime-local",
};

/** Any element in which one writes or chooses. */
export function Field(props) {
	const { element } = props;
	if (["checkboxes", "radio_buttons"].includes(element.type))
		return html`<${Choices} ...${props} />`;
	if (element.type === "external_select")
		return html`<${ExternalSelect} ...${props} labels=${shared(props)} />`;
	if (element.type.endsWith("_select")) return html`<${Select} ...${props} />`;
	return html`<${Box} ...${props} />`;
}

function shared({ id, name, labelledBy, describedBy, isWrong }) {
	return {
		id,
		"aria-label": labelledBy || !name ? undefined : name,
		"aria-labelledby": labelledBy,
		"aria-describedby": describedBy,
		"aria-invalid": isWrong ? "true" : undefined,
	};
}

function Box(props) {
	const { element, initial, onInput, onPick } = props;
	const isLong = element.multiline || element.type === "rich_text_input";
	const isMoment = element.type === "datetimepicker";
	const raw = (event) => {
		const { value } = event.currentTarget;
		if (value === "") return null;
		return isMoment ? String(new Date(value).getTime() / 1000) : value;
	};
	const tag = isLong ? "textarea" : "input";
	return html`
		<${tag}
			...${shared(props)}
			class="field"
			type=${isLong ? undefined : (kinds[element.type] ?? "text")}
			rows=${isLong ? 4 : undefined}
			placeholder=${element.placeholder?.text}
			defaultValue=${initial ?? ""}
			onInput=${(event) => onInput(raw(event))}
			onChange=${(event) => onPick?.(raw(event))}
		/>
	`;
}

function Select(props) {
	const { element, state, initial, onInput, onPick } = props;
	const isMany = element.type.startsWith("multi_");
	const held = [initial ?? []].flat();
	const pick = (event) => {
		const chosen = [...event.currentTarget.selectedOptions]
			.map(({ value }) => value)
			.filter((value) => value !== "");
		const raw = isMany ? chosen : (chosen[0] ?? null);
		onInput(raw);
		onPick?.(raw);
	};
	return html`
		<select ...${shared(props)} class="field" multiple=${isMany} onChange=${pick}>
			${!isMany && html`<option value="">${element.placeholder?.text ?? "Choose…"}</option>`}
			${choicesOf(element, state).map(
				({ value, label }) =>
					html`<option key=${value} value=${value} selected=${held.includes(value)}>${label}</option>`,
			)}
		</select>
	`;
}

function Choices(props) {
	const { element, id, initial, onInput, onPick } = props;
	const isMany = element.type === "checkboxes";
	const held = new Set([initial ?? []].flat());
	const pick = (event) => {
		const boxes = event.currentTarget.querySelectorAll("input:checked");
		const chosen = [...boxes].map(({ value }) => value);
		const raw = isMany ? chosen : (chosen[0] ?? null);
		onInput(raw);
		onPick?.(raw);
	};
	return html`
		<div
			...${shared(props)}
			class="choices"
			role=${isMany ? "group" : "radiogroup"}
			onChange=${pick}
		>
			${element.options.map(
				({ value, text, description }) => html`
					<label key=${value}>
						<input type=${isMany ? "checkbox" : "radio"} name=${id} value=${value} defaultChecked=${held.has(value)} />
						<span>${text.text}${description && html`<small>${description.text}</small>`}</span>
					</label>
				`,
			)}
		</div>
	`;
}

function choicesOf(element, { people, channels }) {
	if (/channels|conversations/.test(element.type))
		return channels
			.filter(({ kind }) => kind === "channel")
			.map(({ id, name }) => ({ value: id, label: `#${name}` }));
	if (element.type.includes("users"))
		return people.map(({ id, realName }) => ({ value: id, label: realName }));
	const groups = element.option_groups ?? [{ options: element.options ?? [] }];
	return groups
		.flatMap(({ options }) => options)
		.map(({ value, text }) => ({ value, label: text.text }));
}
