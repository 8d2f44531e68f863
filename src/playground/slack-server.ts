import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import {
	BodyTooLargeError,
	bodyOf,
	end,
	isLocal,
	listen,
	portOf,
} from "./http-server.js";
import { refusal } from "./message-rules.js";
import type { Answer, Arguments } from "./method.js";
import { argumentsIn } from "./request.js";
import type { SocketMode } from "./socket-mode-server.js";
import type { Stage } from "./stage.js";
import type { Trouble } from "./trouble.js";
import { answerCall } from "./web-api.js";

type Tokens = { botToken: string; appToken: string };

/** Slack as the app sees it: the Web API, response_urls and sockets, on a port of their own. */
export async function openSlackServer(about: {
	stage: Stage;
	socketMode: SocketMode;
	trouble: Trouble;
	tokens: Tokens;
}) {
	const { stage, socketMode, trouble, tokens } = about;
	const { workspace } = stage;

	const answer = async (
		request: IncomingMessage,
		response: ServerResponse,
	): Promise<void> => {
		if (!isLocal(request, portOf(server)) || request.headers.origin) {
			response.writeHead(403).end();
			return;
		}
		const { pathname } = new URL(request.url ?? "/", "http://localhost");
		const body = await bodyOf(request);
		const given = argumentsIn(body, request.headers["content-type"] ?? "");
		if (pathname.startsWith("/api/"))
			await call(pathname.slice("/api/".length), given, request, response);
		else use(pathname, given, response);
	};

	const call = async (
		method: string,
		given: Arguments | undefined,
		request: IncomingMessage,
		response: ServerResponse,
	) => {
		const mishap = trouble.next(method);
		const { token: inBody, ...withoutToken } = given ?? {};
		const bearer = request.headers.authorization?.replace(/^Bearer /i, "");
		const made =
			mishap?.kind === "error"
				? { ...refusal(mishap.error), ...limited(mishap) }
				: reply(method, bearer ?? inBody, given && withoutToken);
		const { retryAfter, ...answer } = made as Answer & { retryAfter?: number };
		workspace.record({ method, arguments: withoutToken, answer: told(answer) });
		if (mishap?.kind === "slow") await pause(mishap.milliseconds);
		if (mishap?.kind === "lost-reply") {
			request.socket.destroy();
			return;
		}
		response.writeHead(retryAfter === undefined ? 200 : 429, {
			"content-type": "application/json; charset=utf-8",
			...(retryAfter !== undefined && { "retry-after": String(retryAfter) }),
		});
		response.end(JSON.stringify(answer));
	};

	const reply = (
		method: string,
		token: unknown,
		given: Arguments | undefined,
	): Answer => {
		if (token === undefined || token === "") return refusal("not_authed");
		if (method === "apps.connections.open") {
			if (token === tokens.botToken) return refusal("not_allowed_token_type");
			return token === tokens.appToken
				? { ok: true, url: socketMode.open(base()) }
				: refusal("invalid_auth");
		}
		if (token === tokens.appToken) return refusal("not_allowed_token_type");
		if (token !== tokens.botToken) return refusal("invalid_auth");
		if (given === undefined) return refusal("invalid_json");
		return answerCall(method, given, stage);
	};

	const use = (
		path: string,
		given: Arguments | undefined,
		response: ServerResponse,
	) => {
		const { status, body } = stage.responseUrls.use(path, given, workspace);
		workspace.record({
			method: "response_url",
			arguments: given,
			answer: body,
		});
		response.writeHead(status, { "content-type": "text/plain" }).end(body);
	};

	const server = await listen(
		(request, response) => {
			answer(request, response).catch((error: unknown) => {
				const status = error instanceof BodyTooLargeError ? 413 : 500;
				if (!response.headersSent) response.writeHead(status);
				response.end();
			});
		},
		0,
		"127.0.0.1",
	);
	const base = () => `http://127.0.0.1:${portOf(server)}`;
	server.on("upgrade", (request, stream, head) => {
		if (isLocal(request, portOf(server)))
			socketMode.upgrade(request, stream, head);
		else stream.destroy();
	});
	return { url: base(), close: () => end(server) };
}

function limited({
	error,
	retryAfter,
}: {
	error: string;
	retryAfter?: number;
}) {
	return error === "ratelimited" ? { retryAfter } : {};
}

/** A ticket is a key; it is not shown. */
function told(answer: object): object {
	return "url" in answer && String(answer.url).startsWith("ws")
		? { ...answer, url: "ws://…" }
		: answer;
}
