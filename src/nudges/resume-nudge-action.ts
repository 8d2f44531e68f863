import type { ButtonPress } from "../slack/button-press.js";
import type { DirectoryOf } from "../slack/directory.js";
import type { Store } from "../store/store.js";
import { modalPressOf } from "./modal-press.js";
import type { NudgesDesk } from "./nudges-desk.js";

/** *Resume* in the list: one schedule goes on. */
export function resumeNudgeAction(deps: {
	store: Pick<Store, "schedules">;
	desk: NudgesDesk;
	directoryOf: DirectoryOf;
}): ButtonPress {
	return async (press) => {
		const pressed = modalPressOf(press, deps);
		if (!pressed) return;
		const { place, personId, memory, value, view } = pressed;
		const visit = await pressed.visit();
		const mayGoOn = visit.hindrance === undefined && visit.hasBot;
		if (mayGoOn)
			await deps.store.schedules.pause(
				{ ...place, scheduleId: value },
				undefined,
				personId,
				deps.desk.nextOf,
			);
		await press.client.views.update({
			view_id: view.id,
			view: await deps.desk.list(
				place,
				visit,
				memory,
				mayGoOn ? "It goes on." : undefined,
			),
		});
	};
}
