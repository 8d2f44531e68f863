import { expect, test } from "vitest";
import { answersIn, chosen, unanswered } from "../../src/playground/answers.js";
import { plain } from "./harness.js";

const weekdays = ["mon", "tue"].map((value) => ({ text: plain(value), value }));
const input = (blockId: string, element: object, optional = false) => ({
	type: "input",
	block_id: blockId,
	optional,
	label: plain(blockId),
	element: { type: "plain_text_input", action_id: "v", ...element },
});

test("reports what each kind of element holds, as Slack does", () => {
	const blocks = [
		input("when", {}),
		input("day", { type: "static_select", options: weekdays }),
		input("days", { type: "checkboxes", options: weekdays }),
		input("date", { type: "datepicker" }),
		input("where", { type: "conversations_select" }),
	];
	const raws = {
		when: { v: "Friday" },
		day: { v: "tue" },
		days: { v: ["mon", "tue"] },
		date: { v: "2026-11-27" },
		where: { v: "C0LEADS" },
	};
	expect(answersIn(blocks, raws)).toEqual({
		when: { v: { type: "plain_text_input", value: "Friday" } },
		day: { v: { type: "static_select", selected_option: weekdays[1] } },
		days: { v: { type: "checkboxes", selected_options: weekdays } },
		date: { v: { type: "datepicker", selected_date: "2026-11-27" } },
		where: {
			v: { type: "conversations_select", selected_conversation: "C0LEADS" },
		},
	});
});

test("reports nothing chosen as null", () => {
	expect(answersIn([input("when", {})], {})).toEqual({
		when: { v: { type: "plain_text_input", value: null } },
	});
});

test("a thumb reports the button it was", () => {
	const up = { text: plain("Helpful"), value: "good" };
	const down = { text: plain("Not for me"), value: "bad" };
	const element = {
		type: "feedback_buttons",
		positive_button: up,
		negative_button: down,
	};
	expect(chosen(element, "bad")).toEqual(down);
});

test("asks for what is required, and for enough of it", () => {
	const blocks = [
		input("when", {}),
		input("next", { min_length: 5 }),
		input("note", {}, true),
	];
	expect(unanswered(blocks, { next: { v: "go" } })).toEqual({
		when: "Please complete this required field.",
		next: "Please write at least 5 characters.",
	});
});
