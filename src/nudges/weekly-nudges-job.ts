import type { WebClient } from "@slack/web-api";
import type { Answer } from "../slack/answer.js";
import { createDirectory, type Person } from "../slack/directory.js";
import { describeError, type Log } from "../slack/log.js";
import type { Owner } from "../slack/seal.js";
import type { Delivery } from "../store/delivery-store.js";
import type { Store } from "../store/store.js";
import { clockShowing } from "./clock.js";
import { type Composed, type NudgePost, nudgeComposer } from "./compose.js";
import { publicHolidays } from "./holiday-files.js";
import { localTime } from "./local-time.js";
import type { Nudge } from "./nudge.js";
import { nudgeMessage } from "./nudge-message.js";
import { createPoster } from "./poster.js";
import { createNudgesJob, type NudgesJob } from "./send-nudges-job.js";
import type { NudgeTrouble } from "./tell-job.js";
import {
	type Recipient,
	stoppedMessage,
	unknownPostMessage,
} from "./trouble-message.js";
import { whomToTell } from "./whom-to-tell.js";

type Deps = {
	store: Store;
	nudges: readonly Nudge[];
	now: () => Date;
	graceMs: number;
	/** A workspace's own client, which never tries again by itself. */
	clientOf: (workspaceId: string) => Promise<WebClient>;
	/** What a delivery of another kind brings; `undefined` where it is a nudge. */
	composeOther: (delivery: Delivery) => Promise<Composed | undefined>;
	/** Whether somebody may be written to unasked now; if so, it counts as done. */
	mayWrite: (owner: Owner) => Promise<boolean>;
	log: Log;
};

/** Slack did not say who is there, so nobody could be told. */
class NobodyToldError extends Error {
	override name = "NobodyToldError";
}

const nameLastsMs = 6 * 3_600_000;
const mostNames = 5_000;

/** The weekly nudges' clockwork, with what it posts and whom it tells of trouble. */
export function createWeeklyNudgesJob(deps: Deps): NudgesJob {
	const { store, nudges, now, graceMs, clientOf, log } = deps;
	const nameOf = nameTeller(deps);
	const composeNudge = nudgeComposer({
		store,
		nudges,
		message: async (post: NudgePost): Promise<Answer> => {
			const { workspaceId, setUpBy } = post.schedule;
			return nudgeMessage({
				...post,
				setUpBy: setUpBy ? await nameOf(workspaceId, setUpBy) : undefined,
			});
		},
	});
	return createNudgesJob({
		store,
		clock: clockShowing(now),
		poster: createPoster(clientOf),
		compose: async (delivery) =>
			(await deps.composeOther(delivery)) ?? composeNudge(delivery),
		tell: (trouble) => tellOf(trouble, deps),
		holidaysOf: publicHolidays,
		graceMs,
		log,
	});
}

/** Names of people, asked for again every few hours; none where Slack doesn't say. */
function nameTeller({ clientOf, now, log }: Deps) {
	const names = new Map<string, { name: string; until: number }>();
	return async (workspaceId: string, personId: string) => {
		const key = `${workspaceId} ${personId}`;
		const known = names.get(key);
		if (known && known.until > now().getTime()) return known.name;
		const directory = createDirectory(
			await clientOf(workspaceId),
			{ workspaceId },
			(error) =>
				log.warn(
					{ error: describeError(error) },
					"a nudge goes without a name",
				),
		);
		const person = await directory.person(personId);
		if (!person) return known?.name;
		if (names.size >= mostNames) names.clear();
		names.set(key, {
			name: person.name,
			until: now().getTime() + nameLastsMs,
		});
		return person.name;
	};
}

async function tellOf(
	trouble: NudgeTrouble,
	deps: Deps,
): Promise<"told" | "later"> {
	const { schedule } = trouble;
	const { workspaceId } = schedule;
	const client = await deps.clientOf(workspaceId);
	const whom = await whomToTell(
		schedule,
		await deps.store.schedules.ofWorkspace(workspaceId),
		personTeller(client, workspaceId),
	);
	if (!whom) return "told";
	if (!(await deps.mayWrite({ workspaceId, personId: whom.personId })))
		return "later";
	await client.chat.postMessage({
		channel: whom.personId,
		...messageOf(trouble, whom.as, deps),
	});
	return "told";
}

function messageOf(
	trouble: NudgeTrouble,
	to: Recipient,
	{ nudges, now }: Deps,
): Answer {
	const { channelId, timeZone } = trouble.schedule;
	if (trouble.kind === "stopped")
		return stoppedMessage({ channelId, error: trouble.error }, to);
	const { id, slot, nudgeId } = trouble.delivery;
	const nudge = nudges.find((each) => each.id === nudgeId);
	const today = localTime(now(), timeZone).date;
	return unknownPostMessage(
		{
			deliveryId: id,
			channelId,
			date: slot.date,
			text: nudge?.text ?? "The nudge of that week",
		},
		to,
		today,
	);
}

/** Says who somebody is, or rejects where Slack can't be asked, so that it is tried again later. */
function personTeller(client: WebClient, workspaceId: string) {
	return async (personId: string): Promise<Person | undefined> => {
		let trouble: unknown;
		const directory = createDirectory(client, { workspaceId }, (error) => {
			trouble = error;
		});
		const person = await directory.person(personId);
		if (trouble)
			throw new NobodyToldError("Slack did not say who is there", {
				cause: trouble,
			});
		return person;
	};
}
