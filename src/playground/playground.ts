import { randomBytes } from "node:crypto";
import { createDeeds, type Deeds } from "./deeds.js";
import { eventBody, eventsAbout } from "./events.js";
import { readManifest } from "./manifest.js";
import { createMovableClock } from "./movable-clock.js";
import { createPace } from "./pace.js";
import { openPageServer, type Routes } from "./page-server.js";
import { createResponseUrls } from "./response-urls.js";
import { openSlackServer } from "./slack-server.js";
import { createSocketMode, type SocketMode } from "./socket-mode-server.js";
import type { Stage } from "./stage.js";
import { createTriggers } from "./triggers.js";
import { createTrouble, type Trouble } from "./trouble.js";
import { createViews, type Views } from "./views.js";
import { createWorkspace, type Workspace } from "./workspace.js";

/** A running playground: a page to try the bot on, and the stand-in for Slack behind it. */
export type Playground = {
	/** Where the page is. */
	url: string;
	/** For `slackApiUrl`; ends in `/api/`. */
	slackApiUrl: string;
	botToken: string;
	appToken: string;
	/** What time it is here. */
	now: () => Date;
	/** What was said and done. */
	workspace: Workspace;
	/** The open modals and the Homes. */
	views: Views;
	/** What people do, as if on the page. */
	deeds: Deeds;
	/** Mishaps for tests to order. */
	trouble: Trouble;
	/** Slack's end of the socket. */
	socketMode: Pick<SocketMode, "isConnected" | "disconnect">;
	/** Ends everything at once. */
	close(): Promise<void>;
};

/** What a playground is made of; the last five have defaults like Slack's own. */
export type PlaygroundOptions = {
	port: number;
	host: string;
	/** The text of manifest.yml. */
	manifest: string;
	/** Pages of the app's own on the same port. */
	routes?: Routes;
	now?: () => Date;
	/** Called when somebody moved the clock. */
	onClockMove?: () => void;
	/** How long Slack waits for an acknowledgement, in milliseconds. */
	ackWithin?: number;
	/** How long Slack waits before each new delivery of an event, in milliseconds. */
	retryAfter?: readonly number[];
};

/** Starts a playground; rejects with `AddressInUseError` when the port is taken. */
export async function startPlayground({
	port,
	host,
	manifest,
	routes = {},
	now: real = () => new Date(),
	onClockMove = () => {},
	ackWithin = 3000,
	retryAfter = [0, 60_000, 300_000],
}: PlaygroundOptions): Promise<Playground> {
	const tokens = {
		botToken: `xoxb-playground-${secret()}`,
		appToken: `xapp-playground-${secret()}`,
	};
	const clock = createMovableClock(real);
	const { now } = clock;
	const stage: Stage = {
		clock,
		workspace: createWorkspace(readManifest(manifest), now),
		views: createViews(),
		triggers: createTriggers(),
		pace: createPace(),
		responseUrls: createResponseUrls(secret),
	};
	const { workspace, views } = stage;
	const socketMode = createSocketMode({ ackWithin, retryAfter });
	const trouble = createTrouble();
	const slack = await openSlackServer({ stage, socketMode, trouble, tokens });
	const deeds = createDeeds(stage, socketMode, slack.url, onClockMove);
	sendEvents(stage, socketMode);
	const page = await openPageServer({
		stage,
		socketMode,
		deeds,
		routes,
		port,
		host,
	}).catch(async (error: unknown) => {
		await slack.close();
		throw error;
	});
	return {
		url: page.url,
		slackApiUrl: `${slack.url}/api/`,
		...tokens,
		now,
		workspace,
		views,
		deeds,
		trouble,
		socketMode,
		async close() {
			await socketMode.close();
			await Promise.all([page.close(), slack.close()]);
		},
	};
}

function sendEvents({ workspace, views }: Stage, socketMode: SocketMode) {
	let count = 0;
	workspace.listen((happening) => {
		const home =
			happening.type === "home-opened"
				? views.home(happening.personId)
				: undefined;
		for (const event of eventsAbout(happening, workspace, home)) {
			count += 1;
			const body = eventBody(event, `Ev0PLAYGROUND${count}`, workspace.now());
			void socketMode.deliver(body);
		}
	});
}

function secret(): string {
	return randomBytes(18).toString("base64url");
}
