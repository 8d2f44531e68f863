import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { config as readDotenv } from "dotenv";
import { createApp, type World } from "./app.js";
import { createEar } from "./coaching/ear.js";
import { readContent } from "./content/content-files.js";
import { ContentError } from "./content/yaml-files.js";
import { createGuide } from "./guidance/guide.js";
import { readContacts } from "./guidance/safety-files.js";
import { createWeeklyNudgesJob } from "./nudges/weekly-nudges-job.js";
import type { Metrics } from "./operations/metrics.js";
import { startOpsServer } from "./operations/ops-server.js";
import { unaskedOnceADay } from "./people/unasked.js";
import { followUpComposer } from "./plans/ask-plans-job.js";
import { readSettings, type Settings, SettingsError } from "./settings.js";
import {
	type Connection,
	httpConnection,
	socketConnection,
} from "./slack/connection.js";
import {
	type Health,
	healthRoutes,
	startHttpServer,
	stopHttpServer,
} from "./slack/http-server.js";
import { makeKeyRing, readOrMakeKeyRing } from "./slack/key-files.js";
import { KeyRingError } from "./slack/lock.js";
import { createLog, describeError, type Log } from "./slack/log.js";
import { noMeter } from "./slack/meter.js";
import { openProxy, type WayOut } from "./slack/proxy.js";
import { createSeal } from "./slack/seal.js";
import { countedFetch, type SlackFetch } from "./slack/slack-fetch.js";
import { postingClient } from "./slack/web-client.js";
import { openStore, type Place } from "./store/store.js";
import { StoreError, storeErrorFrom } from "./store/store-error.js";
import { createLibrary } from "./tips/library.js";

/** Together less than the ten seconds that service managers give. */
const noticeMs = 3_000;
const graceMs = 5_000;
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

readDotenv({ quiet: true });
try {
	await run(
		readSettings(process.env, {
			playgroundAllowed: process.argv.includes("--or-playground"),
		}),
	);
} catch (error) {
	giveUp(error);
}

async function run(settings: Settings): Promise<void> {
	const inPlayground = settings.connection.mode === "playground";
	const log = createLog(
		inPlayground && !process.env.LOG_LEVEL ? "warn" : settings.logLevel,
	);
	for (const warning of settings.warnings) log.warn(warning);
	const health = { ready: () => false, storeAnswers: async () => false };
	const clock: Clock = { now: () => new Date(), onTick: () => {} };
	const world = await makeWorld(settings, clock, log);
	health.storeAnswers = () => world.store.answers();
	const outside = await openOutside(settings);
	const { metrics, proxy } = outside;
	const way = await openWay(settings, { health, clock, ...outside }, log);
	const ops = await openOps(settings, { health, metrics });
	const slackFetch = metrics
		? countedFetch(proxy?.fetch ?? fetch, metrics.meter)
		: proxy?.fetch;
	const { app, coaching, settled } = createApp(
		{
			receiver: way.connection.receiver,
			botToken: way.botToken,
			apiUrl: way.apiUrl,
			meter: metrics?.meter ?? noMeter,
			fetch: slackFetch,
		},
		world,
		log,
	);
	await app.init();
	const nudging = nudgesOf(world, { ...way, slackFetch }, settings, log);
	// The coach decides who is asked today; the one engine delivers it.
	clock.onTick = () => void coaching.tick().then(() => nudging.tick());
	await way.connection.start(app);
	nudging.start();
	coaching.start();
	let draining = false;
	health.ready = () => !draining && way.connection.open() && nudging.isOnTime();
	way.announce();

	const stop = async () => {
		if (draining) return;
		draining = true;
		const deadline = setTimeout(
			() => process.exit(0),
			noticeMs + graceMs + 1_000,
		);
		// Socket Mode cannot acknowledge on a line that was closed.
		await Promise.race([settled(), sleep(1_000)]);
		await Promise.all([way.connection.stop(graceMs), nudging.stop()]);
		await settled();
		await coaching.stop();
		await way.close();
		await ops();
		await world.store.close();
		clearTimeout(deadline);
		log.info("stopped");
		process.exit(0);
	};
	process.on("SIGTERM", () => void stop());
	process.on("SIGINT", () => void stop());
	for (const end of ["unhandledRejection", "uncaughtException"])
		process.on(end, (error: unknown) => {
			log.error(
				{ error: describeError(error) },
				"something broke that nobody handles",
			);
			process.exit(1);
		});
}

type Outside = { metrics: Metrics | undefined; proxy: WayOut | undefined };

/** What only some need, so that the others don't wait for it to load. */
async function openOutside({
	opsPort,
	proxy,
	connection,
}: Settings): Promise<Outside> {
	return {
		metrics:
			opsPort === undefined
				? undefined
				: (await import("./operations/metrics.js")).createMetrics(),
		proxy:
			proxy && connection.mode !== "playground"
				? await openProxy(proxy)
				: undefined,
	};
}

/** Opens `/metrics` where it is asked for, and gives what closes it. */
async function openOps(
	{ opsPort: port }: Settings,
	{ health, metrics }: { health: Health; metrics: Outside["metrics"] },
): Promise<() => Promise<void>> {
	if (port === undefined || !metrics) return async () => {};
	const server = await startOpsServer({
		port,
		health: liveHealth(health),
		metrics,
	});
	return () => stopHttpServer(server, 0);
}

/** The health as it is when it is asked for. */
function liveHealth(health: Health): Health {
	return {
		ready: () => health.ready(),
		storeAnswers: () => health.storeAnswers(),
	};
}

async function makeWorld(
	settings: Settings,
	clock: Clock,
	log: Log,
): Promise<World> {
	const content = readContent(here("./knowledge/"));
	const library = createLibrary(content.tips);
	const contacts = { ...content.safety, ...ownContacts(settings) };
	const keyRing = keyRingOf(settings);
	return {
		library,
		guide: createGuide(content.knowledge, library),
		coach: {
			phrases: content.coaching,
			ear: createEar(content.coaching.hears),
		},
		contacts,
		seal: createSeal(keyRing),
		store: await openStore(placeOf(settings), keyRing, log),
		nudges: content.nudges,
		claims: new Map(Object.entries(content.claims)),
		nudgesManagedBy: settings.nudgesManagedBy,
		now: () => clock.now(),
	};
}

/** The weekly nudges of the one workspace that the token is for. */
function nudgesOf(
	{ store, nudges, now }: World,
	{
		botToken,
		apiUrl,
		slackFetch,
	}: Way & { slackFetch: SlackFetch | undefined },
	{ nudgeGraceHours }: Settings,
	log: Log,
) {
	const client = postingClient(botToken, {
		apiUrl,
		fetch: slackFetch,
		log,
	});
	return createWeeklyNudgesJob({
		store,
		nudges,
		now,
		graceMs: nudgeGraceHours * 3_600_000,
		clientOf: async () => client,
		composeOther: followUpComposer({ store, now }),
		mayWrite: unaskedOnceADay({ store, now }),
		log,
	});
}

function keyRingOf({ connection, dataKeys, dataDir }: Settings): string {
	if (dataKeys) return dataKeys;
	if (connection.mode === "playground") return makeKeyRing();
	try {
		return readOrMakeKeyRing(dataDir);
	} catch (error) {
		throw storeErrorFrom(error);
	}
}

/** The playground's store goes with it. */
function placeOf({ connection, databaseUrl, dataDir }: Settings): Place {
	if (connection.mode === "playground") return { file: ":memory:" };
	return databaseUrl
		? { url: databaseUrl }
		: { file: join(dataDir, "lead-or-manage.db") };
}

function ownContacts({ contactsFile }: Settings) {
	if (!contactsFile) return {};
	const mistakes: string[] = [];
	const contacts = readContacts(contactsFile, mistakes);
	if (mistakes.length > 0) throw new ContentError(mistakes);
	return { contacts };
}

/** What time it is for the bot. In the playground people move it, and `onTick` is called when they did. */
type Clock = { now: () => Date; onTick: () => void };

type Way = {
	connection: Connection;
	botToken: string;
	apiUrl: string | undefined;
	announce(): void;
	close(): Promise<void>;
};

/** How Slack, or the playground in its place, is reached. */
async function openWay(
	{ connection, slackApiUrl: apiUrl, port, host }: Settings,
	{ health, clock, metrics, proxy }: { health: Health; clock: Clock } & Outside,
	log: Log,
): Promise<Way> {
	const live = liveHealth(health);
	if (connection.mode === "playground") {
		const { startPlayground } = await import("./playground/playground.js");
		const playground = await startPlayground({
			port,
			host,
			manifest: readFileSync(here("../manifest.yml"), "utf8"),
			routes: healthRoutes(live),
			onClockMove: () => clock.onTick(),
		});
		clock.now = playground.now;
		const { appToken, botToken, slackApiUrl } = playground;
		return {
			connection: socketConnection({ appToken, apiUrl: slackApiUrl, log }),
			botToken,
			apiUrl: slackApiUrl,
			announce: () =>
				process.stdout.write(
					`Lead or Manage is open for trying out at ${playground.url}\n`,
				),
			close: () => playground.close(),
		};
	}
	const { botToken } = connection;
	if (connection.mode === "http") {
		const { signingSecret } = connection;
		const http = httpConnection({
			signingSecret,
			port,
			host,
			health: live,
			noticeMs,
			meter: metrics?.meter ?? noMeter,
			log,
		});
		return {
			connection: http,
			botToken,
			apiUrl,
			announce: () =>
				log.info(
					{ host, port: http.port() },
					"listening for Slack at /slack/events",
				),
			close: async () => {},
		};
	}
	const server = await startHttpServer({ port, host, health: live });
	return {
		connection: socketConnection({
			appToken: connection.appToken,
			apiUrl,
			proxy,
			log,
		}),
		botToken,
		apiUrl,
		announce: () =>
			log.info({ host, port }, "connected to Slack by Socket Mode"),
		close: () => stopHttpServer(server, graceMs),
	};
}

/** Says why there is no start: exit 2 for what the operator can set right, 1 for anything else. */
function giveUp(error: unknown): never {
	if (
		[SettingsError, ContentError, StoreError, KeyRingError].some(
			(known) => error instanceof known,
		)
	) {
		const { message } = error as Error;
		process.stderr.write(`${message}\n`);
		process.exit(2);
	}
	const { code, cause, port } = error as NodeJS.ErrnoException & {
		port?: number;
	};
	if (
		[code, (cause as NodeJS.ErrnoException | undefined)?.code].includes(
			"EADDRINUSE",
		)
	) {
		const taken = port ?? (cause as { port?: number } | undefined)?.port;
		process.stderr.write(
			`Port ${taken} is taken: stop what uses it or set PORT to another one.\n`,
		);
		process.exit(2);
	}
	const { name, code: errorCode, slackError } = describeError(error);
	process.stderr.write(
		slackError
			? `Slack refused to let the bot in (${slackError}): check the tokens in the settings.\n`
			: `The bot could not start: ${[name, errorCode].filter(Boolean).join(" ")}.\n`,
	);
	process.exit(1);
}
