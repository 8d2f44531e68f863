import { isFields } from "./rule.js";

const structured = ["blocks", "view", "prompts", "metadata", "attachments"];

/** The arguments in the body of a request, whether a form or JSON; undefined when it is neither. */
export function argumentsIn(
	body: string,
	contentType: string,
): Record<string, unknown> | undefined {
	if (contentType.startsWith("application/json")) {
		const found = json(body === "" ? "{}" : body);
		return isFields(found) ? found : undefined;
	}
	return Object.fromEntries(
		[...new URLSearchParams(body)].map(([name, value]) => [
			name,
			structured.includes(name) ? (json(value) ?? value) : value,
		]),
	);
}

/** The value that a text of JSON stands for; undefined when it is no JSON. */
export function json(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
