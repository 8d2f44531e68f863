import type {
	AllMiddlewareArgs,
	SlackViewMiddlewareArgs,
	ViewSubmitAction,
} from "@slack/bolt";
import type { Owner } from "./seal.js";

type SubmissionArgs = SlackViewMiddlewareArgs<ViewSubmitAction> &
	AllMiddlewareArgs;

/** What a modal's *Save* does. It acknowledges, as that says what becomes of the modal. */
export type Submission = (args: SubmissionArgs) => Promise<void>;

/** Who submitted. */
export function submitterOf({ body }: SubmissionArgs): Owner {
	return {
		workspaceId: body.team?.id ?? body.enterprise?.id ?? "",
		personId: body.user.id,
	};
}
