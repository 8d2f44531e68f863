import { mostChoices, type Suggestion } from "../slack/suggestion.js";
import { zoneOption } from "./nudges-modal.js";
import { zonesLike } from "./time-zones.js";

/** The time zones that fit what was typed. */
export function zoneOptions({ now }: { now: () => Date }): Suggestion {
	return async (typed) =>
		zonesLike(typed, now(), mostChoices).map(({ name }) =>
			zoneOption(name, now()),
		);
}
