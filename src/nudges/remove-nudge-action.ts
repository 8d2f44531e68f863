import type { ButtonPress } from "../slack/button-press.js";
import type { DirectoryOf } from "../slack/directory.js";
import type { Store } from "../store/store.js";
import { modalPressOf } from "./modal-press.js";
import type { NudgesDesk } from "./nudges-desk.js";

/** *Remove* in the list, asked about once more by Slack: one schedule is gone. */
export function removeNudgeAction(deps: {
	store: Pick<Store, "schedules">;
	desk: NudgesDesk;
	directoryOf: DirectoryOf;
}): ButtonPress {
	return async (press) => {
		const pressed = modalPressOf(press, deps);
		if (!pressed) return;
		const { place, memory, value, view } = pressed;
		const visit = await pressed.visit();
		const isRemoved =
			visit.hindrance === undefined &&
			(await deps.store.schedules.remove(place.workspaceId, value));
		await press.client.views.update({
			view_id: view.id,
			view: await deps.desk.list(
				place,
				visit,
				memory,
				isRemoved ? "Removed." : undefined,
			),
		});
	};
}
