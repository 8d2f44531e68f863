import { html } from "./html.js";

/** The playground's mark: two discs that overlap, one for each half of the work. */
export function Mark() {
	return html`
		<svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
			<circle class="mark-manage" cx="12" cy="16" r="9" />
			<circle class="mark-lead" cx="20" cy="16" r="9" />
		</svg>
	`;
}

/** Who speaks, as a small picture. */
export function Avatar({ state, authorId }) {
	if (authorId === state.bot.id)
		return html`<span class="avatar bot" aria-hidden="true"><${Mark} /></span>`;
	const index = state.people.findIndex(({ id }) => id === authorId);
	const name = state.people[index]?.realName ?? "?";
	return html`<span class=${`avatar hue-${index % 4}`} aria-hidden="true">${name[0]}</span>`;
}
