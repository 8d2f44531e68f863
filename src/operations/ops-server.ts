import type { Server } from "node:http";
import { type Health, startHttpServer } from "../slack/http-server.js";
import type { Metrics } from "./metrics.js";

/** `/metrics` beside the health questions, for this machine alone. */
export function startOpsServer(options: {
	port: number;
	health: Health;
	metrics: Pick<Metrics, "page" | "contentType">;
}): Promise<Server> {
	const { metrics, port, health } = options;
	return startHttpServer({
		port,
		host: "127.0.0.1",
		health,
		otherwise: (request, response) => {
			if (request.method !== "GET" || request.url !== "/metrics") {
				response.writeHead(404).end();
				return;
			}
			metrics.page().then(
				(page) =>
					response
						.writeHead(200, { "content-type": metrics.contentType })
						.end(page),
				() => response.writeHead(500).end(),
			);
		},
	});
}
