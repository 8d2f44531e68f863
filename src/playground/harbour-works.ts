/** Somebody in the playground's workspace. */
export type Person = {
	id: string;
	name: string;
	realName: string;
	timeZone: string;
	isAdmin: boolean;
};

/** A channel, or a direct message between the bot and one person. */
export type Channel = {
	id: string;
	name: string;
	kind: "channel" | "im";
	topic: string;
	memberIds: string[];
	isArchived: boolean;
};

/** The ids of the playground's workspace, its app and its bot. */
export const ids = {
	team: "T0HARBOUR",
	app: "A0PLAYGROUND",
	bot: "B0PLAYGROUND",
	botUser: "U0PLAYGROUND",
};

/** The workspace's name and domain. */
export const team = { name: "Harbour Works", domain: "harbour-works" };

/** Who works there. */
export const people: readonly Person[] = [
	{
		id: "U0ROBIN",
		name: "robin",
		realName: "Robin",
		timeZone: "Europe/Brussels",
		isAdmin: true,
	},
	{
		id: "U0SAM",
		name: "sam",
		realName: "Sam",
		timeZone: "Europe/Lisbon",
		isAdmin: false,
	},
];

/** Its conversations at the start: the bot is in one channel and not yet in the other. */
export function startingChannels(botName: string): Channel[] {
	const everyone = people.map((person) => person.id);
	return [
		{
			id: "C0HARBOUR",
			name: "team-harbour",
			kind: "channel",
			topic: "Where the day's work is talked over",
			memberIds: [...everyone, ids.botUser],
			isArchived: false,
		},
		{
			id: "C0LEADS",
			name: "leads",
			kind: "channel",
			topic: "For those who lead a team",
			memberIds: [...everyone],
			isArchived: false,
		},
		...people.map(
			(person): Channel => ({
				id: person.id.replace("U0", "D0"),
				name: botName,
				kind: "im",
				topic: "Only the two of you",
				memberIds: [person.id, ids.botUser],
				isArchived: false,
			}),
		),
	];
}
