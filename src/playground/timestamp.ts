/** The next message time stamp, later than `last` even within one millisecond: Slack's ids of messages. */
export function nextTimestamp(now: Date, last: string): string {
	const wanted = `${Math.floor(now.getTime() / 1000)}.${String((now.getTime() % 1000) * 1000).padStart(6, "0")}`;
	return wanted > last ? wanted : after(last);
}

function after(last: string): string {
	const [seconds = "0", micros = "0"] = last.split(".");
	const next = Number(micros) + 1;
	return next < 1_000_000
		? `${seconds}.${String(next).padStart(6, "0")}`
		: `${Number(seconds) + 1}.000000`;
}
