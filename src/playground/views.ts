import { ids } from "./harbour-works.js";
import { type Block, withIds } from "./message.js";

/** What was typed and chosen, by block and action, as Slack reports it. */
export type Answers = Record<string, Record<string, unknown>>;

/** A modal or a Home as somebody sees it. */
export type View = {
	id: string;
	personId: string;
	hash: string;
	rootId: string;
	previousId: string | null;
	content: {
		type: "modal" | "home";
		blocks: Block[];
		[field: string]: unknown;
	};
	errors: Record<string, string>;
	/** What the app offered in menus that search, by block and action. */
	offers: Record<string, unknown[]>;
};

const deepest = 3;

/** The modals and Homes of everybody: a stack of at most three modals and one Home each. */
export function createViews() {
	const stacks = new Map<string, View[]>();
	const homes = new Map<string, View>();
	let count = 0;
	const make = (personId: string, content: unknown, below?: View): View => {
		count += 1;
		const id = `V0PLAYGROUND${count}`;
		return {
			id,
			personId,
			hash: `${count}.playground`,
			rootId: below?.rootId ?? id,
			previousId: below?.id ?? null,
			content: kept(content),
			errors: {},
			offers: {},
		};
	};
	const all = () => [...[...stacks.values()].flat(), ...homes.values()];
	const stackOf = (personId: string) => stacks.get(personId) ?? [];

	return {
		/** The modal on top, if one is open. */
		top: (personId: string): View | undefined => stackOf(personId).at(-1),
		home: (personId: string): View | undefined => homes.get(personId),
		find: (wanted: { id?: unknown; externalId?: unknown }): View | undefined =>
			all().find(
				(view) =>
					view.id === wanted.id ||
					(wanted.externalId !== undefined &&
						view.content.external_id === wanted.externalId),
			),
		/** Opens a modal, in place of whatever was open. */
		open(personId: string, content: unknown): View {
			const view = make(personId, content);
			stacks.set(personId, [view]);
			return view;
		},
		/** Lays a modal on top of the open one; undefined when three lie there already. */
		push(personId: string, content: unknown): View | undefined {
			const stack = stackOf(personId);
			if (stack.length === 0 || stack.length >= deepest) return undefined;
			const view = make(personId, content, stack.at(-1));
			stacks.set(personId, [...stack, view]);
			return view;
		},
		update(view: View, content: unknown) {
			count += 1;
			view.hash = `${count}.playground`;
			view.content = kept(content);
			view.errors = {};
		},
		publish(personId: string, content: unknown): View {
			const view = homes.get(personId) ?? make(personId, content);
			this.update(view, content);
			homes.set(personId, view);
			return view;
		},
		/** Closes the modal on top, or all of them. */
		close(personId: string, everything = false) {
			stacks.set(personId, everything ? [] : stackOf(personId).slice(0, -1));
		},
	};
}

/** The open modals and published Homes. */
export type Views = ReturnType<typeof createViews>;

/** A view as Slack sends it to apps. */
export function viewPayload(view: View, answers?: Answers): object {
	const { content } = view;
	const modal = content.type === "modal" && {
		submit: content.submit ?? null,
		close: content.close ?? null,
	};
	return {
		id: view.id,
		team_id: ids.team,
		private_metadata: "",
		callback_id: "",
		external_id: "",
		clear_on_close: false,
		notify_on_close: false,
		...content,
		...modal,
		state: { values: answers ?? {} },
		hash: view.hash,
		previous_view_id: view.previousId,
		root_view_id: view.rootId,
		app_id: ids.app,
		app_installed_team_id: ids.team,
		bot_id: ids.bot,
	};
}

function kept(content: unknown): View["content"] {
	const sent = content as View["content"];
	return { ...sent, blocks: withIds(sent.blocks) };
}
