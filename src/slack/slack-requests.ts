import type {
	IncomingMessage,
	RequestListener,
	ServerResponse,
} from "node:http";
import {
	type App,
	HTTPModuleFunctions,
	isValidSlackRequest,
	type Receiver,
	type ReceiverEvent,
} from "@slack/bolt";

/** Why a request did not get to the app. */
type Refusal = 400 | 401 | 404 | 413 | 503;

/** Slack's requests over HTTP: those that Slack signed go to the app, at once refused is everything else. */
export type SlackRequests = { receiver: Receiver; listener: RequestListener };

const path = "/slack/events";
const mostBodyBytes = 1_000_000;
/** Without a signature only Slack's test of the certificate is taken. */
const mostUnsignedBytes = 4_000;
/** Large bodies share a limit, so that whoever sends many of them keeps no small one, such as a command, waiting. */
const largeBytes = 64_000;
const mostLargeBytesAtOnce = 64_000_000;
const patienceMs = 3_001;

/**
 * Takes requests at `/slack/events` and gives each its answer: the app's, 404 as soon as no listener took it, 503
 * where none came in the three seconds that Slack waits. `refused` hears of those that never got to the app.
 */
export function slackRequests(options: {
	signingSecret: string;
	refused: (status: Refusal) => void;
	broke: (error: unknown) => void;
}): SlackRequests {
	const { signingSecret, refused, broke } = options;
	let app: App | undefined;
	let largeAtOnce = 0;

	const answer = async (request: IncomingMessage, response: ServerResponse) => {
		const refuse = (status: Refusal) => {
			refused(status);
			// What is left of a refused body is not worth reading.
			response.setHeader("connection", "close");
			end(response, status);
		};
		if (request.method !== "POST" || pathOf(request) !== path)
			return refuse(404);
		const most = isSigned(request) ? mostBodyBytes : mostUnsignedBytes;
		const declared = Number(request.headers["content-length"] ?? most);
		if (!(declared <= most)) return refuse(most === mostBodyBytes ? 413 : 401);
		const large = declared > largeBytes ? declared : 0;
		if (large > 0 && largeAtOnce + large > mostLargeBytesAtOnce)
			return refuse(503);
		largeAtOnce += large;
		let text: string;
		try {
			text = (
				await HTTPModuleFunctions.bufferIncomingMessage(request, most)
			).rawBody.toString();
		} catch {
			// Too much of it, or the line was cut.
			return refuse(isSigned(request) ? 413 : 401);
		} finally {
			largeAtOnce -= large;
		}
		if (text.startsWith("ssl_check=1")) return end(response, 200);
		if (!isFromSlack(text, request, signingSecret)) return refuse(401);
		const body = bodyIn(text, request.headers["content-type"]);
		if (body === undefined) return refuse(400);
		if (body.type === "url_verification")
			return end(response, 200, { challenge: body.challenge });
		await handOn(body, request, response);
	};

	const handOn = async (
		body: Record<string, unknown>,
		request: IncomingMessage,
		response: ServerResponse,
	) => {
		const patience = setTimeout(() => end(response, 503), patienceMs);
		const event: ReceiverEvent = {
			body,
			ack: async (content) => {
				clearTimeout(patience);
				end(response, 200, content);
			},
			...retryOf(request),
		};
		try {
			await app?.processEvent(event);
		} catch (error) {
			broke(error);
			end(response, 500);
		} finally {
			clearTimeout(patience);
			end(response, 404);
		}
	};

	return {
		receiver: {
			init: (its) => {
				app = its;
			},
			start: async () => undefined,
			stop: async () => undefined,
		},
		listener: (request, response) => void answer(request, response),
	};
}

function pathOf({ url = "" }: IncomingMessage): string {
	const query = url.indexOf("?");
	return query < 0 ? url : url.slice(0, query);
}

function isSigned({ headers }: IncomingMessage): boolean {
	return (
		headers["x-slack-signature"] !== undefined &&
		headers["x-slack-request-timestamp"] !== undefined
	);
}

function isFromSlack(
	body: string,
	{ headers }: IncomingMessage,
	signingSecret: string,
): boolean {
	return isValidSlackRequest({
		signingSecret,
		body,
		headers: {
			"x-slack-signature": String(headers["x-slack-signature"]),
			"x-slack-request-timestamp": Number(headers["x-slack-request-timestamp"]),
		},
	});
}

function bodyIn(
	text: string,
	contentType = "",
): Record<string, unknown> | undefined {
	const form = contentType.startsWith("application/x-www-form-urlencoded")
		? new URLSearchParams(text)
		: undefined;
	const json = form ? form.get("payload") : text;
	if (form && json === null) return Object.fromEntries(form);
	try {
		const parsed: unknown = JSON.parse(json as string);
		return typeof parsed === "object" &&
			parsed !== null &&
			!Array.isArray(parsed)
			? (parsed as Record<string, unknown>)
			: undefined;
	} catch {
		return undefined;
	}
}

function retryOf({ headers }: IncomingMessage): Partial<ReceiverEvent> {
	const count = Number(headers["x-slack-retry-num"]);
	const reason = headers["x-slack-retry-reason"];
	return {
		...(Number.isInteger(count) && { retryNum: count }),
		...(typeof reason === "string" && { retryReason: reason }),
	};
}

/** Answers once: what comes after the first answer changes nothing. */
function end(response: ServerResponse, status: number, content?: unknown) {
	if (response.headersSent || response.destroyed) return;
	const isText = typeof content === "string" || content === undefined;
	const body = isText ? (content ?? "") : JSON.stringify(content);
	response.writeHead(status, {
		"content-length": Buffer.byteLength(body),
		...(body !== "" && {
			"content-type": isText
				? "text/plain; charset=utf-8"
				: "application/json; charset=utf-8",
		}),
	});
	response.end(body);
}
