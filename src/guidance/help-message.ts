import type { Answer } from "../slack/answer.js";

const examples = [
	"our releases slip every sprint and nobody owns them",
	"the plan is clear, they just don't see the point any more",
	"we merge two wards in March and half of my nurses want to leave",
];

/** What the command does, with three examples. */
export function helpMessage(before?: string): Answer {
	const text =
		"Tell me what is going on, and I'll say whether the next move is to manage, to lead, or both.";
	return {
		text: before ? `${before} ${text}` : text,
		blocks: [
			...(before ? [section(before)] : []),
			section(text),
			section(
				"Managing is getting the work done as intended: plan, organise, set a standard, correct. Leading is people moving together toward something they believe in: reasons, direction, trust. Neither is better; most of us step back and forth, sometimes in one conversation.",
			),
			{
				type: "rich_text",
				elements: [
					{
						type: "rich_text_section",
						elements: [
							{ type: "text", text: "Try one of these", style: { bold: true } },
						],
					},
					{
						type: "rich_text_list",
						style: "bullet",
						elements: examples.map((example) => ({
							type: "rich_text_section" as const,
							elements: [
								{
									type: "text" as const,
									text: `/lead-or-manage ${example}`,
									style: { code: true },
								},
							],
						})),
					},
					{
						type: "rich_text_section",
						elements: [
							{ type: "text", text: "Looking for ideas? " },
							{
								type: "text",
								text: "/lead-or-manage tips",
								style: { code: true },
							},
							{ type: "text", text: " opens the library, " },
							{
								type: "text",
								text: "/lead-or-manage tips feedback",
								style: { code: true },
							},
							{ type: "text", text: " one shelf of it." },
						],
					},
				],
			},
			{
				type: "context",
				elements: [
					{
						type: "plain_text",
						text: "Only you see the answer. Your words are not stored and not logged. I'm a program that goes by rules and examples; you know the people.",
					},
				],
			},
		],
	};
}

function section(text: string) {
	return {
		type: "section" as const,
		text: { type: "plain_text" as const, text },
	};
}
