// What a command costs over Socket Mode, beside bare Bolt apps in the same run.
import { compare } from "./support/compare.js";

const inFlight = 16;

await compare({
	mode: "socket",
	title: `/lead-or-manage over Socket Mode, ${inFlight} in flight, every text different`,
	fire: ({ line, texts }) =>
		new Promise((resolve) => {
			const sent = new Map();
			const times = [];
			let next = 0;
			const from = performance.now();
			const send = () => {
				if (next >= texts.length) return;
				const id = String(next);
				sent.set(id, performance.now());
				line.send(envelope(id, texts[next]));
				next += 1;
			};
			line.removeAllListeners("message");
			line.on("message", (data) => {
				const { envelope_id: id } = JSON.parse(String(data));
				times.push(performance.now() - sent.get(id));
				sent.delete(id);
				if (times.length === texts.length)
					resolve({ seconds: (performance.now() - from) / 1_000, times });
				else send();
			});
			for (let i = 0; i < inFlight; i++) send();
		}),
});

function envelope(id, text) {
	return JSON.stringify({
		envelope_id: id,
		type: "slash_commands",
		accepts_response_payload: true,
		payload: {
			token: "x",
			team_id: "T1",
			channel_id: "C1",
			user_id: "U1",
			command: "/lead-or-manage",
			text,
			api_app_id: "A1",
			is_enterprise_install: "false",
			response_url: "https://hooks.slack.test/commands/1",
			trigger_id: "1.2.3",
		},
	});
}
