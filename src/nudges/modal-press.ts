import type { ButtonPress } from "../slack/button-press.js";
import { pressOf } from "../slack/button-press.js";
import type { DirectoryOf } from "../slack/directory.js";
import type { NudgesDesk, Place, Visit } from "./nudges-desk.js";
import { type ModalMemory, remembered } from "./nudges-modal.js";

type Press = Parameters<ButtonPress>[0];

/** A press in the modal: where, by whom, on which schedule, and in which view. */
export type ModalPress = {
	place: Place;
	personId: string;
	memory: ModalMemory;
	/** What the button carried: a schedule's id. */
	value: string;
	view: NonNullable<Press["body"]["view"]>;
	triggerId: string;
	visit(): Promise<Visit>;
};

/** What a press in the modal is about; `undefined` where it isn't one. */
export function modalPressOf(
	press: Press,
	{ desk, directoryOf }: { desk: NudgesDesk; directoryOf: DirectoryOf },
): ModalPress | undefined {
	const { view, trigger_id, enterprise } = press.body;
	const memory = view && remembered(view.private_metadata);
	if (!view || !memory) return undefined;
	const { owner, value } = pressOf(press);
	const { workspaceId, personId } = owner;
	const place = { workspaceId, channelId: memory.channelId };
	const home = { workspaceId, enterpriseId: enterprise?.id };
	return {
		place,
		personId,
		memory,
		value,
		view,
		triggerId: trigger_id,
		visit: () => desk.visit(directoryOf(press.client, home), place, personId),
	};
}
