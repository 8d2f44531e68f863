/** A rule tells what is wrong with the value at a place, in Slack's words; nothing wrong, no words. */
export type Rule = (value: unknown, at: string) => string[];

type Fields = Record<string, unknown>;
type Wanted = Rule & { required?: true };

/** One complaint with the place it is about, as Slack writes it. */
export function complaint(what: string, at: string): string {
	return `${what} [json-pointer:${at}]`;
}

/** Whether a value is a plain object, as opposed to a list, a text or nothing. */
export function isFields(value: unknown): value is Fields {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Anything at all. */
export const anything: Rule = () => [];

/** A field that must be there. */
export function required(rule: Rule): Wanted {
	return Object.assign((value: unknown, at: string) => rule(value, at), {
		required: true as const,
	});
}

/** A text between `least` and `most` characters long. */
export function text(most: number, least = 1): Rule {
	return (value, at) => {
		if (typeof value !== "string")
			return [complaint("must provide a string", at)];
		if (value.length < least)
			return [complaint(`must be more than ${least - 1} characters`, at)];
		if (value.length > most)
			return [complaint(`must be less than ${most + 1} characters`, at)];
		return [];
	};
}

/** A text of a certain form, named for the complaint. */
export function form(pattern: RegExp, name: string): Rule {
	return (value, at) =>
		typeof value === "string" && pattern.test(value)
			? []
			: [complaint(`must be a valid ${name}`, at)];
}

/** True or false. */
export const flag: Rule = (value, at) =>
	typeof value === "boolean" ? [] : [complaint("must be a boolean", at)];

/** A whole number between two bounds, both included. */
export function whole(least = 0, most = Number.MAX_SAFE_INTEGER): Rule {
	return (value, at) => {
		if (!Number.isInteger(value)) return [complaint("must be an integer", at)];
		if ((value as number) < least)
			return [complaint(`must be at least ${least}`, at)];
		if ((value as number) > most)
			return [complaint(`must be at most ${most}`, at)];
		return [];
	};
}

/** One of a few values. */
export function oneOf(...choices: unknown[]): Rule {
	return (value, at) =>
		choices.includes(value)
			? []
			: [complaint(`must be one of ${choices.join(", ")}`, at)];
}

/** A list with its own limits, every item by the same rule. */
export function list(item: Rule, most: number, least = 1): Rule {
	return (value, at) => {
		if (!Array.isArray(value)) return [complaint("must be an array", at)];
		if (value.length < least)
			return [complaint(`no less than ${least} items required`, at)];
		if (value.length > most)
			return [complaint(`no more than ${most} items allowed`, at)];
		return value.flatMap((each, index) => item(each, `${at}/${index}`));
	};
}

/** An object with these fields and no others. */
export function shape(fields: Record<string, Wanted>): Rule {
	return (value, at) => {
		if (!isFields(value)) return [complaint("must provide an object", at)];
		const missing = Object.keys(fields)
			.filter((name) => fields[name]?.required && value[name] === undefined)
			.map((name) => complaint(`missing required field: ${name}`, at));
		const wrong = Object.entries(value).flatMap(([name, each]) => {
			if (each === undefined) return [];
			const rule = Object.hasOwn(fields, name) ? fields[name] : undefined;
			return rule === undefined
				? [complaint(`invalid additional property: ${name}`, at)]
				: rule(each, `${at}/${name}`);
		});
		return [...missing, ...wrong];
	};
}

/** One of several kinds of object, told apart by `type`. */
export function byType(kinds: () => Record<string, Rule>): Rule {
	return (value, at) => {
		if (!isFields(value)) return [complaint("must provide an object", at)];
		const { type } = value;
		if (type === undefined)
			return [complaint("missing required field: type", at)];
		const all = kinds();
		const rule =
			typeof type === "string" && Object.hasOwn(all, type)
				? all[type]
				: undefined;
		return rule === undefined
			? [complaint(`unsupported type: ${named(type)}`, `${at}/type`)]
			: rule(value, at);
	};
}

/** Both rules at once. */
export function both(first: Rule, second: Rule): Rule {
	return (value, at) => {
		const found = first(value, at);
		return found.length > 0 ? found : second(value, at);
	};
}

/** A value as a complaint names it. */
export function named(value: unknown): string {
	return typeof value === "string" ? value : JSON.stringify(value);
}
