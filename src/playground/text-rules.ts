import {
	anything,
	byType,
	complaint,
	flag,
	form,
	type Rule,
	required,
	shape,
	text,
} from "./rule.js";

/** A `mrkdwn` or `plain_text` object; Slack complains about its length twice. */
export function textObject(most: number): Rule {
	const kinds = { plain_text: plainFields(most), mrkdwn: mrkdwnFields(most) };
	return matching(byType(() => kinds));
}

/** A `plain_text` object. */
export function plain(most: number): Rule {
	return matching(byType(() => ({ plain_text: plainFields(most) })));
}

/** A `mrkdwn` object. */
export function mrkdwn(most: number): Rule {
	return matching(byType(() => ({ mrkdwn: mrkdwnFields(most) })));
}

function matching(rule: Rule): Rule {
	return (value, at) => {
		const found = rule(value, at);
		return found.length === 0
			? []
			: [complaint("failed to match all allowed schemas", at), ...found];
	};
}

/** The fields of a `plain_text` object. */
export function plainFields(most: number): Rule {
	return shape({ type: anything, text: required(text(most)), emoji: flag });
}

/** The fields of a `mrkdwn` object. */
export function mrkdwnFields(most: number): Rule {
	return shape({ type: anything, text: required(text(most)), verbatim: flag });
}

/** An id of any kind. */
export const id = text(255);
/** An address that Slack would open. */
export const address = form(/^(https?|mailto|slack):/i, "URL");

/** The fields of an object. */
export type Fields = Parameters<typeof shape>[0];

/** A block with these fields besides its type and id. */
export function block(fields: Fields): Rule {
	return shape({ type: anything, block_id: id, ...fields });
}
