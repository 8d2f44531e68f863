import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import { type WebSocket, WebSocketServer } from "ws";
import { ids } from "./harbour-works.js";
import { json } from "./request.js";
import { isFields } from "./rule.js";

/** What came back for an envelope: the app's payload, or why Slack gives up. */
export type Acknowledgement =
	| { ok: true; payload: Record<string, unknown> }
	| { ok: false; error: "dispatch_failed" | "operation_timeout" };

type Pace = { ackWithin: number; retryAfter: readonly number[] };
type Envelope = {
	type: "slash_commands" | "interactive" | "events_api";
	payload: object;
	acceptsResponse: boolean;
	retry?: { attempt: number; reason: string };
};

const pingEvery = 10_000;
const politeFor = 200;

/** Slack's end of Socket Mode: tickets, envelopes, acknowledgements and redelivery. */
export function createSocketMode({ ackWithin, retryAfter }: Pace) {
	const server = new WebSocketServer({ noServer: true });
	const sockets = new Set<WebSocket>();
	const tickets = new Set<string>();
	const waiting = new Map<string, (answer: Acknowledgement) => void>();
	const timers = new Set<NodeJS.Timeout>();
	const watchers = new Set<() => void>();
	const changed = () => {
		for (const watch of watchers) watch();
	};

	const later = (milliseconds: number, deed: () => void) => {
		const timer = setTimeout(() => {
			timers.delete(timer);
			deed();
		}, milliseconds);
		timers.add(timer);
		return () => {
			clearTimeout(timer);
			timers.delete(timer);
		};
	};

	const receive = (data: string) => {
		const sent = json(data);
		if (!isFields(sent)) return;
		const payload = isFields(sent.payload) ? sent.payload : {};
		waiting.get(String(sent.envelope_id))?.({ ok: true, payload });
	};

	const welcome = (socket: WebSocket) => {
		sockets.add(socket);
		const heart = setInterval(() => socket.ping(), pingEvery);
		socket.on("message", (data: Buffer) => receive(data.toString()));
		socket.on("error", () => socket.terminate());
		socket.on("close", () => {
			clearInterval(heart);
			sockets.delete(socket);
			changed();
		});
		socket.send(
			JSON.stringify({
				type: "hello",
				num_connections: sockets.size,
				debug_info: {
					host: "playground",
					build_number: 1,
					approximate_connection_time: 18_060,
				},
				connection_info: { app_id: ids.app },
			}),
		);
		changed();
	};

	const send = (envelope: Envelope): Promise<Acknowledgement> => {
		const open = [...sockets].filter((socket) => socket.readyState === 1);
		const socket = open[Math.floor(Math.random() * open.length)];
		if (socket === undefined)
			return Promise.resolve({ ok: false, error: "dispatch_failed" });
		const envelopeId = randomUUID();
		return new Promise((resolve) => {
			const settle = (answer: Acknowledgement) => {
				waiting.delete(envelopeId);
				forget();
				socket.off("close", gone);
				resolve(answer);
			};
			const gone = () => settle({ ok: false, error: "dispatch_failed" });
			const forget = later(ackWithin, () =>
				settle({ ok: false, error: "operation_timeout" }),
			);
			waiting.set(envelopeId, settle);
			socket.once("close", gone);
			socket.send(
				JSON.stringify({
					envelope_id: envelopeId,
					payload: envelope.payload,
					type: envelope.type,
					accepts_response_payload: envelope.acceptsResponse,
					...(envelope.retry !== undefined && {
						retry_attempt: envelope.retry.attempt,
						retry_reason: envelope.retry.reason,
					}),
				}),
			);
		});
	};

	const deliver = async (payload: object, attempt = 0): Promise<void> => {
		const answer = await send({
			type: "events_api",
			payload,
			acceptsResponse: false,
			...(attempt > 0 && { retry: { attempt, reason: "timeout" } }),
		});
		const wait = retryAfter[attempt];
		if (answer.ok || wait === undefined) return;
		later(wait, () => void deliver(payload, attempt + 1));
	};

	return {
		/** The address for one new connection; it works once. */
		open(base: string): string {
			const ticket = randomUUID();
			tickets.add(ticket);
			return `${base.replace(/^http/, "ws")}/link/?ticket=${ticket}&app_id=${ids.app}`;
		},
		/** Takes over an HTTP request that wants to become a socket. */
		upgrade(request: IncomingMessage, stream: Duplex, head: Buffer) {
			const { searchParams } = new URL(request.url ?? "/", "http://localhost");
			if (!tickets.delete(searchParams.get("ticket") ?? "")) {
				stream.end("HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n");
				return;
			}
			server.handleUpgrade(request, stream, head, welcome);
		},
		isConnected: () => sockets.size > 0,
		/** Sends a command or an interaction, once, and waits for the acknowledgement. */
		send,
		/** Sends an event until it is acknowledged: at once, then as often as Slack tries again. */
		deliver,
		/** Asks the app to reconnect, as Slack does every few hours. */
		disconnect(reason: "warning" | "refresh_requested" | "link_disabled") {
			const message = {
				type: "disconnect",
				reason,
				debug_info: { host: "playground" },
			};
			for (const socket of sockets) socket.send(JSON.stringify(message));
		},
		/** Calls back when the app connects or goes. */
		watch(callBack: () => void) {
			watchers.add(callBack);
		},
		/** Ends every connection and every wait: a farewell first, then the line is cut. */
		async close() {
			for (const timer of timers) clearTimeout(timer);
			timers.clear();
			const farewells = [...sockets].map((socket) => {
				const isGone = new Promise((resolve) => socket.once("close", resolve));
				socket.close(1001);
				return isGone;
			});
			await Promise.race([Promise.all(farewells), pause(politeFor)]);
			for (const socket of sockets) socket.terminate();
			server.close();
		},
	};
}

/** Slack's end of Socket Mode. */
export type SocketMode = ReturnType<typeof createSocketMode>;
