// npm run bench -- NAME: runs tests/bench/NAME.js
import { readdirSync } from "node:fs";

const names = readdirSync(new URL("./", import.meta.url))
	.filter((file) => file.endsWith(".js") && file !== "run.js")
	.map((file) => file.slice(0, -3));
const [, , name] = process.argv;
if (!names.includes(name)) {
	process.stderr.write(`npm run bench -- ${names.join(" | ")}\n`);
	process.exit(2);
}
await import(`./${name}.js`);
