import type { Answer } from "../slack/answer.js";
import type { Contacts } from "./safety.js";
import type { SensitiveKind } from "./signal.js";

/** No verdict: a few humane words and the people who are qualified. */
export function safetyMessage(
	kind: SensitiveKind | "unnamed",
	{ messages, contacts }: Contacts,
): Answer {
	const text = messages[kind];
	return {
		text: `${text} ${contactsLine(contacts)}`,
		blocks: [
			{ type: "section", text: { type: "plain_text", text } },
			{
				type: "rich_text",
				elements: [
					{
						type: "rich_text_section",
						elements: [
							{ type: "text", text: "Who can help", style: { bold: true } },
						],
					},
					{
						type: "rich_text_list",
						style: "bullet",
						elements: contacts.map(({ name, how }) => ({
							type: "rich_text_section" as const,
							elements: [
								{ type: "text" as const, text: name, style: { bold: true } },
								{ type: "text" as const, text: `: ${how}` },
							],
						})),
					},
				],
			},
			{
				type: "context",
				elements: [
					{
						type: "plain_text",
						text: "Only you see this. Your words are not stored and not logged. If I misread you, say it in other words.",
					},
				],
			},
		],
	};
}

/** The contacts in one line, for when distress may hide in words that could not be read. */
export function contactsLine(contacts: Contacts["contacts"]): string {
	return `If this is about somebody's safety or health, turn to: ${contacts.map(({ name }) => name).join("; ")}.`;
}
