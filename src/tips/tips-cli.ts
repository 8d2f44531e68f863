// Checks the words in prompts/ and prints how the tip library and the nudges stand: npm run tips
import { fileURLToPath } from "node:url";
import { readContentFolder } from "../content/content-files.js";
import { ContentError } from "../content/yaml-files.js";
import { stockText } from "../nudges/stock.js";
import { healthOf, healthText } from "./health.js";

try {
	const { tips, nudges } = readContentFolder(
		fileURLToPath(new URL("../../prompts/", import.meta.url)),
	);
	const health = healthOf(tips);
	process.stdout.write(`${healthText(health)}\n\n${stockText(nudges)}\n`);
	if (health.mistakes.length > 0 || health.missing.length > 0)
		process.exitCode = 1;
} catch (error) {
	if (!(error instanceof ContentError)) throw error;
	process.stdout.write(
		`The words in prompts/ have mistakes:\n${error.message}\n`,
	);
	process.exitCode = 1;
}
