import type { MovableClock } from "./movable-clock.js";
import type { Pace } from "./pace.js";
import type { ResponseUrls } from "./response-urls.js";
import type { Triggers } from "./triggers.js";
import type { Views } from "./views.js";
import type { Workspace } from "./workspace.js";

/** Everything that Slack's side of the playground works with. */
export type Stage = {
	clock: MovableClock;
	workspace: Workspace;
	views: Views;
	triggers: Triggers;
	pace: Pace;
	responseUrls: ResponseUrls;
};
