import { App, LogLevel, SocketModeReceiver } from "@slack/bolt";
import { onTestFinished } from "vitest";
import {
	type Playground,
	type PlaygroundOptions,
	startPlayground,
} from "../../src/playground/playground.js";

/** A manifest with everything the playground looks at. */
export const manifest = `
display_information:
  name: Lead or Manage
  description: Tells whether a moment calls for leading or managing
features:
  app_home: { home_tab_enabled: true, messages_tab_enabled: true }
  bot_user: { display_name: Lead or Manage }
  shortcuts:
    - { name: "Lead or manage?", type: message, callback_id: verdict, description: The verdict }
  slash_commands:
    - { command: /lead-or-manage, description: Lead or manage?, usage_hint: "[what is going on]", should_escape: false }
    - { command: /nudges, description: Weekly nudges, should_escape: true }
oauth_config:
  scopes:
    bot: [commands, chat:write, im:history, im:write, assistant:write, users:read, channels:read]
settings:
  event_subscriptions:
    bot_events: [app_home_opened, message.im, app_mention]
`;

/** A playground for one test; it ends with the test. */
export async function testPlayground(
	options: Partial<PlaygroundOptions> = {},
): Promise<Playground> {
	const playground = await startPlayground({
		port: 0,
		host: "127.0.0.1",
		manifest,
		...options,
	});
	onTestFinished(() => playground.close());
	return playground;
}

/** A clock that stands still until a test moves it. */
export function testClock(start = "2026-11-23T09:00:00Z") {
	let moment = new Date(start).getTime();
	return {
		now: () => new Date(moment),
		forward(milliseconds: number) {
			moment += milliseconds;
		},
	};
}

/** Connects a real Bolt app to a playground; `listen` gives it its listeners. */
export async function testApp(
	playground: Playground,
	listen: (app: App) => void,
): Promise<App> {
	const { slackApiUrl, appToken, botToken } = playground;
	const logLevel = LogLevel.ERROR;
	const receiver = new SocketModeReceiver({
		appToken,
		logLevel,
		installerOptions: { clientOptions: { slackApiUrl } },
	});
	const app = new App({
		token: botToken,
		receiver,
		logLevel,
		deferInitialization: true,
		clientOptions: { slackApiUrl, retryConfig: { retries: 0 } },
	});
	listen(app);
	await app.init();
	await app.start();
	onTestFinished(async () => {
		await app.stop();
	});
	return app;
}

/** What Slack answers to a call over HTTP. */
export async function call(
	{ slackApiUrl, botToken }: Playground,
	method: string,
	given: object = {},
	token = botToken,
) {
	const response = await fetch(slackApiUrl + method, {
		method: "POST",
		headers: {
			authorization: `Bearer ${token}`,
			"content-type": "application/json; charset=utf-8",
		},
		body: JSON.stringify(given),
	});
	return { response, answer: (await response.json()) as Record<string, never> };
}

/** Words in plain text, as blocks want them. */
export function plain(text: string) {
	return { type: "plain_text" as const, text };
}

/** A button. */
export function button(actionId: string, text = actionId) {
	return { type: "button" as const, action_id: actionId, text: plain(text) };
}
