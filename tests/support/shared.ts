import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** A file of the folder with Slack's payloads and schema, which lies beside the checkout where there is one. */
export function shared(path: string): string {
	return fileURLToPath(new URL(`../../../shared/${path}`, import.meta.url));
}

/** Whether that folder is there; says so once when it is not. */
export const hasShared = existsSync(shared("slack"));
if (!hasShared)
	process.stdout.write(
		"Left out: the tests on Slack's own payloads, as ../shared is not beside this checkout.\n",
	);
