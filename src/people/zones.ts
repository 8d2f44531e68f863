import type { Directory } from "../slack/directory.js";
import type { Owner } from "../slack/seal.js";
import type { PersonStore } from "../store/person-store.js";

/** A person's time zone: Slack is asked once a day at most. */
export type ZoneOf = (owner: Owner) => Promise<string>;

const freshMs = 86_400_000;

/** Where nobody knows a person's time zone, it is UTC. */
export function zonesFrom(
	people: Pick<PersonStore, "one" | "rememberZone">,
	directoryOf: (owner: Owner) => Promise<Pick<Directory, "person">>,
	now: () => Date,
): ZoneOf {
	return async (owner) => {
		const known = await people.one(owner);
		const { timeZone, zoneAt } = known ?? {};
		const age = zoneAt ? now().getTime() - zoneAt.getTime() : freshMs;
		if (timeZone && age < freshMs) return timeZone;
		const directory = await directoryOf(owner);
		const asked = (await directory.person(owner.personId))?.timeZone;
		if (!asked || !isZone(asked)) return timeZone ?? "UTC";
		await people.rememberZone(owner, asked, now());
		return asked;
	};
}

/** Whether this machine knows a time zone. */
function isZone(name: string): boolean {
	try {
		return new Intl.DateTimeFormat("en", { timeZone: name }) !== undefined;
	} catch {
		return false;
	}
}
