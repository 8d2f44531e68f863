import { Mark } from "./avatar.js";
import { Clock } from "./clock.js";
import { html } from "./html.js";

/** Where one is, where one can go, and who one is. */
export function Side({ state, isLost, current, onGo, onBe }) {
	const entries = state.channels.map((channel, index) => ({ channel, index }));
	const group = (kind) =>
		entries.filter(({ channel }) => channel.kind === kind);
	return html`
		<header class="side">
			<div class="side-top">
				<${Mark} />
				<div>
					<p class="team">${state.team}</p>
					<p class="promise">A playground: nothing leaves this computer.</p>
				</div>
			</div>
			<nav class="places" aria-label="Conversations">
				<${Places} title="Channels" entries=${group("channel")} current=${current} onGo=${onGo} />
				<${Places} title="Direct messages" entries=${group("im")} current=${current} onGo=${onGo} />
			</nav>
			<div class="side-foot">
				<${Clock} state=${state} />
				<fieldset class="people">
					<legend>You are</legend>
					${state.people.map(
						({ id, realName }) => html`
							<label key=${id}>
								<input
									type="radio"
									name="person"
									checked=${id === state.me}
									onChange=${() => onBe(id)}
								/>
								<span>${realName}</span>
							</label>
						`,
					)}
				</fieldset>
				<p class="connection" role="status">
					<span class=${`lamp ${isLost ? "lost" : state.bot.isConnected ? "on" : ""}`} aria-hidden="true"></span>
					${connection(state, isLost)}
				</p>
			</div>
		</header>
	`;
}

function Places({ title, entries, current, onGo }) {
	return html`
		<h2>${title}</h2>
		<ul>
			${entries.map(
				({ channel, index }) => html`
					<li key=${channel.id}>
						<button
							type="button"
							aria-current=${channel.id === current ? "page" : undefined}
							onClick=${() => onGo(index)}
						>
							<span class="sign" aria-hidden="true">${channel.kind === "im" ? "◐" : "#"}</span>
							${channel.name}
						</button>
					</li>
				`,
			)}
		</ul>
	`;
}

function connection(state, isLost) {
	if (isLost) return "The playground has stopped. Start it again.";
	return state.bot.isConnected ? "The bot is ready" : "The bot is starting…";
}
