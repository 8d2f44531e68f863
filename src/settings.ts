import { z } from "zod";

/** How the bot reaches Slack. */
type Connection =
	| { mode: "playground" }
	| { mode: "socket"; botToken: string; appToken: string }
	| { mode: "http"; botToken: string; signingSecret: string };

/** Everything the environment decides, checked. */
export type Settings = {
	connection: Connection;
	slackApiUrl: string | undefined;
	port: number;
	host: string;
	dataDir: string;
	/** Where the numbers are read; not at all unless set. */
	opsPort: number | undefined;
	/** How calls to Slack leave the network. */
	proxy:
		| { httpsProxy?: string; httpProxy?: string; noProxy?: string }
		| undefined;
	/** PostgreSQL in place of a file in `dataDir`. */
	databaseUrl: string | undefined;
	dataKeys: string | undefined;
	nudgesManagedBy: (typeof managers)[number];
	nudgeGraceHours: number;
	contactsFile: string | undefined;
	logLevel: LogLevel;
	/** Sentences about settings that do nothing yet. */
	warnings: string[];
};

/** Settings that cannot be used: one sentence for each mistake, without any value. */
export class SettingsError extends Error {
	override name = "SettingsError";
	constructor(readonly mistakes: readonly string[]) {
		super(mistakes.join("\n"));
	}
}

const logLevels = [
	"trace",
	"debug",
	"info",
	"warn",
	"error",
	"fatal",
	"silent",
] as const;
type LogLevel = (typeof logLevels)[number];

const text = z.string().trim();
const hidden = (prefix: string) =>
	text.startsWith(
		prefix,
		`starts with ${prefix} in Slack's settings; this one does not`,
	);
const address = text.refine(
	(url) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol),
	"must be an address that starts with https:// or http://",
);
const portNumber = text
	.regex(/^\d{1,5}$/, "must be a port: a whole number from 0 to 65535")
	.transform(Number)
	.refine(
		(port) => port <= 65535,
		"must be a port: a whole number from 0 to 65535",
	);
const oneOf = (values: readonly string[]) =>
	`must be one of ${values.join(", ")}`;
const managers = ["everyone", "admins"] as const;
const providers = ["openai-compatible", "anthropic"] as const;
const keyRing = text.refine(
	(ring) =>
		ring.split(",").every((key) => {
			const [, id, secret] =
				/^\s*([\w-]{1,32}):([A-Za-z0-9+/]+={0,2})\s*$/.exec(key) ?? [];
			return (
				id !== undefined && Buffer.from(secret ?? "", "base64").length === 32
			);
		}),
	"must be id:key with a key of 32 bytes in base64, several with commas (openssl rand -base64 32 makes one)",
);

/** Every variable that the bot knows, as it stands in the environment: unset and empty are the same. */
export const environmentSchema = z.object({
	SLACK_BOT_TOKEN: hidden("xoxb-").optional(),
	SLACK_APP_TOKEN: hidden("xapp-").optional(),
	SLACK_SIGNING_SECRET: text
		.min(8, "is too short to be Slack's signing secret")
		.optional(),
	SLACK_CLIENT_ID: text.optional(),
	SLACK_CLIENT_SECRET: text.optional(),
	SLACK_STATE_SECRET: text.optional(),
	SLACK_API_URL: address.optional(),
	PORT: portNumber.optional(),
	HOST: text.optional(),
	OPS_PORT: portNumber.optional(),
	HTTPS_PROXY: address.optional(),
	HTTP_PROXY: address.optional(),
	NO_PROXY: text.optional(),
	DATA_DIR: text.optional(),
	DATABASE_URL: text
		.refine(
			(url) => URL.canParse(url) && /^postgres(ql)?:/.test(url),
			"must be an address that starts with postgres:// or postgresql://",
		)
		.optional(),
	DATA_KEY: keyRing.optional(),
	CONTENT_DIR: text.optional(),
	NUDGES_MANAGED_BY: z.enum(managers, oneOf(managers)).optional(),
	NUDGE_GRACE_HOURS: text
		.regex(/^\d{1,3}$/, "must be a whole number of hours from 0 to 168")
		.transform(Number)
		.refine(
			(hours) => hours <= 168,
			"must be a whole number of hours from 0 to 168",
		)
		.optional(),
	CONTACTS_FILE: text.optional(),
	MODEL_PROVIDER: z.enum(providers, oneOf(providers)).optional(),
	MODEL_URL: address.optional(),
	MODEL_NAME: text.optional(),
	MODEL_KEY: text.optional(),
	MODEL_JUDGES: z.enum(["true", "false"], oneOf(["true", "false"])).optional(),
	LOG_LEVEL: z.enum(logLevels, oneOf(logLevels)).optional(),
});
type Environment = z.infer<typeof environmentSchema>;

const notYet = [
	"CONTENT_DIR",
	"MODEL_PROVIDER",
	"MODEL_URL",
	"MODEL_NAME",
	"MODEL_KEY",
	"MODEL_JUDGES",
] as const satisfies readonly (keyof Environment)[];

/**
 * The settings in an environment; without any for Slack the playground's, where that is allowed.
 * Throws a `SettingsError` that names every mistake at once.
 */
export function readSettings(
	environment: Readonly<Record<string, string | undefined>>,
	{ playgroundAllowed }: { playgroundAllowed: boolean },
): Settings {
	const given = Object.fromEntries(
		Object.keys(environmentSchema.shape)
			.map((name) => [
				name,
				(environment[name] ?? otherSpelling(name, environment))?.trim(),
			])
			.filter(([, value]) => value !== undefined && value !== ""),
	);
	const parsed = environmentSchema.safeParse(given);
	const mistakes = parsed.success
		? []
		: parsed.error.issues.map(
				(issue) => `${issue.path.join(".")} ${issue.message}.`,
			);
	const connection = readConnection(given, playgroundAllowed, mistakes);
	if (
		given.DATABASE_URL &&
		!given.DATA_KEY &&
		connection?.mode !== "playground"
	)
		mistakes.push(
			"DATA_KEY is missing beside DATABASE_URL: people's words are encrypted there, and all who use that database need the same key (id:key; openssl rand -base64 32 makes a key).",
		);
	if (!parsed.success || connection === undefined || mistakes.length > 0)
		throw new SettingsError(mistakes);
	const { data } = parsed;
	return {
		connection,
		slackApiUrl: data.SLACK_API_URL,
		port: data.PORT ?? 3000,
		host: data.HOST ?? (connection.mode === "http" ? "0.0.0.0" : "127.0.0.1"),
		opsPort: data.OPS_PORT,
		proxy: proxyIn(data),
		dataDir: data.DATA_DIR ?? ".data",
		databaseUrl: data.DATABASE_URL,
		dataKeys: data.DATA_KEY,
		nudgesManagedBy: data.NUDGES_MANAGED_BY ?? "everyone",
		nudgeGraceHours: data.NUDGE_GRACE_HOURS ?? 6,
		contactsFile: data.CONTACTS_FILE,
		logLevel: data.LOG_LEVEL ?? "info",
		warnings: notYet
			.filter((name) => data[name] !== undefined)
			.map((name) => `${name} is set, but this edition does not use it yet.`),
	};
}

/** Proxies are written in small letters too. */
function otherSpelling(
	name: string,
	environment: Readonly<Record<string, string | undefined>>,
): string | undefined {
	return name.endsWith("_PROXY") ? environment[name.toLowerCase()] : undefined;
}

function proxyIn({
	HTTPS_PROXY: httpsProxy,
	HTTP_PROXY: httpProxy,
	NO_PROXY: noProxy,
}: Environment): Settings["proxy"] {
	if (!httpsProxy && !httpProxy) return undefined;
	return {
		...(httpsProxy && { httpsProxy }),
		...(httpProxy && { httpProxy }),
		...(noProxy && { noProxy }),
	};
}

function readConnection(
	given: Readonly<Record<string, string | undefined>>,
	playgroundAllowed: boolean,
	mistakes: string[],
): Connection | undefined {
	const oauth = [
		"SLACK_CLIENT_ID",
		"SLACK_CLIENT_SECRET",
		"SLACK_STATE_SECRET",
	].filter((name) => given[name]);
	if (oauth.length > 0) {
		mistakes.push(
			`${oauth.join(", ")} ${oauth.length > 1 ? "are" : "is"} set, but installing into many workspaces (OAuth) comes with a later edition: unset ${oauth.length > 1 ? "them" : "it"} and set SLACK_BOT_TOKEN with SLACK_APP_TOKEN or SLACK_SIGNING_SECRET.`,
		);
		return undefined;
	}
	const {
		SLACK_BOT_TOKEN: botToken,
		SLACK_APP_TOKEN: appToken,
		SLACK_SIGNING_SECRET: signingSecret,
	} = given;
	if (!botToken && !appToken && !signingSecret) {
		if (playgroundAllowed) return { mode: "playground" };
		mistakes.push(
			"No Slack setting is there: set SLACK_BOT_TOKEN with SLACK_APP_TOKEN (Socket Mode) or with SLACK_SIGNING_SECRET (HTTP), or run npm start to open the playground.",
		);
		return undefined;
	}
	if (!botToken) {
		mistakes.push(
			`SLACK_BOT_TOKEN is missing beside ${appToken ? "SLACK_APP_TOKEN" : "SLACK_SIGNING_SECRET"}: copy it from "OAuth & Permissions" of the Slack app.`,
		);
		return undefined;
	}
	if (appToken) return { mode: "socket", botToken, appToken };
	if (signingSecret) return { mode: "http", botToken, signingSecret };
	mistakes.push(
		"SLACK_BOT_TOKEN alone is half a setting: add SLACK_APP_TOKEN for Socket Mode or SLACK_SIGNING_SECRET for HTTP.",
	);
	return undefined;
}
