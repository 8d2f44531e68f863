import {
	App,
	type AppOptions,
	type BlockAction,
	type ButtonAction,
	type Receiver,
	type ViewSubmitAction,
} from "@slack/bolt";
import { WebClient } from "@slack/web-api";
import { createAnswering } from "./coaching/answering-job.js";
import { coachMeAction } from "./coaching/coach-me-action.js";
import {
	type CoachingJob,
	createCoachingJob,
} from "./coaching/coaching-job.js";
import type { Ear } from "./coaching/ear.js";
import { messageEvent } from "./coaching/message-event.js";
import { messagesTabEvent } from "./coaching/messages-tab-event.js";
import type { Phrases } from "./coaching/phrases.js";
import { sayAction } from "./coaching/say-action.js";
import { anotherAngleAction } from "./guidance/another-angle-action.js";
import { feedbackAction } from "./guidance/feedback-action.js";
import type { Guide } from "./guidance/guide.js";
import { guideCommand } from "./guidance/guide-command.js";
import { judgeInsteadAction } from "./guidance/judge-instead-action.js";
import type { Contacts } from "./guidance/safety.js";
import { settleAction } from "./guidance/settle-action.js";
import { countryOptions } from "./nudges/country-options.js";
import { joinedChannelEvent } from "./nudges/joined-channel-event.js";
import type { Nudge } from "./nudges/nudge.js";
import { nudgeHelpfulAction } from "./nudges/nudge-helpful-action.js";
import { nudgeWhyAction } from "./nudges/nudge-why-action.js";
import { nudgesCommand } from "./nudges/nudges-command.js";
import { createNudgesDesk } from "./nudges/nudges-desk.js";
import { openFormAction } from "./nudges/open-form-action.js";
import {
	openPauseAction,
	pausePostedAction,
} from "./nudges/open-pause-action.js";
import { pauseNudgeSubmission } from "./nudges/pause-nudge-submission.js";
import type { ManagedBy } from "./nudges/permission.js";
import { postNowAction } from "./nudges/post-now-action.js";
import { refreshFormAction } from "./nudges/refresh-form-action.js";
import { removeNudgeAction } from "./nudges/remove-nudge-action.js";
import { resumeNudgeAction } from "./nudges/resume-nudge-action.js";
import { saveNudgeSubmission } from "./nudges/save-nudge-submission.js";
import { undoOffAction } from "./nudges/undo-off-action.js";
import { zoneOptions } from "./nudges/zone-options.js";
import { forgetMeAction, keepMeAction } from "./people/forget-me-action.js";
import { hearAgainAction } from "./people/hear-again-action.js";
import { gatherKnown } from "./people/known.js";
import { zonesFrom } from "./people/zones.js";
import { changePlanAction, makePlanAction } from "./plans/plan-form-action.js";
import {
	askAgainSubmission,
	saveLineSubmission,
	savePlanSubmission,
} from "./plans/save-plan-submission.js";
import {
	answerFollowUpAction,
	openPlanFormAction,
	settlePlanAction,
} from "./plans/settle-plan-action.js";
import { createAgentView } from "./slack/agent-view.js";
import { createApology } from "./slack/apology.js";
import type { ButtonPress } from "./slack/button-press.js";
import { createDirectory, type DirectoryOf } from "./slack/directory.js";
import { gated } from "./slack/gate.js";
import { boltLog, describeError, type Log } from "./slack/log.js";
import { type Meter, noMeter } from "./slack/meter.js";
import type { Seal } from "./slack/seal.js";
import type { Submission } from "./slack/submission.js";
import type { Suggestion } from "./slack/suggestion.js";
import { webClientOptions } from "./slack/web-client.js";
import type { Store } from "./store/store.js";
import type { Library } from "./tips/library.js";
import { opinionsInTime } from "./tips/opinions-in-time.js";
import { tipsPageAction } from "./tips/tips-page-action.js";

/** What the doors need to answer. */
export type World = {
	guide: Guide;
	/** The coach's words, and what it listens for. */
	coach: { phrases: Phrases; ear: Ear };
	library: Library;
	contacts: Contacts;
	seal: Seal;
	store: Store;
	nudges: readonly Nudge[];
	/** What each claim says, by its code. */
	claims: ReadonlyMap<string, string>;
	nudgesManagedBy: ManagedBy;
	now: () => Date;
};

/** How the app reaches Slack. */
export type Slack = {
	receiver: Receiver;
	botToken: string;
	apiUrl?: string | undefined;
	fetch?: NonNullable<AppOptions["clientOptions"]>["fetch"];
	meter?: Meter;
};

/** The app, what its coach does by the clock, and a promise for when no listener is at work any more. */
export type RunningApp = {
	app: App;
	coaching: CoachingJob;
	settled: () => Promise<void>;
};

/** Every door of the bot. Call `app.init()` before it starts: a bad token rejects there. */
export function createApp(slack: Slack, world: World, log: Log): RunningApp {
	const { meter = noMeter } = slack;
	const app = new App({
		receiver: gated(slack.receiver, { log, meter }),
		token: slack.botToken,
		deferInitialization: true,
		convoStore: false,
		logger: boltLog(log),
		clientOptions: webClientOptions(slack),
	});
	const { door, settled } = createApology(log);

	const opinionsOf = opinionsInTime(world.store.feedback, (error) =>
		log.warn(
			{ error: describeError(error) },
			"answered without what people said of tips",
		),
	);
	const answering = { ...world, opinionsOf };
	const directoryOf: DirectoryOf = (client, home) =>
		createDirectory(client, home, (error) =>
			log.warn(
				{ error: describeError(error) },
				"Slack did not say who or what is there",
			),
		);
	const nudging = { ...world, directoryOf, desk: createNudgesDesk(world) };

	const client = new WebClient(slack.botToken, {
		...webClientOptions(slack),
		retryConfig: { retries: 0 },
		rejectRateLimitedCalls: true,
		logger: boltLog(log),
	});
	const clientOf = async () => client;
	const talking = {
		...world,
		log,
		content: {
			...world.coach,
			contacts: world.contacts,
			tip: world.library.byId,
		},
		clientOf,
		zoneOf: zonesFrom(
			world.store.people,
			async (owner) => directoryOf(await clientOf(), owner),
			world.now,
		),
		knownOf: gatherKnown(world),
		agentView: createAgentView(world.now, (error) =>
			log.debug({ error: describeError(error) }, "no agent view here"),
		),
	};
	const coaching = { ...talking, answering: createAnswering(talking) };

	app.command("/lead-or-manage", door("command", guideCommand(answering)));
	app.command("/nudges", door("command", nudgesCommand(nudging)));
	app.message(door("message", messageEvent(coaching)));
	app.event("app_home_opened", door("event", messagesTabEvent(coaching)));
	app.event(
		"member_joined_channel",
		door("event", joinedChannelEvent(nudging)),
	);

	const actions = new Map<string, ButtonPress>([
		["another-angle", anotherAngleAction(answering)],
		["settle", settleAction(answering)],
		["feedback-helpful", feedbackAction("helpful", world)],
		["feedback-not-for-me", feedbackAction("not for me", world)],
		["judge-instead", judgeInsteadAction(answering)],
		["tips-page", tipsPageAction(world)],
		["coach-me", coachMeAction(coaching)],
		["coach-say", sayAction(coaching)],
		["make-plan", makePlanAction(world)],
		["plan-change", changePlanAction(world)],
		["plan-done", settlePlanAction("done", world)],
		["plan-drop", settlePlanAction("let go", world)],
		["plan-line", openPlanFormAction("line", world)],
		["plan-again", openPlanFormAction("again", world)],
		["asked-done", answerFollowUpAction("done", world)],
		["asked-partly", answerFollowUpAction("partly", world)],
		["asked-not-yet", answerFollowUpAction("not yet", world)],
		["asked-drop", answerFollowUpAction("let go", world)],
		["hear-again", hearAgainAction(world)],
		["forget-me", forgetMeAction({ ...world, log })],
		["keep-me", keepMeAction()],
		["nudges-add", openFormAction(nudging)],
		["nudges-change", openFormAction(nudging)],
		["nudges-form", refreshFormAction(nudging)],
		["nudges-zone", refreshFormAction(nudging)],
		["nudges-country", refreshFormAction(nudging)],
		["nudges-pause", openPauseAction(nudging)],
		["nudges-resume", resumeNudgeAction(nudging)],
		["nudges-remove", removeNudgeAction(nudging)],
		["nudges-undo-off", undoOffAction(nudging)],
		["nudge-why", nudgeWhyAction(nudging)],
		["nudge-helpful", nudgeHelpfulAction(nudging)],
		["nudge-pause", pausePostedAction(nudging)],
		["nudge-post-now", postNowAction(nudging)],
	]);
	// One listener for all buttons, as Bolt runs every listener's chain for every press.
	app.action<BlockAction<ButtonAction>>(
		{ type: "block_actions" },
		door("action", async (args) => {
			const press = actions.get(args.action.action_id.replace(/-\d+$/, ""));
			await args.ack();
			await press?.(args);
		}),
	);

	const submissions = new Map<string, Submission>([
		["nudges-form", saveNudgeSubmission(nudging)],
		["nudges-pause", pauseNudgeSubmission(nudging)],
		["plan-form", savePlanSubmission(coaching)],
		["plan-again", askAgainSubmission(coaching)],
		["plan-line", saveLineSubmission(coaching)],
	]);
	app.view<ViewSubmitAction>(
		{ type: "view_submission" },
		door("view", async (args) => {
			const submit = submissions.get(args.view.callback_id);
			if (submit) await submit(args);
			else await args.ack();
		}),
	);

	const suggestions = new Map<string, Suggestion>([
		["nudges-zone", zoneOptions(world)],
		["nudges-country", countryOptions()],
	]);
	app.options<"block_suggestion">(
		{ type: "block_suggestion" },
		door("options", async ({ ack, body, options }) => {
			const suggest = suggestions.get(body.action_id);
			await ack({ options: (await suggest?.(options.value)) ?? [] });
		}),
	);
	return { app, coaching: createCoachingJob(coaching), settled };
}
