// `npm run dev`: builds and starts; node's watcher runs it again after every change.
import { execSync } from "node:child_process";

execSync("npm run -s build", { stdio: "inherit" });
process.argv.push("--or-playground");
await import("../dist/main.js");
