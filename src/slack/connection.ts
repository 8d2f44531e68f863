import type { Server } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { type App, type Receiver, SocketModeReceiver } from "@slack/bolt";
import { type Health, startHttpServer, stopHttpServer } from "./http-server.js";
import { boltLog, describeError, type Log } from "./log.js";
import { type Meter, noMeter } from "./meter.js";
import type { WayOut } from "./proxy.js";
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
	proxy?: WayOut | undefined;
	log: Log;
}): Connection {
	const { apiUrl, proxy } = options;
	const receiver = new SocketModeReceiver({
		appToken: options.appToken,
		logger: boltLog(options.log),
		// Its own options: the socket client writes its retries into what it is given.
		installerOptions: {
			clientOptions: {
				...(apiUrl && { slackApiUrl: apiUrl }),
				...(proxy && { fetch: proxy.fetch }),
			},
		},
		...(proxy && { dispatcher: proxy.dispatcher }),
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

const tellOfRefusedMs = 60_000;

/** HTTP: Slack calls the app at `/slack/events`. */
export function httpConnection(options: {
	signingSecret: string;
	port: number;
	host: string;
	health: Health;
	/** How long to go on after `stop` while a load balancer learns from `/readyz` to send nothing more. */
	noticeMs?: number;
	meter?: Meter;
	log: Log;
}): Connection & { port(): number } {
	const { log, meter = noMeter } = options;
	const refused = new Map<number, number>();
	// A flood of requests is not to become a flood of lines.
	const telling = setInterval(() => {
		if (refused.size > 0)
			log.warn(
				{ byStatus: Object.fromEntries(refused) },
				"refused requests over HTTP in the last minute",
			);
		refused.clear();
	}, tellOfRefusedMs).unref();
	const { receiver, listener } = slackRequests({
		signingSecret: options.signingSecret,
		refused: (status) => {
			refused.set(status, (refused.get(status) ?? 0) + 1);
			meter.request("unknown", "refused");
		},
		broke: (error) =>
			log.error({ error: describeError(error) }, "a request broke"),
	});
	let server: Server | undefined;
	return {
		receiver,
		start: async () => {
			server = await startHttpServer({ ...options, otherwise: listener });
		},
		open: () => server?.listening ?? false,
		stop: async (graceMs) => {
			await sleep(options.noticeMs ?? 0);
			if (server) await stopHttpServer(server, graceMs);
			clearInterval(telling);
		},
		port: () => {
			const address = server?.address();
			return typeof address === "object" && address ? address.port : 0;
		},
	};
}
