import {
	createServer,
	type RequestListener,
	type Server,
	type ServerResponse,
} from "node:http";

/** Is the bot ready for work, and does its store answer? */
export type Health = {
	ready: () => boolean;
	storeAnswers: () => Promise<boolean>;
};

/** The answers of `/healthz` and `/readyz`. */
export function healthRoutes({
	ready,
	storeAnswers,
}: Health): Record<string, RequestListener> {
	return {
		"/healthz": (_request, response) => say(response, 200, "ok\n"),
		"/readyz": (_request, response) => {
			if (!ready()) return say(response, 503, "not ready\n");
			void storeAnswers().then((answers) =>
				answers
					? say(response, 200, "ready\n")
					: say(response, 503, "the database does not answer\n"),
			);
		},
	};
}

/** A request that takes longer to arrive would be too late to answer within Slack's three seconds anyway. */
const slowestMs = 5_000;
/** Longer than load balancers keep a line that nobody uses: whoever sends is the one to hang up. */
const longestIdleMs = 65_000;
const mostConnections = 2_000;

/** A web server that answers the health questions itself and hands everything else on. */
export async function startHttpServer(options: {
	port: number;
	host: string;
	health: Health;
	otherwise?: RequestListener;
}): Promise<Server> {
	const routes = healthRoutes(options.health);
	const server = createServer(
		{
			headersTimeout: slowestMs,
			requestTimeout: slowestMs,
			connectionsCheckingInterval: 1_000,
			keepAliveTimeout: longestIdleMs,
		},
		(request, response) => {
			if (!options.health.ready()) response.setHeader("connection", "close");
			const path = (request.url ?? "/").split("?", 1)[0] as string;
			const route = Object.hasOwn(routes, path) ? routes[path] : undefined;
			if (route) return route(request, response);
			if (options.otherwise) return options.otherwise(request, response);
			say(response, 404, "There is nothing here.\n");
		},
	);
	server.maxConnections = mostConnections;
	await new Promise<void>((resolve, reject) => {
		server.once("error", reject);
		server.listen(options.port, options.host, resolve);
	});
	return server;
}

/** Stops listening, lets what is under way finish for `graceMs` milliseconds, then ends it. */
export async function stopHttpServer(
	server: Server,
	graceMs: number,
): Promise<void> {
	const closed = new Promise<void>((resolve) => server.close(() => resolve()));
	server.closeIdleConnections();
	const timer = setTimeout(() => server.closeAllConnections(), graceMs);
	await closed;
	clearTimeout(timer);
}

function say(response: ServerResponse, status: number, text: string) {
	response
		.writeHead(status, { "content-type": "text/plain; charset=utf-8" })
		.end(text);
}
