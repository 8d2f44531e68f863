import type { RequestListener, ServerResponse } from "node:http";
import { HTTPModuleFunctions, type HTTPReceiver } from "@slack/bolt";

const mostBodyBytes = 1_000_000;
const path = "/slack/events";

/** Slack's requests, handed to Bolt's receiver once their body has arrived whole and can be an envelope. */
export function slackRequests(receiver: HTTPReceiver): RequestListener {
	return (request, response) => {
		if (
			request.method !== "POST" ||
			(request.url ?? "").split("?", 1)[0] !== path
		)
			return end(response, 404);
		HTTPModuleFunctions.bufferIncomingMessage(request, mostBodyBytes)
			.then((buffered) => {
				if (
					!carriesAnObject(
						buffered.rawBody.toString(),
						request.headers["content-type"],
					)
				)
					return end(response, 400);
				receiver.requestListener(buffered, response);
			})
			.catch((error: unknown) =>
				end(
					response,
					HTTPModuleFunctions.isRawBodyError(error)
						? (error.statusCode ?? 400)
						: 500,
				),
			);
	};
}

/** Bolt 5.1 ends the process on a signed body that is JSON but no object, such as `null`. */
function carriesAnObject(body: string, contentType = ""): boolean {
	const json = contentType.startsWith("application/x-www-form-urlencoded")
		? new URLSearchParams(body).get("payload")
		: body;
	if (json === null) return true;
	try {
		const parsed: unknown = JSON.parse(json);
		return (
			typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)
		);
	} catch {
		return false;
	}
}

function end(response: ServerResponse, status: number) {
	if (response.headersSent) return;
	response.writeHead(status, { connection: "close" }).end();
}
