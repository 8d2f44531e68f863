import { viewErrors } from "./block-kit-rules.js";
import { type Refusal, refusal } from "./message-rules.js";
import type { Answer, Arguments, Method } from "./method.js";
import type { Stage } from "./stage.js";
import { type View, viewPayload } from "./views.js";

const largest = 250_000;

/** `views.*`: modals and the Home. */
export const viewMethods: Record<string, Method> = {
	"views.open": {
		needs: ["trigger_id", "view"],
		run: (given, stage) =>
			onTrigger(given, stage, (personId) =>
				stage.views.open(personId, given.view),
			),
	},
	"views.push": {
		needs: ["trigger_id", "view"],
		run: (given, stage) =>
			onTrigger(given, stage, (personId) =>
				stage.views.push(personId, given.view),
			),
	},
	"views.update": {
		needs: ["view"],
		run(given, stage) {
			const view = stage.views.find({
				id: given.view_id,
				externalId: given.external_id,
			});
			if (view === undefined) return refusal("not_found");
			const refused = viewRefusal(given.view) ?? stale(given, view);
			if (refused !== undefined) return refused;
			stage.views.update(view, given.view);
			return shown(view, stage);
		},
	},
	"views.publish": {
		needs: ["user_id", "view"],
		run(given, stage) {
			const person = stage.workspace.person(String(given.user_id));
			if (person === undefined) return refusal("user_not_found");
			if (!stage.workspace.manifest.hasHome) return refusal("not_enabled");
			const home = stage.views.home(person.id);
			const refused = viewRefusal(given.view) ?? (home && stale(given, home));
			if (refused !== undefined) return refused;
			return shown(stage.views.publish(person.id, given.view), stage);
		},
	},
};

/** Why Slack would refuse a modal or Home; undefined when it takes it. */
export function viewRefusal(view: unknown): Refusal | undefined {
	if (JSON.stringify(view).length > largest) return refusal("view_too_large");
	const complaints = viewErrors(view);
	return complaints.length > 0
		? refusal("invalid_arguments", complaints)
		: undefined;
}

function onTrigger(
	given: Arguments,
	stage: Stage,
	show: (personId: string) => View | undefined,
): Answer {
	const refused = viewRefusal(given.view);
	if (refused !== undefined) return refused;
	const now = stage.workspace.now();
	const spent = stage.triggers.spend(given.trigger_id, now);
	if ("error" in spent) return refusal(spent.error);
	const view = show(spent.personId);
	return view === undefined
		? refusal("push_limit_reached")
		: shown(view, stage);
}

function stale(given: Arguments, view: View): Refusal | undefined {
	return given.hash !== undefined && given.hash !== view.hash
		? refusal("hash_conflict")
		: undefined;
}

function shown(view: View, stage: Stage): Answer {
	stage.workspace.changed();
	return { ok: true, view: viewPayload(view) };
}
