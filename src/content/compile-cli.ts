// Compiles prompts/ into dist/knowledge/, part of `npm run build`.
import { fileURLToPath } from "node:url";
import { compileContent, fingerprint } from "./content-files.js";
import { ContentError } from "./yaml-files.js";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

try {
	const code = ["../guidance/", "../coaching/", "./"]
		.map((folder) => fingerprint(here(folder)))
		.join();
	compileContent(here("../../prompts/"), here("../knowledge/"), code);
} catch (error) {
	if (!(error instanceof ContentError)) throw error;
	process.stderr.write(
		`The content in prompts/ cannot be used:\n${error.message}\n`,
	);
	process.exitCode = 1;
}
