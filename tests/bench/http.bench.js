// What a command costs over HTTP, beside bare Bolt apps in the same run.
import { createHmac } from "node:crypto";
import autocannon from "autocannon";
import { signingSecret } from "./support/bots.js";
import { compare } from "./support/compare.js";

const connections = 16;

await compare({
	mode: "http",
	title: `signed /lead-or-manage over HTTP, ${connections} connections, every text different`,
	async fire({ port, texts }) {
		const requests = texts.map(signedCommand);
		const each = Math.floor(requests.length / connections);
		const times = [];
		let next = 0;
		const load = autocannon({
			url: `http://127.0.0.1:${port}`,
			connections,
			amount: each * connections,
			setupClient(client) {
				client.setRequests(requests.slice(next * each, ++next * each));
			},
		});
		const from = performance.now();
		let last = from;
		load.on("response", (_client, _status, _bytes, ms) => {
			times.push(ms);
			// autocannon itself ends on a whole second.
			last = performance.now();
		});
		const result = await load;
		const seconds = (last - from) / 1_000;
		if (result["2xx"] !== each * connections)
			throw new Error(
				`only ${result["2xx"]} of ${each * connections} commands were answered`,
			);
		return { seconds, times };
	},
});

function signedCommand(text) {
	const body = String(
		new URLSearchParams({
			token: "x",
			team_id: "T1",
			team_domain: "harbour",
			channel_id: "C1",
			channel_name: "leads",
			user_id: "U1",
			user_name: "robin",
			command: "/lead-or-manage",
			text,
			api_app_id: "A1",
			is_enterprise_install: "false",
			response_url: "https://hooks.slack.test/commands/1",
			trigger_id: "1.2.3",
		}),
	);
	const timestamp = String(Math.floor(Date.now() / 1_000));
	return {
		method: "POST",
		path: "/slack/events",
		headers: {
			"content-type": "application/x-www-form-urlencoded",
			"x-slack-request-timestamp": timestamp,
			"x-slack-signature": `v0=${createHmac("sha256", signingSecret).update(`v0:${timestamp}:${body}`).digest("hex")}`,
		},
		body,
	};
}
