import type { ButtonPress } from "../slack/button-press.js";
import type { DirectoryOf } from "../slack/directory.js";
import type { Store } from "../store/store.js";
import { modalPressOf } from "./modal-press.js";
import type { NudgesDesk } from "./nudges-desk.js";
import { formOf, newForm } from "./nudges-form.js";
import { waitModal } from "./nudges-modal.js";

/** *Add* and *Change*: the form, on top of the list. */
export function openFormAction(deps: {
	store: Pick<Store, "schedules">;
	desk: NudgesDesk;
	directoryOf: DirectoryOf;
}): ButtonPress {
	return async (press) => {
		const pressed = modalPressOf(press, deps);
		if (!pressed) return;
		const { place, memory, value, triggerId, visit } = pressed;
		const { view } = await press.client.views.push({
			trigger_id: triggerId,
			view: waitModal(),
		});
		const [visitor, schedule] = await Promise.all([
			visit(),
			deps.store.schedules.one(place.workspaceId, value),
		]);
		await press.client.views.update({
			view_id: view?.id ?? "",
			view: await deps.desk.form(
				place,
				schedule ? formOf(schedule) : newForm(visitor.timeZone),
				schedule
					? { ...memory, scheduleId: schedule.id, version: schedule.version }
					: deps.desk.beginning(memory),
			),
		});
	};
}
