import { randomBytes } from "node:crypto";
import type { ModalView } from "@slack/types";
import type { Answer } from "./answer.js";
import {
	apologyMessage,
	apologyModal,
	modalApology,
} from "./apology-message.js";
import { describeError, type Log } from "./log.js";

type EphemeralAnswer = Answer & {
	response_type: "ephemeral";
	replace_original: false;
};
type DoorArgs = {
	ack?: (answer?: never) => Promise<void>;
	command?: unknown;
	/** The modal that was submitted. */
	view?: { blocks: readonly { type: string; block_id?: string }[] };
	/** A press in a modal. */
	body?: { view?: unknown; trigger_id?: string };
	client?: {
		views: { push(page: { trigger_id: string; view: ModalView }): unknown };
	};
	respond?: (answer: EphemeralAnswer) => Promise<unknown>;
	say?: (answer: Answer) => Promise<unknown>;
};

/** What wraps every listener, and knows which are still at work. */
export type Apology = {
	/** The listener, so that whoever hits an error inside is told so, with the reference that the log has too. */
	door<Args extends object>(
		name: string,
		listener: (args: Args) => Promise<void>,
	): (args: Args) => Promise<void>;
	/** Resolves once no listener is at work. */
	settled(): Promise<void>;
};

/** Logs one line for each deed, without anything that was typed. */
export function createApology(log: Log): Apology {
	const atWork = new Set<Promise<void>>();
	return {
		door: (name, listener) => (args) => {
			const deed = answerOrApologise(name, listener, args, log).finally(() =>
				atWork.delete(deed),
			);
			atWork.add(deed);
			return deed;
		},
		settled: async () => {
			while (atWork.size > 0) await Promise.all(atWork);
		},
	};
}

async function answerOrApologise<Args extends object>(
	door: string,
	listener: (args: Args) => Promise<void>,
	given: Args,
	log: Log,
): Promise<void> {
	const started = performance.now();
	const args: DoorArgs & Args = { ...given };
	const { ack } = args;
	let acknowledged = ack === undefined;
	if (ack)
		args.ack = async (answer) => {
			acknowledged = true;
			await ack(answer);
		};
	try {
		await listener(args);
		log.info({ door, ms: Math.round(performance.now() - started) }, "answered");
	} catch (error) {
		const reference = randomBytes(4).toString("hex");
		log.error(
			{ door, reference, error: describeError(error) },
			"could not answer",
		);
		try {
			await apologise(args, acknowledged, reference);
		} catch (second) {
			log.error(
				{ door, reference, error: describeError(second) },
				"could not apologise",
			);
		}
	}
}

/** A command and a modal show what acknowledges them; a press does not, so it is answered beside, or on top. */
async function apologise(
	args: DoorArgs,
	acknowledged: boolean,
	reference: string,
): Promise<void> {
	const apology = apologyMessage(reference);
	const answer: EphemeralAnswer = {
		response_type: "ephemeral",
		replace_original: false,
		...apology,
	};
	if (args.command !== undefined && !acknowledged)
		return args.ack?.(answer as never);
	const field = args.view?.blocks.find(({ type }) => type === "input");
	if (field?.block_id !== undefined && !acknowledged)
		return args.ack?.({
			response_action: "errors",
			errors: { [field.block_id]: modalApology(reference) },
		} as never);
	if (!acknowledged) await args.ack?.();
	const { view, trigger_id } = args.body ?? {};
	if (view && trigger_id && !args.view && !args.respond) {
		await args.client?.views.push({
			trigger_id,
			view: apologyModal(reference),
		});
		return;
	}
	if (args.respond) await args.respond(answer);
	else await args.say?.(apology);
}
