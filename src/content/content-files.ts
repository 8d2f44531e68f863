import { createHash } from "node:crypto";
import {
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { readCoaching } from "../coaching/coaching-files.js";
import type { Phrases } from "../coaching/phrases.js";
import { readClaims } from "../guidance/claim-files.js";
import type { Knowledge } from "../guidance/guide.js";
import {
	compileKnowledge,
	readKnowledge,
	readSources,
	type Sources,
	writeKnowledge,
} from "../guidance/knowledge-files.js";
import type { Contacts } from "../guidance/safety.js";
import { readSafety } from "../guidance/safety-files.js";
import type { Nudge } from "../nudges/nudge.js";
import { readNudges } from "../nudges/nudge-files.js";
import type { Tip } from "../tips/tip.js";
import { readTips } from "../tips/tip-files.js";
import { ContentError } from "./yaml-files.js";

/** What the bot knows and says, compiled. */
export type Content = {
	knowledge: Knowledge;
	tips: readonly Tip[];
	nudges: readonly Nudge[];
	/** What each claim says, by its code. */
	claims: Readonly<Record<string, string>>;
	safety: Contacts;
	coaching: Phrases;
};

/** Everything in a content folder, checked. Throws a `ContentError` that names every mistake at once. */
export function readContentFolder(folder: string): {
	sources: Sources;
	tips: Tip[];
	nudges: Nudge[];
	claims: Record<string, string>;
	safety: Contacts;
	coaching: Phrases;
} {
	const mistakes: string[] = [];
	const sources = readSources(folder, mistakes);
	const tips = readTips(folder, mistakes);
	const nudges = readNudges(folder, mistakes);
	const claims = readClaims(folder, mistakes);
	const safety = readSafety(folder, mistakes);
	const coaching = readCoaching(folder, mistakes);
	if (mistakes.length > 0 || !safety || !coaching)
		throw new ContentError(mistakes);
	return { sources, tips, nudges, claims, safety, coaching };
}

/**
 * Compiles a content folder into another, unless that holds the same already; `code` says what else the result hangs on.
 * Returns whether it had to. Throws a `ContentError`.
 */
export function compileContent(
	from: string,
	to: string,
	code: string,
): boolean {
	const key = createHash("sha256")
		.update(code)
		.update(fingerprint(from))
		.digest("hex");
	const keyFile = join(to, "key");
	if (existsSync(keyFile) && readFileSync(keyFile, "utf8") === key)
		return false;
	const { sources, tips, nudges, claims, safety, coaching } =
		readContentFolder(from);
	mkdirSync(to, { recursive: true });
	writeKnowledge(to, compileKnowledge(sources));
	writeFileSync(join(to, "tips.json"), JSON.stringify(tips));
	writeFileSync(join(to, "nudges.json"), JSON.stringify(nudges));
	writeFileSync(join(to, "claims.json"), JSON.stringify(claims));
	writeFileSync(join(to, "safety.json"), JSON.stringify(safety));
	writeFileSync(join(to, "coaching.json"), JSON.stringify(coaching));
	writeFileSync(keyFile, key);
	return true;
}

/** The content that `compileContent` wrote. */
export function readContent(folder: string): Content {
	const json = (name: string): unknown =>
		JSON.parse(readFileSync(join(folder, name), "utf8"));
	return {
		knowledge: readKnowledge(folder),
		tips: json("tips.json") as Tip[],
		nudges: json("nudges.json") as Nudge[],
		claims: json("claims.json") as Content["claims"],
		safety: json("safety.json") as Contacts,
		coaching: json("coaching.json") as Phrases,
	};
}

/** A digest of every file below a folder, names included. */
export function fingerprint(folder: string): string {
	const hash = createHash("sha256");
	const names = readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name))
		.sort();
	for (const name of names)
		hash.update(name.slice(folder.length)).update(readFileSync(name));
	return hash.digest("hex");
}
