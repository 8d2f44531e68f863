import { fileURLToPath } from "node:url";
import type { World } from "../../src/app.js";
import { createEar } from "../../src/coaching/ear.js";
import { readContent } from "../../src/content/content-files.js";
import { createGuide } from "../../src/guidance/guide.js";
import { createLibrary } from "../../src/tips/library.js";

type Content = Omit<World, "seal" | "store" | "nudgesManagedBy" | "now">;

let built: Content | undefined;

/** The content that `npm run build` compiled, read once. */
export function builtContent(): Content {
	if (built) return built;
	const { knowledge, tips, nudges, claims, safety, coaching } = readContent(
		fileURLToPath(new URL("../../dist/knowledge/", import.meta.url)),
	);
	const library = createLibrary(tips);
	built = {
		library,
		guide: createGuide(knowledge, library),
		coach: { phrases: coaching, ear: createEar(coaching.hears) },
		contacts: safety,
		nudges,
		claims: new Map(Object.entries(claims)),
	};
	return built;
}
