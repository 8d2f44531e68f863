// Bots as processes of their own: ours, and what it is measured against.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const signingSecret = "0123456789abcdef";
const file = (path) => fileURLToPath(new URL(path, import.meta.url));

export const bots = {
	ours: [file("../../../dist/main.js")],
	bare: [file("../servers/bare.js")],
	"bare with our guide": [file("../servers/bare.js"), "guide"],
};

/** Starts a bot; `ready` is how long that took, in milliseconds. */
export async function startBot(name, { apiUrl, mode, port, dataDir }) {
	const folder =
		dataDir ?? mkdtempSync(join(tmpdir(), "lead-or-manage-bench-"));
	const from = performance.now();
	const child = spawn(process.execPath, bots[name], {
		cwd: folder,
		stdio: ["ignore", "pipe", "inherit"],
		env: {
			PATH: process.env.PATH,
			DATA_DIR: folder,
			SLACK_API_URL: apiUrl,
			SLACK_BOT_TOKEN: "xoxb-1",
			...(mode === "socket"
				? { SLACK_APP_TOKEN: "xapp-1" }
				: { SLACK_SIGNING_SECRET: signingSecret }),
			HOST: "127.0.0.1",
			PORT: String(port),
		},
	});
	await new Promise((resolve, reject) => {
		let said = "";
		child.stdout.on("data", (text) => {
			said = (said + text).slice(-2_000);
			if (/listening for Slack|connected to Slack/.test(said)) resolve();
		});
		child.once("exit", () => reject(new Error(`${name} did not start`)));
	});
	const ready = performance.now() - from;
	return {
		ready,
		/** Resident memory in megabytes. */
		memory: () =>
			Number(
				/VmRSS:\s+(\d+)/.exec(
					readFileSync(`/proc/${child.pid}/status`, "utf8"),
				)?.[1],
			) / 1024,
		async stop() {
			const gone = once(child, "exit");
			child.kill("SIGKILL");
			await gone;
			if (!dataDir) rmSync(folder, { recursive: true });
		},
	};
}
