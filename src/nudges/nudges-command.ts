import type {
	AllMiddlewareArgs,
	SlackCommandMiddlewareArgs,
} from "@slack/bolt";
import type { Answer } from "../slack/answer.js";
import type { DirectoryOf } from "../slack/directory.js";
import type { Seal } from "../slack/seal.js";
import { daysLater } from "./local-time.js";
import { type NudgesAsk, nudgesAskOf } from "./nudges-ask.js";
import type { DeskWorld, NudgesDesk, Place, Visit } from "./nudges-desk.js";
import { newForm } from "./nudges-form.js";
import {
	badDateMessage,
	nextMessage,
	noNudgesMessage,
	notHereMessage,
	nudgesHelpMessage,
	offMessage,
	pausedMessage,
	previewMessage,
	resumedMessage,
	said,
} from "./nudges-message.js";
import { waitModal } from "./nudges-modal.js";
import { sealPauses } from "./undo.js";
import { writtenDate } from "./written-date.js";

type Args = SlackCommandMiddlewareArgs & AllMiddlewareArgs;
type Deps = Pick<DeskWorld, "store"> & {
	desk: NudgesDesk;
	directoryOf: DirectoryOf;
	seal: Seal;
};
type Asked<Kind extends NudgesAsk["kind"]> = Extract<NudgesAsk, { kind: Kind }>;

/** `/nudges`: this channel's nudges in a modal, or what its words ask for, shown only to the person who asked. */
export function nudgesCommand(deps: Deps): (args: Args) => Promise<void> {
	return async (args) => {
		const ask = nudgesAskOf(args.command.text ?? "");
		if (ask.kind === "help")
			return args.ack(privately(nudgesHelpMessage(ask.unknown)));
		if (isDirectMessage(args.command))
			return args.ack(privately(notHereMessage()));
		if (ask.kind === "next")
			return args.ack(privately(await next(placeOf(args), deps)));
		await args.ack();
		if (ask.kind === "open") return open(args, deps);
		await args.respond(privately(await answerTo(ask, args, deps)));
	};
}

async function answerTo(
	ask: Asked<"preview" | "pause" | "resume" | "off">,
	args: Args,
	deps: Deps,
): Promise<Answer> {
	const place = placeOf(args);
	const { workspaceId, channelId } = place;
	const schedules = await deps.store.schedules.ofChannel(
		workspaceId,
		channelId,
	);
	if (schedules.length === 0) return noNudgesMessage();
	if (ask.kind === "preview") return preview(place, args, deps);
	const visit = await visitOf(args, deps);
	if (visit.hindrance) return said(visit.hindrance);
	switch (ask.kind) {
		case "pause":
			return pause(ask, place, args, deps);
		case "resume":
			return resume(place, visit, args, deps);
		case "off": {
			await setPause(place, "forever", args, deps);
			const undo = sealPauses(schedules, ownerOf(args), deps.seal);
			return offMessage(schedules.length, undo);
		}
	}
}

async function open(args: Args, deps: Deps): Promise<void> {
	const { command, client } = args;
	const { view } = await client.views.open({
		trigger_id: command.trigger_id,
		view: waitModal(),
	});
	const place = placeOf(args);
	const memory = {
		channelId: place.channelId,
		channelName: command.channel_name || "this channel",
	};
	const [visit, schedules] = await Promise.all([
		visitOf(args, deps),
		deps.store.schedules.ofChannel(place.workspaceId, place.channelId),
	]);
	const isForm = schedules.length === 0 && visit.hindrance === undefined;
	await client.views.update({
		view_id: view?.id ?? "",
		view: isForm
			? await deps.desk.form(
					place,
					newForm(visit.timeZone),
					deps.desk.beginning(memory),
				)
			: await deps.desk.list(place, visit, memory),
	});
}

async function next(place: Place, { desk }: Deps): Promise<Answer> {
	const coming = await desk.outlook(place, 5);
	const [first] = coming;
	return first
		? nextMessage(
				coming,
				await desk.missed(place),
				desk.today(first.schedule.timeZone),
			)
		: noNudgesMessage();
}

async function preview(
	place: Place,
	args: Args,
	{ desk, store, directoryOf }: Deps,
): Promise<Answer> {
	const outlook = await desk.outlook(place, 13);
	const coming = outlook.find(({ nudge }) => nudge !== undefined);
	if (!coming) return previewMessage(undefined, unseen);
	const had = await store.deliveries.recentNudges(place, new Date(0));
	const setUpBy = await directoryOf(args.client, homeOf(args)).person(
		coming.schedule.setUpBy,
	);
	return previewMessage(coming, {
		setUpBy: setUpBy?.name,
		isFirst: had.length === 0,
		today: desk.today(coming.schedule.timeZone),
	});
}

const unseen = { setUpBy: undefined, isFirst: false, today: "" };

async function pause(
	{ until: written }: Asked<"pause">,
	place: Place,
	args: Args,
	deps: Deps,
): Promise<Answer> {
	const schedules = await deps.store.schedules.ofChannel(
		place.workspaceId,
		place.channelId,
	);
	const today = deps.desk.today(schedules[0]?.timeZone ?? "UTC");
	const until =
		written === undefined
			? deps.desk.weekOff(schedules)
			: writtenDate(written, today);
	if (until === undefined || until <= today)
		return badDateMessage(written ?? "", daysLater(today, 14));
	await setPause(place, until, args, deps);
	return pausedMessage(until, await firstToCome(place, deps), today);
}

async function resume(
	place: Place,
	{ hasBot }: Visit,
	args: Args,
	deps: Deps,
): Promise<Answer> {
	if (!hasBot)
		return said(
			"I'm not in this channel yet. Type /invite and pick Lead or Manage: as soon as I'm in, the nudges go on.",
		);
	await setPause(place, undefined, args, deps);
	const { timeZone } = await firstOf(place, deps);
	return resumedMessage(
		await firstToCome(place, deps),
		deps.desk.today(timeZone),
	);
}

async function setPause(
	place: Place,
	until: string | undefined,
	{ command }: Args,
	{ store, desk }: Deps,
) {
	await store.schedules.pause(place, until, command.user_id, desk.nextOf);
}

async function firstToCome(place: Place, { desk }: Deps) {
	const outlook = await desk.outlook(place, 60);
	return outlook.find(({ nudge }) => nudge !== undefined);
}

async function firstOf(
	{ workspaceId, channelId }: Place,
	{ store }: Deps,
): Promise<{ timeZone: string }> {
	const [first] = await store.schedules.ofChannel(workspaceId, channelId);
	return first ?? { timeZone: "UTC" };
}

function visitOf(args: Args, { desk, directoryOf }: Deps): Promise<Visit> {
	return desk.visit(
		directoryOf(args.client, homeOf(args)),
		placeOf(args),
		args.command.user_id,
	);
}

function placeOf({ command }: Args): Place {
	return {
		workspaceId: command.team_id ?? command.enterprise_id ?? "",
		channelId: command.channel_id,
	};
}

function homeOf({ command }: Args) {
	return {
		workspaceId: command.team_id ?? command.enterprise_id ?? "",
		enterpriseId: command.enterprise_id,
	};
}

function ownerOf(args: Args) {
	return {
		workspaceId: placeOf(args).workspaceId,
		personId: args.command.user_id,
	};
}

/** A direct message, with one or with several. */
function isDirectMessage({
	channel_id,
	channel_name = "",
}: Args["command"]): boolean {
	return (
		channel_id.startsWith("D") ||
		channel_name === "directmessage" ||
		channel_name.startsWith("mpdm-")
	);
}

function privately(answer: Answer) {
	return { response_type: "ephemeral" as const, ...answer };
}
