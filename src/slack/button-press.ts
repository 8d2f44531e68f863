import type {
	AllMiddlewareArgs,
	BlockAction,
	ButtonAction,
	SlackActionMiddlewareArgs,
} from "@slack/bolt";
import type { Owner } from "./seal.js";

type PressArgs = SlackActionMiddlewareArgs<BlockAction<ButtonAction>> &
	AllMiddlewareArgs;

/** What a button does, after the press was acknowledged. */
export type ButtonPress = (args: PressArgs) => Promise<void>;

/** Who pressed, and what the button carried. */
export function pressOf({ body, action }: PressArgs): {
	owner: Owner;
	value: string;
} {
	return {
		owner: {
			workspaceId: body.team?.id ?? body.enterprise?.id ?? "",
			personId: body.user.id,
		},
		value: action.value ?? "",
	};
}
