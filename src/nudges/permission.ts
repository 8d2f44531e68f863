/** Who may change nudges, by the settings: members of the channel, or admins alone. */
export type ManagedBy = "everyone" | "admins";

/** Somebody at a channel's nudges. */
export type Visitor = {
	isAdmin: boolean;
	isGuest: boolean;
	/** Of another organisation. */
	isOutsider: boolean;
	/** `undefined` where Slack doesn't tell. */
	isInChannel: boolean | undefined;
};

/** Why somebody may look at a channel's nudges and not change them. */
export type Hindrance =
	| "guest"
	| "outsider"
	| "admins-only"
	| "not-in-channel"
	| "stranger";

/**
 * What keeps somebody from changing a channel's nudges: nothing, for a full member who is in the channel and for an
 * admin. `undefined` as a visitor is somebody of whom Slack tells nothing.
 */
export function hindranceOf(
	visitor: Visitor | undefined,
	managedBy: ManagedBy,
): Hindrance | undefined {
	if (!visitor) return "stranger";
	if (visitor.isOutsider) return "outsider";
	if (visitor.isGuest) return "guest";
	if (visitor.isAdmin) return undefined;
	if (managedBy === "admins") return "admins-only";
	return visitor.isInChannel === false ? "not-in-channel" : undefined;
}

/** The same in words, with what to do. */
export function hindranceInWords(hindrance: Hindrance): string {
	switch (hindrance) {
		case "guest":
			return "You're here as a guest: you can look, and a full member of this channel can change it for you.";
		case "outsider":
			return "You're from another organisation: you can look, and somebody from this workspace can change it for you.";
		case "admins-only":
			return "In this workspace admins look after the nudges. You can look, and ask one of them to change it.";
		case "not-in-channel":
			return "You're not in this channel. Join it first, then you can change its nudges.";
		case "stranger":
			return "Slack wouldn't tell me who you are just now, so I only show it to you. Try again in a minute.";
	}
}
