import {
	answersIn,
	offerKey,
	type Raw,
	type Raws,
	unanswered,
	withOffers,
} from "./answers.js";
import { blockErrors } from "./block-kit-rules.js";
import { type Cast, done, type Outcome } from "./cast.js";
import type { Person } from "./harbour-works.js";
import { type Refusal, refusal } from "./message-rules.js";
import {
	suggestionPayload,
	viewActionPayload,
	viewEndPayload,
} from "./payloads.js";
import { touched } from "./pressing.js";
import { isFields } from "./rule.js";
import type { Acknowledgement } from "./socket-mode-server.js";
import { viewRefusal } from "./view-methods.js";
import type { View } from "./views.js";

/** What people do with modals and the Home. */
export function viewDeeds(cast: Cast) {
	const { workspace, views } = cast;

	const complain = (
		view: View,
		errors: Record<string, string>,
		error: string,
	) => {
		view.errors = errors;
		workspace.changed();
		return { ok: false, error } as const;
	};

	const goOn = (
		person: Person,
		view: View,
		payload: Record<string, unknown>,
	): Outcome => {
		const { response_action: wanted, view: next } = payload;
		if (wanted === "errors")
			view.errors = isFields(payload.errors)
				? (payload.errors as Record<string, string>)
				: {};
		else if (wanted === "update" || wanted === "push") {
			const refused = viewRefusal(next ?? null);
			if (refused !== undefined) {
				const words = `Slack refused the next page: ${refused.error}`;
				return complain(view, { "": words }, refused.error);
			}
			if (wanted === "update") views.update(view, next);
			else views.push(person.id, next);
		} else views.close(person.id, wanted === "clear");
		workspace.changed();
		return done;
	};

	return {
		/** Presses a button or makes a choice in a modal or the Home. */
		async pressInView(
			personName: string,
			target: { viewId: string; blockId: string; actionId: string },
			raw: Raw = null,
			raws: Raws = {},
		): Promise<Outcome> {
			const person = cast.person(personName);
			const view = cast.view(target.viewId, person);
			const blocks = withOffers(view.content.blocks, view.offers);
			const payload = viewActionPayload({
				person,
				view,
				action: touched(blocks, target, raw),
				answers: answersIn(blocks, raws),
				actionTs: cast.actionTs(),
				triggerId: cast.triggerFor(person),
			});
			return outcome(await cast.interact(payload));
		},

		/** Types into a menu that searches: the app's choices for it. */
		async suggest(
			personName: string,
			target: { viewId: string; blockId: string; actionId: string },
			typed: string,
		): Promise<Outcome & { options?: unknown[] }> {
			const person = cast.person(personName);
			const view = cast.view(target.viewId, person);
			const { block, element } = touched(view.content.blocks, target, null);
			const payload = suggestionPayload({
				person,
				view,
				block,
				element,
				typed,
			});
			const acknowledgement = await cast.interact(payload, true);
			if (!acknowledgement.ok) return outcome(acknowledgement);
			const { options } = acknowledgement.payload;
			const refused = offerRefusal(options);
			workspace.record({
				method: `choices for ${target.actionId}`,
				arguments: { typed, options },
				answer: refused ?? { ok: true },
			});
			if (refused !== undefined) return { ok: false, error: refused.error };
			const offered = options as unknown[];
			const key = offerKey(block, element);
			view.offers[key] = [...(view.offers[key] ?? []), ...offered];
			return { ...done, options: offered };
		},

		/** Submits the open modal. */
		async submit(
			personName: string,
			viewId: string,
			raws: Raws = {},
		): Promise<Outcome> {
			const person = cast.person(personName);
			const view = cast.view(viewId, person);
			const blocks = withOffers(view.content.blocks, view.offers);
			const open = unanswered(blocks, raws);
			if (Object.keys(open).length > 0)
				return complain(view, open, "unanswered");
			view.errors = {};
			const payload = viewEndPayload({
				type: "view_submission",
				person,
				view,
				answers: answersIn(blocks, raws),
				triggerId: cast.triggerFor(person),
			});
			const acknowledgement = await cast.interact(payload, true);
			if (acknowledgement.ok)
				return goOn(person, view, acknowledgement.payload);
			const words = "We had some trouble connecting. Try again?";
			return complain(view, { "": words }, acknowledgement.error);
		},

		/** Closes the open modal without submitting it. */
		async dismiss(personName: string, viewId: string): Promise<Outcome> {
			const person = cast.person(personName);
			const view = cast.view(viewId, person);
			const { clear_on_close, notify_on_close } = view.content;
			views.close(person.id, clear_on_close === true);
			workspace.changed();
			if (notify_on_close !== true) return done;
			const payload = viewEndPayload({
				type: "view_closed",
				person,
				view,
				answers: {},
				triggerId: "",
			});
			return outcome(await cast.interact(payload));
		},

		/** Opens the conversation with the bot, or its Home. */
		openHome(personName: string, tab: "home" | "messages"): Outcome {
			const personId = cast.person(personName).id;
			workspace.tell({ type: "home-opened", personId, tab });
			return done;
		},
	};
}

/** Why Slack would show none of the choices. */
function offerRefusal(options: unknown): Refusal | undefined {
	if (Array.isArray(options) && options.length === 0) return undefined;
	const menu = { type: "static_select", action_id: "offer", options };
	const complaints = blockErrors(
		[{ type: "actions", elements: [menu] }],
		"modal",
	);
	return complaints.length > 0
		? refusal("invalid_arguments", complaints)
		: undefined;
}

function outcome(acknowledgement: Acknowledgement): Outcome {
	return acknowledgement.ok
		? done
		: { ok: false, error: acknowledgement.error };
}
