import type {
	ActionsBlock,
	Button,
	ConfirmationDialog,
	ContextBlock,
	PlainTextElement,
	RichTextBlock,
	RichTextElement,
	RichTextSection,
	SectionBlock,
} from "@slack/types";

/** Words in which nothing comes alive: no mention, no link. */
export function plain(text: string): PlainTextElement {
	return { type: "plain_text", text };
}

/** A paragraph of such words. */
export function paragraph(text: string): SectionBlock {
	return { type: "section", text: plain(text) };
}

/** A small line of such words below something. */
export function smallPrint(text: string): ContextBlock {
	return { type: "context", elements: [plain(text)] };
}

/** A paragraph made of several pieces. */
export function pieces(...elements: RichTextElement[]): RichTextSection {
	return { type: "rich_text_section", elements };
}

/** A piece of text. */
export function piece(text: string): RichTextElement {
	return { type: "text", text };
}

/** A piece of text that stands out. */
export function bold(text: string): RichTextElement {
	return { type: "text", text, style: { bold: true } };
}

/** A piece of text to be typed as it stands. */
export function typed(text: string): RichTextElement {
	return { type: "text", text, style: { code: true } };
}

/** Somebody's own words, quoted. */
export function quote(words: string): RichTextBlock {
	return {
		type: "rich_text",
		elements: [
			{
				type: "rich_text_quote",
				elements: [{ type: "text", text: oneLine(words) || " " }],
			},
		],
	};
}

/** A row of buttons. */
export function buttonRow(...elements: Button[]): ActionsBlock {
	return { type: "actions", elements };
}

/** A button and what it carries. */
export function button(
	action: string,
	text: string,
	value: string,
	more: { style?: "primary" | "danger"; confirm?: ConfirmationDialog } = {},
): Button {
	return {
		type: "button",
		action_id: action,
		text: plain(text),
		value,
		...more,
	};
}

/** Words on one line, without characters that cannot be seen. */
export function oneLine(text: string): string {
	return text.replace(/[\p{C}\s]+/gu, " ").trim();
}
