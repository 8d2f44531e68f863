import { chatMethods } from "./chat-methods.js";
import { lookupMethods } from "./lookup-methods.js";
import { refusal } from "./message-rules.js";
import type { Answer, Arguments, Method } from "./method.js";
import type { Stage } from "./stage.js";
import { viewMethods } from "./view-methods.js";

const methods: Record<string, Method> = {
	...chatMethods,
	...lookupMethods,
	...viewMethods,
};

/** Slack's answer to a call made with the bot's token. */
export function answerCall(
	name: string,
	given: Arguments,
	stage: Stage,
): Answer {
	const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
	if (method === undefined) return refusal("unknown_method");
	const { scopes } = stage.workspace.manifest;
	const wanted = method.scopes ?? [];
	if (wanted.length > 0 && !wanted.some((scope) => scopes.includes(scope)))
		return {
			...refusal("missing_scope"),
			needed: wanted[0] ?? "",
			provided: scopes.join(","),
		};
	const missing = (method.needs ?? []).filter(
		(field) => given[field] === undefined,
	);
	if (missing.length > 0)
		return refusal(
			"invalid_arguments",
			missing.map((field) => `missing required field: ${field}`),
		);
	return method.run(given, stage);
}
