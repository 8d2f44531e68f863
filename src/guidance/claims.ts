/** The codes of the source claims that the library carries: A1 to A42 and B1 to B45. */
export const claimCodes: readonly string[] = [
	...Array.from({ length: 42 }, (_, i) => `A${i + 1}`),
	...Array.from({ length: 45 }, (_, i) => `B${i + 1}`),
];
