import type { Server } from "node:http";
import {
	type App,
	HTTPReceiver,
	type Receiver,
	SocketModeReceiver,
} from "@slack/bolt";
import { type Health, startHttpServer, stopHttpServer } from "./http-server.js";
import { boltLog, type Log } from "./log.js";
import { slackRequests } from "./slack-requests.js";

/** A way in which Slack reaches the app. */
export type Connection = {
	receiver: Receiver;
	/** Opens the way; rejects where Slack or the machine refuses. */
	start(app: App): Promise<void>;
	/** Whether requests of Slack's can arrive. */
	open(): boolean;
	/** Takes no more work; answers under way may still finish for `graceMs` milliseconds. */
	stop(graceMs: number): Promise<void>;
};

/** Socket Mode: the app calls Slack and keeps the line open. */
export function socketConnection(options: {
	appToken: string;
	apiUrl?: string | undefined;
	log: Log;
}): Connection {
	const receiver = new SocketModeReceiver({
		appToken: options.appToken,
		logger: boltLog(options.log),
		// Its own options: the socket client writes its retries into what it is given.
		installerOptions: {
			clientOptions: options.apiUrl ? { slackApiUrl: options.apiUrl } : {},
		},
	});
	let connected = false;
	receiver.client.on("connected", () => {
		connected = true;
	});
	for (const lost of ["disconnected", "reconnecting", "close"])
		receiver.client.on(lost, () => {
			connected = false;
		});
	return {
		receiver,
		start: async () => {
			await receiver.start();
		},
		open: () => connected,
		stop: async () => {
			await receiver.client.disconnect();
		},
	};
}

/** HTTP: Slack calls the app at `/slack/events`. */
export function httpConnection(options: {
	signingSecret: string;
	port: number;
	host: string;
	health: Health;
	log: Log;
}): Connection & { port(): number } {
	const receiver = new HTTPReceiver({
		signingSecret: options.signingSecret,
		logger: boltLog(options.log),
	});
	let server: Server | undefined;
	return {
		receiver,
		start: async () => {
			server = await startHttpServer({
				...options,
				otherwise: slackRequests(receiver),
			});
		},
		open: () => server?.listening ?? false,
		stop: async (graceMs) => {
			if (server) await stopHttpServer(server, graceMs);
		},
		port: () => {
			const address = server?.address();
			return typeof address === "object" && address ? address.port : 0;
		},
	};
}
