import type { ModalView } from "@slack/types";
import type { DirectoryOf } from "../slack/directory.js";
import { type Submission, submitterOf } from "../slack/submission.js";
import type { KeptSchedule } from "../store/schedule-store.js";
import type { Store } from "../store/store.js";
import { holidayCountries } from "./holiday-files.js";
import {
	drafted,
	type NudgesDesk,
	type Place,
	type Visit,
} from "./nudges-desk.js";
import {
	type Complaints,
	type Filled,
	type Form,
	fields,
	filledIn,
	formIn,
	newForm,
} from "./nudges-form.js";
import { dayAndTime, scheduleInWords } from "./nudges-message.js";
import {
	hiddenIn,
	type ModalMemory,
	mostSchedules,
	remembered,
} from "./nudges-modal.js";
import type { Schedule } from "./schedule.js";

type Deps = {
	store: Pick<Store, "schedules">;
	desk: NudgesDesk;
	directoryOf: DirectoryOf;
	now: () => Date;
};
type Args = Parameters<Submission>[0];

/** What came of a try to save: kept, or why not, with nothing lost that was typed. */
type Outcome =
	| { kind: "kept" }
	| { kind: "complaints"; complaints: Complaints }
	| { kind: "ask again"; memory: ModalMemory; notice: string };

/** *Save* in the form: the schedule is kept, or the form says what is missing. */
export function saveNudgeSubmission(deps: Deps): Submission {
	return async (args) => {
		const { view, body } = args;
		const memory = remembered(view.private_metadata);
		if (!memory) return args.ack();
		const { workspaceId, personId } = submitterOf(args);
		const place = { workspaceId, channelId: memory.channelId };
		const before = { ...newForm("UTC"), ...hiddenIn(view.private_metadata) };
		const form = formIn(view.state.values, before);
		const home = { workspaceId, enterpriseId: body.enterprise?.id };
		const [visit, countries] = await Promise.all([
			deps.desk.visit(deps.directoryOf(args.client, home), place, personId),
			holidayCountries(),
		]);
		const filled = filledIn(form, deps.now(), (code) => countries.has(code));
		const outcome: Outcome = visit.hindrance
			? { kind: "complaints", complaints: { series: visit.hindrance } }
			: "complaints" in filled
				? { kind: "complaints", ...filled }
				: await keep(filled.filled, memory, place, personId, visit, deps);
		if (outcome.kind === "kept") return close(args, place, memory, visit, deps);
		return outcome.kind === "complaints"
			? complain(args, outcome.complaints, form, place, memory, deps)
			: showAgain(args, form, place, outcome.memory, outcome.notice, deps);
	};
}

async function keep(
	filled: Filled,
	memory: ModalMemory,
	place: Place,
	personId: string,
	{ hasBot }: Visit,
	{ store, desk }: Deps,
): Promise<Outcome> {
	const { scheduleId = "", version = 0 } = memory;
	const { workspaceId, channelId } = place;
	const kept = await store.schedules.one(workspaceId, scheduleId);
	if (!kept && version > 0)
		return {
			kind: "ask again",
			memory: desk.beginning(memory),
			notice:
				"Somebody removed this nudge in the meantime. Save once more to set it up anew.",
		};
	const schedule: Schedule = {
		...(kept ?? drafted(place, scheduleId, personId)),
		...filled,
		changedBy: personId,
		brokenBy: hasBot ? undefined : "not_in_channel",
	};
	const next = desk.nextOf(schedule);
	if (!kept) {
		const others = await store.schedules.ofChannel(workspaceId, channelId);
		if (others.length >= mostSchedules)
			return {
				kind: "complaints",
				complaints: {
					series: `This channel has ${mostSchedules} nudges already, and more would only be noise. Change or remove one of them.`,
				},
			};
		await store.schedules.add(schedule, next);
		return { kind: "kept" };
	}
	// A new one that is there already was saved by a first try whose answer got lost.
	const seen = version === 0 ? kept.version : version;
	return (await store.schedules.change(schedule, seen, next))
		? { kind: "kept" }
		: { kind: "ask again", ...theirs(kept, memory, desk) };
}

function theirs(kept: KeptSchedule, memory: ModalMemory, desk: NudgesDesk) {
	const { version } = kept;
	const today = desk.today(kept.timeZone);
	return {
		memory: { ...memory, version },
		notice: `Somebody changed this nudge in the meantime. It is now ${scheduleInWords(kept, today)} Save once more to put yours in its place, or cancel to leave theirs.`,
	};
}

async function close(
	{ ack, view, client }: Args,
	place: Place,
	memory: ModalMemory,
	visit: Visit,
	{ desk }: Deps,
) {
	const next = await desk.next(place, memory.scheduleId ?? "");
	const today = next && desk.today(next.schedule.timeZone);
	const notice =
		next && today && visit.hasBot
			? `Saved. The next one comes ${dayAndTime(next, today)}.`
			: "Saved.";
	const list = await desk.list(place, visit, memory, notice);
	if (!view.previous_view_id)
		return ack({ response_action: "update", view: list });
	await ack();
	await client.views.update({ view_id: view.previous_view_id, view: list });
}

/** Slack takes complaints only about fields that are there; a choice may have just called for one that isn't yet. */
async function complain(
	args: Args,
	complaints: Complaints,
	form: Form,
	place: Place,
	memory: ModalMemory,
	deps: Deps,
) {
	const shown = new Set(args.view.blocks.map(({ block_id }) => block_id));
	const all = Object.entries(complaints).map(
		([name, words]) => [fields[name as keyof typeof fields], words] as const,
	);
	if (all.every(([block]) => shown.has(block)))
		return args.ack({
			response_action: "errors",
			errors: Object.fromEntries(all),
		});
	const [[, first] = ["", ""]] = all.filter(([block]) => !shown.has(block));
	return showAgain(args, form, place, memory, first, deps);
}

async function showAgain(
	{ ack }: Args,
	form: Form,
	place: Place,
	memory: ModalMemory,
	notice: string,
	{ desk }: Deps,
) {
	const view: ModalView = await desk.form(place, form, memory, notice);
	return ack({ response_action: "update", view });
}
