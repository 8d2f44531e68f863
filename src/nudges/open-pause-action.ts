import { type ButtonPress, pressOf } from "../slack/button-press.js";
import type { DirectoryOf } from "../slack/directory.js";
import type { Store } from "../store/store.js";
import { modalPressOf } from "./modal-press.js";
import type { NudgesDesk, Place } from "./nudges-desk.js";
import {
	type ModalMemory,
	pauseModal,
	sentenceModal,
	waitModal,
} from "./nudges-modal.js";
import { postedNudgeOf } from "./posted-nudge.js";

type Press = Parameters<ButtonPress>[0];
type Deps = {
	store: Pick<Store, "schedules">;
	desk: NudgesDesk;
	directoryOf: DirectoryOf;
};

/** *Pause* in the list: asks until when, on top of it. */
export function openPauseAction(deps: Deps): ButtonPress {
	return async (press) => {
		const pressed = modalPressOf(press, deps);
		if (!pressed) return;
		const { place, memory, value, triggerId } = pressed;
		const view = await pausePage(place, { ...memory, scheduleId: value }, deps);
		await press.client.views.push({ trigger_id: triggerId, view });
	};
}

/** *Pause* on a posted nudge: asks until when, or says who may. */
export function pausePostedAction(deps: Deps): ButtonPress {
	return async (press) => {
		const { place, personId, scheduleId, memory } = postedPress(press);
		const { client, body } = press;
		const { view } = await client.views.open({
			trigger_id: body.trigger_id,
			view: waitModal(),
		});
		const home = {
			workspaceId: place.workspaceId,
			enterpriseId: body.enterprise?.id,
		};
		const { hindrance } = await deps.desk.visit(
			deps.directoryOf(client, home),
			place,
			personId,
		);
		await client.views.update({
			view_id: view?.id ?? "",
			view: hindrance
				? sentenceModal("Pause this nudge", hindrance)
				: await pausePage(place, { ...memory, scheduleId }, deps),
		});
	};
}

async function pausePage(
	place: Place,
	memory: ModalMemory,
	{ store, desk }: Deps,
) {
	const schedule = await store.schedules.one(
		place.workspaceId,
		memory.scheduleId ?? "",
	);
	return schedule
		? pauseModal({
				schedule,
				date: desk.weekOff([schedule]),
				memory,
			})
		: sentenceModal(
				"Pause this nudge",
				"It has been removed already, so there is nothing to pause.",
			);
}

function postedPress(press: Press) {
	const { owner, value } = pressOf(press);
	const { workspaceId, personId } = owner;
	const channelId = press.body.channel?.id ?? "";
	return {
		place: { workspaceId, channelId },
		personId,
		scheduleId: postedNudgeOf(value)?.scheduleId,
		memory: { channelId, channelName: press.body.channel?.name ?? "" },
	};
}
