import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// `npm run test:long`: what takes too long for every `npm test`.
export default defineConfig({
	test: {
		root: fileURLToPath(new URL("../..", import.meta.url)),
		include: ["tests/long/*.long.ts"],
		testTimeout: 300_000,
	},
});
