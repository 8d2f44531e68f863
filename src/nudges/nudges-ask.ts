/** What somebody wants of `/nudges`. */
export type NudgesAsk =
	| { kind: "open" }
	| { kind: "next" }
	| { kind: "preview" }
	| { kind: "resume" }
	| { kind: "off" }
	/** `until` as it was written; a week where nothing was. */
	| { kind: "pause"; until: string | undefined }
	/** `unknown`: the words that mean nothing here. */
	| { kind: "help"; unknown: string | undefined };

const plain: Readonly<Record<string, NudgesAsk["kind"] | undefined>> = {
	"": "open",
	next: "next",
	preview: "preview",
	resume: "resume",
	on: "resume",
	off: "off",
	help: "help",
	"?": "help",
};

/** What the words after `/nudges` ask for. */
export function nudgesAskOf(text: string): NudgesAsk {
	const words = text.trim().replace(/\s+/g, " ");
	const lower = words.toLowerCase();
	const kind = Object.hasOwn(plain, lower) ? plain[lower] : undefined;
	if (kind === "help") return { kind, unknown: undefined };
	if (kind !== undefined && kind !== "pause") return { kind };
	const [pause, until] = /^pause(?:\s+(?:until\s+|till\s+)?(.+))?$/i
		.exec(words)
		?.slice(0, 2) ?? [undefined];
	if (pause !== undefined)
		return { kind: "pause", until: until === "until" ? undefined : until };
	return { kind: "help", unknown: words };
}
