import type { IncomingMessage, ServerResponse } from "node:http";
import { NoSuchThingError } from "./cast.js";
import type { Deeds } from "./deeds.js";
import {
	BodyTooLargeError,
	bodyOf,
	end,
	isLocal,
	listen,
	portOf,
} from "./http-server.js";
import { pageFiles } from "./page-files.js";
import { follow, pageRequest } from "./page-request.js";
import { pageState } from "./page-state.js";
import { json } from "./request.js";
import type { SocketMode } from "./socket-mode-server.js";
import type { Stage } from "./stage.js";

/** Pages of the app's own that answer on the playground's port, such as `/healthz`. */
export type Routes = Record<
	string,
	(request: IncomingMessage, response: ServerResponse) => void
>;

const heartbeat = 15_000;

/** The page: its files, what it shows (server-sent events), and what people do on it. */
export async function openPageServer(about: {
	stage: Stage;
	socketMode: SocketMode;
	deeds: Deeds;
	routes: Routes;
	port: number;
	host: string;
}) {
	const { stage, socketMode, deeds, routes } = about;
	const files = await pageFiles();

	const show = (personId: string) =>
		pageState(personId, stage, socketMode.isConnected());

	const stream = (request: IncomingMessage, response: ServerResponse) => {
		const { searchParams } = new URL(request.url ?? "/", "http://localhost");
		const person = stage.workspace.person(searchParams.get("as") ?? "");
		if (person === undefined)
			return plain(response, 404, "Nobody of that name");
		response.writeHead(200, {
			...headers,
			"content-type": "text/event-stream",
			"cache-control": "no-store",
		});
		let isDue = false;
		const send = () => {
			isDue = false;
			response.write(`data: ${JSON.stringify(show(person.id))}\n\n`);
		};
		const soon = () => {
			if (!isDue) setImmediate(send);
			isDue = true;
		};
		const forget = stage.workspace.watch(soon);
		const beat = setInterval(() => response.write(":\n\n"), heartbeat);
		response.on("close", () => {
			forget();
			clearInterval(beat);
		});
		send();
	};

	const act = async (request: IncomingMessage, response: ServerResponse) => {
		const isFromPage =
			request.headers.origin === `http://${request.headers.host}` &&
			request.headers["content-type"] === "application/json";
		if (!isFromPage)
			return plain(response, 403, "Only the page itself may ask");
		const wish = pageRequest(json(await bodyOf(request)));
		if (wish === undefined) return plain(response, 400, "Nobody can do that");
		const outcome = await follow(wish, deeds);
		response.writeHead(200, { ...headers, "content-type": "application/json" });
		response.end(JSON.stringify(outcome));
	};

	const file = async (path: string, response: ServerResponse) => {
		const found = await files.find(path);
		if (found === undefined)
			return plain(response, 404, "There is no such page");
		response.writeHead(200, {
			...headers,
			"content-type": found.type,
			"content-security-policy": files.policy,
			"cache-control": "no-cache",
		});
		response.end(found.body);
	};

	const answer = async (request: IncomingMessage, response: ServerResponse) => {
		if (!isLocal(request, portOf(server)))
			return plain(response, 403, "The playground is for this computer only");
		const { pathname } = new URL(request.url ?? "/", "http://localhost");
		const route = Object.hasOwn(routes, pathname)
			? routes[pathname]
			: undefined;
		if (route !== undefined) return route(request, response);
		if (request.method === "POST" && pathname === "/do")
			return act(request, response);
		if (request.method !== "GET")
			return plain(response, 405, "There is nothing to do here");
		return pathname === "/events"
			? stream(request, response)
			: file(pathname, response);
	};

	const server = await listen(
		(request, response) => {
			answer(request, response).catch((error: unknown) => {
				if (response.headersSent) response.end();
				else if (error instanceof NoSuchThingError)
					plain(response, 404, error.message);
				else if (error instanceof BodyTooLargeError)
					plain(response, 413, error.message);
				else plain(response, 500, "The playground stumbled over that");
			});
		},
		about.port,
		about.host,
	);
	socketMode.watch(() => stage.workspace.changed());
	const name = about.host === "0.0.0.0" ? "127.0.0.1" : bracketed(about.host);
	return {
		url: `http://${name}:${portOf(server)}`,
		close: () => end(server),
	};
}

const headers = {
	"x-content-type-options": "nosniff",
	"referrer-policy": "no-referrer",
};

function plain(response: ServerResponse, status: number, text: string) {
	response.writeHead(status, { ...headers, "content-type": "text/plain" });
	response.end(text);
}

function bracketed(host: string): string {
	return host.includes(":") ? `[${host}]` : host;
}
