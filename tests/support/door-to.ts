import { once } from "node:events";
import {
	type AddressInfo,
	createServer,
	connect as dial,
	type Socket,
} from "node:net";
import { onTestFinished } from "vitest";

/** A door of our own to a server, which can be shut, opened again, and made to swallow what comes. */
export async function doorTo(host: string, port: number) {
	const sockets = new Set<Socket>();
	let mute = false;
	const server = createServer((inside) => {
		const outside = dial(port, host);
		for (const socket of [inside, outside]) {
			sockets.add(socket);
			socket.on("error", () => {});
			socket.on("close", () => {
				sockets.delete(socket);
				inside.destroy();
				outside.destroy();
			});
		}
		inside.on("data", (data) => mute || outside.write(data));
		outside.on("data", (data) => mute || inside.write(data));
	});
	const open = async (at: number) => {
		server.listen(at, "127.0.0.1");
		await once(server, "listening");
	};
	await open(0);
	const here = (server.address() as AddressInfo).port;
	const shut = async () => {
		const closed = once(server, "close");
		server.close();
		for (const socket of sockets) socket.destroy();
		await closed;
	};
	onTestFinished(async () => {
		if (server.listening) await shut();
	});
	return {
		port: here,
		shut,
		open: () => open(here),
		/** Takes what comes and answers nothing, until it is open again. */
		swallow(silent: boolean) {
			mute = silent;
		},
	};
}
