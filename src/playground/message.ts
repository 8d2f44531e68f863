/** A block as an app sends it; the rules have looked at it before it is kept. */
export type Block = {
	type: string;
	block_id?: string;
	[field: string]: unknown;
};

/** A line of a conversation. `onlyFor` names the one person who sees an ephemeral message. */
export type Message = {
	ts: string;
	channelId: string;
	authorId: string;
	kind: "message" | "echo" | "failure" | "joined";
	text: string;
	blocks: Block[];
	threadTs?: string;
	onlyFor?: string;
	editedTs?: string;
	reactions: { name: string; personIds: string[] }[];
};

/** Whether somebody sees a message at all. */
export function isVisibleTo(message: Message, personId: string): boolean {
	return message.onlyFor === undefined || message.onlyFor === personId;
}

/** Blocks as Slack keeps them: every block and every element with an id of its own. */
export function withIds(blocks: readonly Block[]): Block[] {
	return blocks.map((block, index) => ({
		...block,
		block_id: block.block_id ?? `b${index}`,
		...("elements" in block && { elements: named(block.elements) }),
		...("accessory" in block && { accessory: named([block.accessory])[0] }),
		...("element" in block && { element: named([block.element])[0] }),
	}));
}

const withoutAction = /^(image|mrkdwn|plain_text|rich_text_.*|card)$/;

function named(elements: unknown): unknown[] {
	return (elements as { type: string }[]).map((element, index) =>
		withoutAction.test(element.type) && element.type !== "rich_text_input"
			? element
			: { action_id: `a${index}`, ...element },
	);
}
