import {
	createServer,
	type IncomingMessage,
	type RequestListener,
	type Server,
} from "node:http";
import type { AddressInfo } from "node:net";

/** The address is taken by another program. */
export class AddressInUseError extends Error {
	override name = "AddressInUseError";
}

/** A body that is larger than anything Slack or the page sends. */
export class BodyTooLargeError extends Error {
	override name = "BodyTooLargeError";
}

const largestBody = 4_000_000;

/** Listens at an address; port 0 takes any free one. */
export function listen(
	handler: RequestListener,
	port: number,
	host: string,
): Promise<Server> {
	const server = createServer(handler);
	return new Promise((resolve, reject) => {
		server.once("error", (cause: NodeJS.ErrnoException) =>
			reject(
				cause.code === "EADDRINUSE"
					? new AddressInUseError(
							`Port ${port} on ${host} is taken by another program; set PORT to another one`,
							{ cause },
						)
					: cause,
			),
		);
		server.listen(port, host, () => resolve(server));
	});
}

/** The port a server listens on. */
export function portOf(server: Server): number {
	return (server.address() as AddressInfo).port;
}

/** Ends a server at once, open connections too. */
export function end(server: Server): Promise<void> {
	return new Promise((resolve) => {
		server.close(() => resolve());
		server.closeAllConnections();
	});
}

/** The whole body of a request as text. */
export async function bodyOf(request: IncomingMessage): Promise<string> {
	const parts: Buffer[] = [];
	let size = 0;
	for await (const part of request) {
		size += part.length;
		if (size > largestBody)
			throw new BodyTooLargeError(`A body of over ${largestBody} bytes`);
		parts.push(part);
	}
	return Buffer.concat(parts).toString("utf8");
}

/** Whether a request was meant for this computer: no other name may lead here. */
export function isLocal(request: IncomingMessage, port: number): boolean {
	const names = ["127.0.0.1", "localhost", "[::1]"];
	return names.some((name) => request.headers.host === `${name}:${port}`);
}
