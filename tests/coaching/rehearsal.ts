import { fileURLToPath } from "node:url";
import { createEar } from "../../src/coaching/ear.js";
import type { Coaching } from "../../src/coaching/talk.js";
import { readContent } from "../../src/content/content-files.js";
import { builtContent } from "../support/built-content.js";

/** A Monday morning in the person's place. */
export const mondayMorning = new Date("2026-11-23T08:30:00Z");

let world: Omit<Coaching, "now"> | undefined;

/** What the coach needs, with the words that `npm run build` compiled. */
export function coaching(
	now = mondayMorning,
	timeZone = "Europe/Brussels",
): Coaching {
	if (!world) {
		const { guide, library, contacts } = builtContent();
		const { coaching: phrases } = readContent(
			fileURLToPath(new URL("../../dist/knowledge/", import.meta.url)),
		);
		const ear = createEar(phrases.hears);
		world = {
			guide,
			content: { phrases, ear, contacts, tip: library.byId },
			timeZone,
		};
	}
	return { ...world, now, timeZone };
}
