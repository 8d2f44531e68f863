import { once } from "node:events";
import { createServer, request } from "node:http";
import { connect } from "node:net";
import { expect, onTestFinished, test, vi } from "vitest";
import {
	commandBody,
	post,
	runningBot,
	slack,
} from "../support/running-bot.js";

/** A proxy that notes what is asked of it. */
async function proxy() {
	const asked: string[] = [];
	const server = createServer((from, to) => {
		asked.push(`${from.method} ${from.url}`);
		const onward = request(from.url ?? "", {
			method: from.method,
			headers: from.headers,
		});
		onward.on("response", (answer) => {
			to.writeHead(answer.statusCode ?? 502, answer.headers);
			answer.pipe(to);
		});
		from.pipe(onward);
	});
	server.on("connect", (from, socket) => {
		asked.push(`CONNECT ${from.url}`);
		const [host, port] = (from.url ?? "").split(":");
		const onward = connect(Number(port), host, () => {
			socket.write("HTTP/1.1 200 OK\r\n\r\n");
			socket.pipe(onward).pipe(socket);
		});
		for (const end of [socket, onward]) end.on("error", () => {});
		onTestFinished(() => void onward.destroy());
	});
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	onTestFinished(() => {
		server.closeAllConnections();
		server.close();
	});
	const { port } = server.address() as { port: number };
	return { asked, url: `http://127.0.0.1:${port}` };
}

test.each(["HTTP", "Socket Mode"])(
	"by %s, all that the bot asks of Slack goes through the proxy",
	async (mode) => {
		const there = await slack();
		const { host } = new URL(there.slackApiUrl);
		const { asked, url } = await proxy();
		await runningBot(there, {
			HTTP_PROXY: url,
			...(mode === "Socket Mode" && { SLACK_APP_TOKEN: there.appToken }),
		});
		const through = () =>
			asked.map((line) => line.replace(there.slackApiUrl, "SLACK/"));
		expect(through().length).toBeGreaterThan(0);
		for (const line of through()) expect(line).toMatch(RegExp(`SLACK|${host}`));
		if (mode === "Socket Mode") {
			await there.deeds.type("robin", "leads", "/lead-or-manage help");
			await vi.waitFor(() =>
				expect(there.workspace.messages("leads").length).toBeGreaterThan(0),
			);
			expect(asked.length).toBeGreaterThan(1);
		}
	},
	20_000,
);

test("hosts in NO_PROXY are reached without", async () => {
	const { asked, url } = await proxy();
	const bot = await runningBot(await slack(), {
		HTTP_PROXY: url,
		NO_PROXY: "127.0.0.1",
	});
	expect((await post(bot.url, commandBody("help"))).status).toBe(200);
	expect(asked).toEqual([]);
}, 20_000);
