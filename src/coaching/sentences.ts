/** The sentences of a text, as they are compared with each other: in small letters, without spaces at the ends. */
export function sentencesOf(text: string): string[] {
	return text
		.split(/(?<=[.?!][”)]?)\s+|\n+/)
		.map((sentence) => sentence.trim().toLowerCase())
		.filter((sentence) => /\p{L}/u.test(sentence));
}
