/** Situations to try; one click sends them. */
export const examples = [
	{
		title: "Two people, one task",
		situation:
			"Two of us each thought the other one does the Friday handover list. It has been skipped three times now.",
	},
	{
		title: "The spark is gone",
		situation:
			"Since the merger everybody does their job, but nobody offers an idea any more. They ask me what it is all for.",
	},
	{
		title: "A change nobody wanted",
		situation:
			"We move to the new booking system in March. Half the crew doesn't see why, and there is no plan yet.",
	},
];
