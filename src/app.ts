import {
	App,
	type AppOptions,
	type BlockAction,
	type ButtonAction,
	type Receiver,
} from "@slack/bolt";
import { anotherAngleAction } from "./guidance/another-angle-action.js";
import { directMessageEvent } from "./guidance/direct-message-event.js";
import { feedbackAction } from "./guidance/feedback-action.js";
import type { Guide } from "./guidance/guide.js";
import { guideCommand } from "./guidance/guide-command.js";
import { judgeInsteadAction } from "./guidance/judge-instead-action.js";
import type { Contacts } from "./guidance/safety.js";
import { settleAction } from "./guidance/settle-action.js";
import { createApology } from "./slack/apology.js";
import type { ButtonPress } from "./slack/button-press.js";
import { gated } from "./slack/gate.js";
import { boltLog, describeError, type Log } from "./slack/log.js";
import { type Meter, noMeter } from "./slack/meter.js";
import type { Seal } from "./slack/seal.js";
import { webClientOptions } from "./slack/web-client.js";
import type { Store } from "./store/store.js";
import type { Library } from "./tips/library.js";
import { opinionsInTime } from "./tips/opinions-in-time.js";
import { tipsPageAction } from "./tips/tips-page-action.js";

/** What the doors need to answer. */
export type World = {
	guide: Guide;
	library: Library;
	contacts: Contacts;
	seal: Seal;
	store: Store;
};

/** How the app reaches Slack. */
export type Slack = {
	receiver: Receiver;
	botToken: string;
	apiUrl?: string | undefined;
	fetch?: NonNullable<AppOptions["clientOptions"]>["fetch"];
	meter?: Meter;
};

/** The app, and a promise for when no listener is at work any more. */
export type RunningApp = { app: App; settled: () => Promise<void> };

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

	app.command("/lead-or-manage", door("command", guideCommand(answering)));
	app.message(door("message", directMessageEvent(answering)));

	const actions = new Map<string, ButtonPress>([
		["another-angle", anotherAngleAction(answering)],
		["settle", settleAction(answering)],
		["feedback-helpful", feedbackAction("helpful", world)],
		["feedback-not-for-me", feedbackAction("not for me", world)],
		["judge-instead", judgeInsteadAction(answering)],
		["tips-page", tipsPageAction(world)],
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
	return { app, settled };
}
