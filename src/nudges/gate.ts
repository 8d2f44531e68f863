/** Lets in so many at once; the others wait, first come, first served. */
export type Gate = <Result>(deed: () => Promise<Result>) => Promise<Result>;

/** A gate that is so wide. */
export function gateOf(width: number): Gate {
	let inside = 0;
	const waiting: (() => void)[] = [];
	return async (deed) => {
		if (inside < width) inside += 1;
		else await new Promise<void>((enter) => waiting.push(enter));
		try {
			return await deed();
		} finally {
			const next = waiting.shift();
			if (next) next();
			else inside -= 1;
		}
	};
}

/** The same methods, but all of them go through a gate. */
export function through<Methods extends object>(
	gate: Gate,
	methods: Methods,
): Methods {
	return Object.fromEntries(
		Object.entries(methods).map(([name, method]) => [
			name,
			(...given: unknown[]) => gate(() => method(...given)),
		]),
	) as Methods;
}
