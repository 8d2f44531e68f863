import type { ButtonPress } from "../slack/button-press.js";
import type { DirectoryOf } from "../slack/directory.js";
import { modalPressOf } from "./modal-press.js";
import type { NudgesDesk } from "./nudges-desk.js";
import { formIn, newForm } from "./nudges-form.js";
import { hiddenIn } from "./nudges-modal.js";

/** A choice in the form: the fields that belong to it, and what would come first now. */
export function refreshFormAction(deps: {
	desk: NudgesDesk;
	directoryOf: DirectoryOf;
}): ButtonPress {
	return async (press) => {
		const pressed = modalPressOf(press, deps);
		if (!pressed) return;
		const { place, memory, view } = pressed;
		const before = { ...newForm("UTC"), ...hiddenIn(view.private_metadata) };
		const form = formIn(view.state.values, before);
		await press.client.views
			.update({
				view_id: view.id,
				// A later choice has its own refresh: this one must not overtake it.
				hash: view.hash,
				view: await deps.desk.form(place, form, memory),
			})
			.catch((error: { data?: { error?: string } }) => {
				if (error.data?.error !== "hash_conflict") throw error;
			});
	};
}
