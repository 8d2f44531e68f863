import { join } from "node:path";
import { z } from "zod";
import { readYamlFile, readYamlList } from "../content/yaml-files.js";
import type { Contact, Contacts } from "./safety.js";
import { type SensitiveKind, sensitiveKinds } from "./signal.js";

const sentence = z.string("must be text").trim().min(2, "must not be empty");
const contactSchema = z.strictObject({
	name: sentence.max(150, "must have 150 characters at the most"),
	how: sentence.max(500, "must have 500 characters at the most"),
});
const messagesSchema = z.strictObject(
	Object.fromEntries(
		[...sensitiveKinds, "unnamed"].map((kind) => [kind, sentence.max(1500)]),
	) as Record<SensitiveKind | "unnamed", typeof sentence>,
);

/** An organisation's contacts. Mistakes are added to `mistakes`. */
export function readContacts(file: string, mistakes: string[]): Contact[] {
	const contacts = readYamlList(file, contactSchema, mistakes).map(
		({ value }) => value,
	);
	if (contacts.length === 0 && mistakes.length === 0)
		mistakes.push(`${file} needs at least one contact, each with name and how`);
	if (contacts.length > 20)
		mistakes.push(`${file} may name twenty contacts at the most`);
	return contacts;
}

/** What is said in sensitive matters, with the contacts that come with the bot. Mistakes are added to `mistakes`. */
export function readSafety(
	folder: string,
	mistakes: string[],
): Contacts | undefined {
	const at = (name: string) => join(folder, "coaching", name);
	const messages = readYamlFile(at("safety.yml"), messagesSchema, mistakes);
	const contacts = readContacts(at("contacts.yml"), mistakes);
	return messages && { messages, contacts };
}
