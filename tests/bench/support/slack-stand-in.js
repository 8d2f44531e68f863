// As much of Slack as a start needs: auth.test, and a line for Socket Mode.
import { once } from "node:events";
import { createServer } from "node:http";
import { WebSocketServer } from "ws";

export async function slackStandIn() {
	const server = createServer((request, response) => {
		request.resume();
		const url = `ws://127.0.0.1:${server.address().port}/line`;
		response.setHeader("content-type", "application/json");
		response.end(
			JSON.stringify(
				request.url.includes("apps.connections.open")
					? { ok: true, url }
					: { ok: true, user_id: "UBOT", bot_id: "BBOT", team_id: "T1" },
			),
		);
	});
	const lines = new WebSocketServer({ server });
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	return {
		apiUrl: `http://127.0.0.1:${server.address().port}/api/`,
		/** The next line that a bot opens. */
		async line() {
			const [line] = await once(lines, "connection");
			line.send(JSON.stringify({ type: "hello", num_connections: 1 }));
			return line;
		},
		close() {
			for (const line of lines.clients) line.terminate();
			server.closeAllConnections();
			server.close();
		},
	};
}
