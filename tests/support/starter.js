// Opens the store at the place in its first argument, stays until its input ends, and says what came of it.
import { openStore } from "../../dist/store/store.js";

const nothing = () => {};
const log = { debug: nothing, info: nothing, warn: nothing, error: nothing };
const keyRing = `first:${Buffer.alloc(32, 1).toString("base64")}`;
try {
	const store = await openStore(JSON.parse(process.argv[2]), keyRing, log);
	process.stdout.write("open\n");
	process.stdin.resume();
	process.stdin.on("end", () => void store.close());
} catch (error) {
	process.stdout.write(`${error.name}: ${error.message}\n`);
	process.exit(2);
}
