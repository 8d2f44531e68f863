const lifetime = 3000;

/** Permissions to open a modal: each good for one view within three seconds. */
export function createTriggers() {
	const issued = new Map<
		string,
		{ personId: string; at: number; isSpent: boolean }
	>();
	return {
		/** A new trigger for what somebody just did. */
		issue(personId: string, now: Date): string {
			const id = `${now.getTime()}.${issued.size + 1}.playground`;
			issued.set(id, { personId, at: now.getTime(), isSpent: false });
			return id;
		},
		/** Who may be shown a view, or Slack's reason why nobody may. */
		spend(id: unknown, now: Date): { personId: string } | { error: string } {
			const found = typeof id === "string" ? issued.get(id) : undefined;
			if (found === undefined) return { error: "invalid_trigger_id" };
			if (found.isSpent) return { error: "exchanged_trigger_id" };
			if (now.getTime() - found.at > lifetime)
				return { error: "expired_trigger_id" };
			found.isSpent = true;
			return { personId: found.personId };
		},
	};
}

/** The permissions given so far. */
export type Triggers = ReturnType<typeof createTriggers>;
