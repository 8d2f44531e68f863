import { ids } from "./harbour-works.js";
import type { Block, Message } from "./message.js";
import { messageRefusal } from "./message-rules.js";
import type { Workspace } from "./workspace.js";

/** What a response_url was given out for. */
export type Occasion = {
	from: "commands" | "actions" | "app";
	personId: string;
	channelId: string;
	message?: Message;
};

/** What Slack answers to a use of a response_url. */
export type UrlAnswer = { status: number; body: string };

const mostUses = 5;
const lifetime = 30 * 60 * 1000;

/** The response_urls given out: five uses within thirty minutes each. */
export function createResponseUrls(newSecret: () => string) {
	const issued = new Map<
		string,
		{ occasion: Occasion; at: number; uses: number }
	>();
	return {
		/** The path of a new response_url. */
		issue(occasion: Occasion, now: Date): string {
			const path = `/${occasion.from}/${ids.team}/${issued.size + 1}/${newSecret()}`;
			issued.set(path, { occasion, at: now.getTime(), uses: 0 });
			return path;
		},
		/** Does what a request to a response_url asks for, or says why Slack would not. */
		use(path: string, body: unknown, workspace: Workspace): UrlAnswer {
			const found = issued.get(path);
			if (found === undefined) return { status: 404, body: "no_service" };
			if (workspace.now().getTime() - found.at > lifetime)
				return { status: 404, body: "expired_url" };
			if (found.uses >= mostUses) return { status: 404, body: "used_url" };
			if (typeof body !== "object" || body === null)
				return { status: 400, body: "invalid_payload" };
			found.uses += 1;
			return respond(found.occasion, body, workspace);
		},
	};
}

/** The response_urls given out so far. */
export type ResponseUrls = ReturnType<typeof createResponseUrls>;

type Response = {
	text?: unknown;
	blocks?: unknown;
	response_type?: unknown;
	replace_original?: unknown;
	delete_original?: unknown;
	thread_ts?: unknown;
};

function respond(
	occasion: Occasion,
	body: Response,
	workspace: Workspace,
): UrlAnswer {
	const original = isThere(occasion, workspace) ? occasion.message : undefined;
	if (body.delete_original === true) {
		if (original !== undefined) workspace.remove(original);
		return done;
	}
	const refused = messageRefusal(body.text, body.blocks);
	if (refused !== undefined) return { status: 400, body: refused.error };
	const text = typeof body.text === "string" ? body.text : "";
	const blocks = (body.blocks ?? []) as Block[];
	// A slash command's answer cannot be replaced: it has no original, so this posts a second message.
	if (body.replace_original === true && original !== undefined)
		workspace.rewrite(original, text, blocks);
	else postResponse(occasion, body, workspace);
	return done;
}

/** Posts what an app answers to a command or an action: ephemeral unless it says `in_channel`. */
export function postResponse(
	occasion: Pick<Occasion, "personId" | "channelId">,
	body: Response,
	workspace: Workspace,
): Message {
	return workspace.post({
		channelId: occasion.channelId,
		authorId: ids.botUser,
		text: typeof body.text === "string" ? body.text : "",
		blocks: (body.blocks ?? []) as Block[],
		...(body.response_type !== "in_channel" && { onlyFor: occasion.personId }),
		...(typeof body.thread_ts === "string" && { threadTs: body.thread_ts }),
	});
}

const done: UrlAnswer = { status: 200, body: "ok" };

function isThere({ message }: Occasion, workspace: Workspace): boolean {
	return (
		message !== undefined &&
		workspace.message(message.channelId, message.ts) !== undefined
	);
}
