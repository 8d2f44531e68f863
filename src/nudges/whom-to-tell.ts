import type { Person } from "../slack/directory.js";
import type { Schedule } from "./schedule.js";
import type { Recipient } from "./trouble-message.js";

/**
 * Whom to tell that a schedule is in trouble: whoever set it up; has left, whoever changed it last; and of the admins
 * the first who ever set up or changed one in this workspace, as the bot may not list its people. `undefined` when
 * nobody is left: `/nudges` in the channel says it to whoever looks.
 */
export async function whomToTell(
	schedule: Schedule,
	ofWorkspace: readonly Schedule[],
	personOf: (personId: string) => Promise<Person | undefined>,
): Promise<{ personId: string; as: Recipient } | undefined> {
	const isThere = async (personId: string) => {
		// Of somebody who asked to be forgotten no name is left.
		if (personId === "") return undefined;
		const person = await personOf(personId);
		return person && !person.isGone ? person : undefined;
	};
	if (await isThere(schedule.setUpBy))
		return { personId: schedule.setUpBy, as: "set it up" };
	if (await isThere(schedule.changedBy))
		return { personId: schedule.changedBy, as: "changed it last" };
	const others = new Set(
		ofWorkspace.flatMap(({ setUpBy, changedBy }) => [setUpBy, changedBy]),
	);
	for (const personId of [...others].slice(0, mostAsked)) {
		const person = await isThere(personId);
		if (person?.isAdmin) return { personId, as: "is an admin" };
	}
	return undefined;
}

const mostAsked = 40;
