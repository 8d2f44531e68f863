import type { DirectoryOf } from "../slack/directory.js";
import { type Submission, submitterOf } from "../slack/submission.js";
import type { Store } from "../store/store.js";
import type { NudgesDesk } from "./nudges-desk.js";
import { remembered, sentenceModal } from "./nudges-modal.js";
import { dayInWords } from "./schedule-words.js";

/** *Pause* with its day: one schedule rests until then. */
export function pauseNudgeSubmission({
	store,
	desk,
	directoryOf,
}: {
	store: Pick<Store, "schedules">;
	desk: NudgesDesk;
	directoryOf: DirectoryOf;
}): Submission {
	return async (args) => {
		const { ack, view, client, body } = args;
		const memory = remembered(view.private_metadata);
		const { workspaceId, personId } = submitterOf(args);
		const scheduleId = memory?.scheduleId ?? "";
		const schedule = await store.schedules.one(workspaceId, scheduleId);
		if (!memory || !schedule)
			return ack({
				response_action: "update",
				view: sentenceModal("Pause this nudge", "It has been removed already."),
			});
		const place = { workspaceId, channelId: schedule.channelId };
		const home = { workspaceId, enterpriseId: body.enterprise?.id };
		const visit = await desk.visit(directoryOf(client, home), place, personId);
		const today = desk.today(schedule.timeZone);
		const until = view.state.values.until?.["nudges-until"]?.selected_date;
		const complaint =
			visit.hindrance ??
			(until && until > today ? undefined : "Choose a day to come.");
		if (complaint || !until)
			return ack({
				response_action: "errors",
				errors: { until: complaint ?? "" },
			});
		await store.schedules.pause(
			{ ...place, scheduleId },
			until,
			personId,
			desk.nextOf,
		);
		const notice = `Paused until ${dayInWords(until, today)}.`;
		if (!view.previous_view_id)
			return ack({
				response_action: "update",
				view: sentenceModal(
					"Pause this nudge",
					`${notice} Type /nudges resume to go on sooner.`,
				),
			});
		await ack();
		await client.views.update({
			view_id: view.previous_view_id,
			view: await desk.list(place, visit, memory, notice),
		});
	};
}
