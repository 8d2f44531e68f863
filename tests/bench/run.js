// npm run bench -- <name>: runs the measurement of that name, which prints a table.
import { readdirSync } from "node:fs";
import { basename, dirname } from "node:path";
import { fileURLToPath } from "node:url";

const names = readdirSync(dirname(fileURLToPath(import.meta.url)))
	.filter((file) => file.endsWith(".bench.js"))
	.map((file) => basename(file, ".bench.js"));
const [name] = process.argv.slice(2);
if (names.includes(name)) await import(`./${name}.bench.js`);
else {
	process.stderr.write(
		`Say what to measure: npm run bench -- ${names.join(" | ")}\n`,
	);
	process.exit(2);
}
