import type { RichTextBlock } from "@slack/types";
import type { Evidence, Tip } from "./tip.js";

const grades: Record<Evidence, string> = {
	research: "research",
	practice: "practice",
	belief: "belief, not proven",
};

/** A tip as Slack shows it: the act, words to say, when it would be wrong, and where it comes from; on a mixed shelf, whether it is to lead or to manage. */
export function tipBlock(tip: Tip, { withStance = false } = {}): RichTextBlock {
	return {
		type: "rich_text",
		elements: [
			{
				type: "rich_text_section",
				elements: [
					{ type: "text", text: tip.title, style: { bold: true } },
					...(withStance
						? [{ type: "text" as const, text: ` (to ${tip.stance})` }]
						: []),
					{ type: "text", text: `\n${tip.do}` },
				],
			},
			{
				type: "rich_text_quote",
				elements: [{ type: "text", text: quoted(tip.say) }],
			},
			{
				type: "rich_text_section",
				elements: [
					{ type: "text", text: "Wrong when: ", style: { bold: true } },
					{ type: "text", text: tip.wrongWhen },
					{
						type: "text",
						text: `\n${sourceOf(tip)}`,
						style: { italic: true },
					},
				],
			},
		],
	};
}

function sourceOf({ source, evidence }: Tip): string {
	return `Source: ${source.replace(/\.$/, "")}. Evidence: ${grades[evidence]}.`;
}

function quoted(say: string): string {
	return `“${say.replace(/^["“”']+|["“”']+$/g, "")}”`;
}
