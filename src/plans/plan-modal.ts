import type { InputBlock, ModalView, PlainTextOption } from "@slack/types";
import { z } from "zod";
import { planSentence } from "../coaching/plan.js";
import type { Contacts } from "../guidance/safety.js";
import { contactsLine } from "../guidance/safety-message.js";
import { themes } from "../guidance/theme.js";
import { paragraph, plain, smallPrint } from "../slack/blocks.js";
import type { KeptPlan } from "./kept-plan.js";

const memorySchema = z.object({
	planId: z.string().optional(),
	tip: z.string().optional(),
	themes: z.array(z.enum(themes)).optional(),
});

/** What the form remembers: which plan it changes, or what a new one follows. */
export type PlanMemory = z.infer<typeof memorySchema>;

/** What was remembered; `undefined` where it can't be read. */
export function planMemoryOf(text: string | undefined): PlanMemory | undefined {
	if (text === undefined) return undefined;
	const parsed = memorySchema.safeParse(JSON.parse(text));
	return parsed.success ? parsed.data : undefined;
}

/** The moment and the act of a plan, as they stand in a form. */
type PlanFields = { when: string; act: string; on: KeptPlan["on"] };

const noHour = "morning";
const hours = Array.from({ length: 13 }, (_, i) => i + 8);

/** “When …, I will …” and a day. `memory` is sealed. */
export function planModal(
	memory: string,
	{ when, act, on }: PlanFields,
	isNew: boolean,
): ModalView {
	const hour = on?.hour === undefined ? noHour : String(on.hour);
	const options = [noHour, ...hours.map(String)].map(hourOption);
	return {
		type: "modal",
		callback_id: "plan-form",
		private_metadata: memory,
		title: plain(isNew ? "Make it a plan" : "Change the plan"),
		submit: plain("Keep it"),
		close: plain("Never mind"),
		blocks: [
			paragraph(
				"Plans that name the moment are the ones that get done. What will remind you, and what will you do then?",
			),
			textInput("when", "When …", "the next handover starts", when),
			textInput("act", "I will …", "say what I expect, and by when", act),
			{
				type: "input",
				block_id: "date",
				optional: true,
				label: plain("When shall I ask how it went?"),
				hint: plain("Once, in a direct message. Without a day I won't ask."),
				element: {
					type: "datepicker",
					action_id: "plan-date",
					...(on && { initial_date: on.date }),
				},
			},
			{
				type: "input",
				block_id: "hour",
				label: plain("At"),
				element: {
					type: "static_select",
					action_id: "plan-hour",
					options,
					initial_option: hourOption(hour),
				},
			},
			smallPrint(
				"Your words are kept encrypted until the plan is done, and 90 days. Only you can see them.",
			),
		],
	};
}

/** One line to remember of a plan. */
export function lineModal(memory: string, sentence: string): ModalView {
	return {
		type: "modal",
		callback_id: "plan-line",
		private_metadata: memory,
		title: plain("A line to remember"),
		submit: plain("Keep it"),
		close: plain("Never mind"),
		blocks: [
			paragraph(sentence),
			textInput("line", "What would you tell yourself next time?", "", "", 500),
		],
	};
}

/** Another day for the question, once. */
export function againModal(memory: string, sentence: string): ModalView {
	return {
		type: "modal",
		callback_id: "plan-again",
		private_metadata: memory,
		title: plain("Another day"),
		submit: plain("Ask me then"),
		close: plain("Never mind"),
		blocks: [
			paragraph(sentence),
			{
				type: "input",
				block_id: "date",
				label: plain("When shall I ask again?"),
				element: { type: "datepicker", action_id: "plan-date" },
			},
		],
	};
}

/** A modal that says one thing. */
export function planSaysModal(text: string): ModalView {
	return {
		type: "modal",
		title: plain("Your plan"),
		close: plain("Close"),
		blocks: [paragraph(text)],
	};
}

/** Words for qualified people are not kept as a plan. */
export function notKeptModal({ messages, contacts }: Contacts): ModalView {
	return {
		type: "modal",
		title: plain("Your plan"),
		close: plain("Close"),
		blocks: [
			paragraph(messages.unnamed),
			paragraph(contactsLine(contacts)),
			smallPrint("I kept none of it."),
		],
	};
}

/** The moment and the act of a plan's sentence. */
export function fieldsOf(sentence: string): { when: string; act: string } {
	const [, when = "", act = ""] =
		/^When (.+?), I will (.+?)\.?$/s.exec(sentence) ?? [];
	return { when, act: act || sentence };
}

/** The sentence from what stands in a form. */
export function sentenceOf(when: string, act: string): string {
	const moment = when.trim().replace(/^when(ever)?\s+/i, "");
	const isTime =
		/^(on|at|in|by|before|after|during|tomorrow|today|tonight|next|this|every|it's time|(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?)\b/i.test(
			moment,
		) && !/^it's time \(/.test(moment);
	const clause = !isTime && moment.includes(" ") ? `when ${moment}` : moment;
	return planSentence(
		clause,
		`I will ${act.trim().replace(/^(i('|’)ll|i will)\s+/i, "")}`,
	);
}

/** What was written and chosen in a form. */
export function planValues(values: Values): {
	when: string;
	act: string;
	line: string;
	on: KeptPlan["on"];
} {
	const text = (block: string) =>
		values[block]?.[`plan-${block}`]?.value?.trim() ?? "";
	const date = values.date?.["plan-date"]?.selected_date;
	const hour = values.hour?.["plan-hour"]?.selected_option?.value ?? noHour;
	return {
		when: text("when"),
		act: text("act"),
		line: text("line"),
		on: date
			? { date, hour: hour === noHour ? undefined : Number(hour) }
			: undefined,
	};
}

type Values = Record<
	string,
	Record<
		string,
		{
			value?: string | null;
			selected_date?: string | null;
			selected_option?: { value: string } | null;
		}
	>
>;

function textInput(
	id: string,
	label: string,
	placeholder: string,
	value: string,
	most = 200,
): InputBlock {
	return {
		type: "input",
		block_id: id,
		label: plain(label),
		element: {
			type: "plain_text_input",
			action_id: `plan-${id}`,
			max_length: most,
			...(placeholder && { placeholder: plain(placeholder) }),
			...(value && { initial_value: value.slice(0, most) }),
		},
	};
}

function hourOption(value: string): PlainTextOption {
	return {
		text: plain(value === noHour ? "In my morning" : `${value}:00`),
		value,
	};
}
