import { z } from "zod";
import type { Angle } from "../guidance/angle.js";
import { themes } from "../guidance/theme.js";

const angleSchema = z.object({
	words: z.string(),
	cut: z.boolean(),
	leadShare: z.number(),
	themes: z.array(z.enum(themes)),
	shown: z.array(z.string()),
});

/** An answer of the guide that is brought along, to be kept while it waits. */
export function bringing(angle: Angle): string {
	return JSON.stringify(angle);
}

/** What was brought along; `undefined` where it is something else. */
export function broughtAngle(words: string): Angle | undefined {
	try {
		return angleSchema.parse(JSON.parse(words));
	} catch {
		return undefined;
	}
}
