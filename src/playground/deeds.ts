import { createCast, done } from "./cast.js";
import { messageDeeds } from "./message-deeds.js";
import type { ClockMove } from "./movable-clock.js";
import type { SocketMode } from "./socket-mode-server.js";
import type { Stage } from "./stage.js";
import { typingDeeds } from "./typing-deeds.js";
import { viewDeeds } from "./view-deeds.js";

/** What people in the workspace can do; each deed resolves when the app has acknowledged it or Slack gave up. */
export function createDeeds(
	stage: Stage,
	socketMode: SocketMode,
	slackUrl: string,
	onClockMove: () => void,
) {
	const cast = createCast(stage, socketMode, slackUrl);
	return {
		...typingDeeds(cast),
		...messageDeeds(cast),
		...viewDeeds(cast),
		/** Moves everybody's clock. */
		moveClock(personName: string, to: ClockMove) {
			stage.clock.move(to, cast.person(personName).timeZone);
			stage.workspace.clockMoved();
			onClockMove();
			return done;
		},
	};
}

/** What people in the workspace can do. */
export type Deeds = ReturnType<typeof createDeeds>;
