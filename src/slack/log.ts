import { type Logger as BoltLogger, LogLevel } from "@slack/web-api";
import { destination, type Logger, pino } from "pino";

/** The log: one line of JSON a deed, never a word that a person typed. */
export type Log = Pick<Logger, "debug" | "info" | "warn" | "error">;

/** A log on standard output that says nothing below `level`. */
export function createLog(level: string): Log {
	return pino({ level, base: undefined }, destination({ dest: 1, sync: true }));
}

/**
 * What may be said of an error: its name, code and place, and those of its causes.
 * Messages are left out, as libraries quote what they were given.
 */
export function describeError(error: unknown): Record<string, unknown> {
	if (!(error instanceof Error)) return { name: typeof error };
	const { code } = error as { code?: unknown };
	const { error: slackError } =
		(error as { data?: { error?: unknown } }).data ?? {};
	return {
		name: error.name,
		...(typeof code === "string" && { code }),
		...(typeof slackError === "string" && { slackError }),
		at: (error.stack ?? "")
			.split("\n")
			.filter((line) => /^\s+at /.test(line))
			.slice(0, 6)
			.map((line) => line.trim()),
		...(error.cause !== undefined && { cause: describeError(error.cause) }),
	};
}

/** Bolt's own log lines, warnings and errors only, cut before anything that they quote. */
export function boltLog(log: Log): BoltLogger {
	const say =
		(level: "warn" | "error") =>
		(first: unknown, ...rest: unknown[]) => {
			const said =
				typeof first === "string" ? first.split(/[:"'`{[\n]/, 1)[0] : undefined;
			const error = [first, ...rest].find((part) => part instanceof Error);
			log[level](
				{ from: "bolt", ...(error && { error: describeError(error) }) },
				said,
			);
		};
	const nothing = () => {};
	return {
		debug: nothing,
		info: nothing,
		warn: say("warn"),
		error: say("error"),
		getLevel: () => LogLevel.WARN,
		setLevel: nothing,
		setName: nothing,
	};
}
