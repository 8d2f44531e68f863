import type { Turn } from "./turn.js";

/** A turn to be read in a terminal, or in a transcript: the words, then what stands beside them in square brackets. */
export function turnText({
	paragraphs,
	choices,
	tip,
	contacts,
	deed,
}: Turn): string {
	return [
		...paragraphs,
		...choices.map(({ label }, i) => `[${i + 1}] ${label}`),
		...(tip ? [`[tip: ${tip}]`] : []),
		...(contacts.length > 0
			? [`[contacts: ${contacts.map(({ name }) => name).join("; ")}]`]
			: []),
		...(deed ? [`[${deedText(deed)}]`] : []),
	].join("\n");
}

function deedText(deed: NonNullable<Turn["deed"]>): string {
	if (deed.kind === "hand-over") return `handed over: ${deed.about}`;
	if (deed.kind === "command") {
		const { command } = deed;
		return `command: ${command.name}${command.name === "quiet" && command.until ? ` until ${command.until}` : ""}`;
	}
	const { sentence, on } = deed.plan;
	const day = on
		? `${on.date}${on.hour === undefined ? "" : ` ${on.hour}:00`}`
		: "no day";
	return `plan: ${sentence} (${day})`;
}
