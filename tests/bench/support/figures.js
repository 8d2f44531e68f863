/** The value below which `share` of them lie. */
export function quantile(values, share) {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
}

export const median = (values) => quantile(values, 0.5);

export const write = (text) => process.stdout.write(`${text}\n`);
