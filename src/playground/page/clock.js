import { useEffect, useState } from "preact/hooks";
import { html } from "./html.js";
import { act } from "./link.js";

const moves = [
	["hour", "+1 hour"],
	["day", "+1 day"],
	["monday", "Next Monday, 09:00"],
	["now", "Back to now"],
];

/** The workspace's clock, and the buttons that move it. */
export function Clock({ state }) {
	const { now, isMoved, timeZone } = state.clock;
	const [isOpen, setOpen] = useState(false);
	const ahead = new Date(now).getTime() - state.receivedAt;
	const [, setBeat] = useState(0);
	useEffect(() => {
		const beat = setInterval(() => setBeat((count) => count + 1), 5_000);
		return () => clearInterval(beat);
	}, []);
	const shown = new Intl.DateTimeFormat("en-GB", {
		weekday: "short",
		day: "numeric",
		month: "short",
		hour: "2-digit",
		minute: "2-digit",
		timeZone,
	}).format(new Date(Date.now() + ahead));
	return html`
		<div class="clock">
			<button
				type="button"
				class=${`clock-face ${isMoved ? "moved" : ""}`}
				aria-expanded=${isOpen ? "true" : "false"}
				onClick=${() => setOpen(!isOpen)}
			>
				<svg viewBox="0 0 20 20" aria-hidden="true" focusable="false">
					<circle cx="10" cy="10" r="7.5" />
					<path d="M10 5.8V10l2.9 1.8" />
				</svg>
				<span>${shown}${isMoved && html` <small>moved</small>`}</span>
				<span class="unseen">Move the clock</span>
			</button>
			${
				isOpen &&
				html`
					<div class="clock-moves" role="group" aria-label="Move the clock">
						${moves.map(
							([to, label]) => html`
								<button
									key=${to}
									type="button"
									class="button"
									disabled=${to === "now" && !isMoved}
									onClick=${() => void act({ do: "moveClock", as: state.me, to })}
								>
									${label}
								</button>
							`,
						)}
					</div>
				`
			}
		</div>
	`;
}
