const short = new Intl.DateTimeFormat(undefined, {
	hour: "2-digit",
	minute: "2-digit",
});

/** A message's time of day. */
export function clock(ts) {
	return short.format(new Date(Number(ts) * 1000));
}

/** A message's date and time, for machines and tooltips. */
export function full(ts) {
	return new Date(Number(ts) * 1000).toISOString();
}
