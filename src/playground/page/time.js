const formats = new Map();

function format(ts, timeZone, parts) {
	const key = `${timeZone} ${Object.keys(parts)}`;
	if (!formats.has(key))
		formats.set(key, new Intl.DateTimeFormat("en-GB", { ...parts, timeZone }));
	return formats.get(key).format(new Date(Number(ts) * 1000));
}

/** A message's time of day, where its reader is. */
export function clock(ts, timeZone) {
	return format(ts, timeZone, { hour: "2-digit", minute: "2-digit" });
}

/** A message's day, where its reader is. */
export function day(ts, timeZone) {
	return format(ts, timeZone, {
		weekday: "long",
		day: "numeric",
		month: "long",
	});
}

/** A message's date and time, for machines and tooltips. */
export function full(ts) {
	return new Date(Number(ts) * 1000).toISOString();
}
