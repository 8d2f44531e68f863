import { html } from "./html.js";

/** What the app did, newest first. */
export function Drawer({ calls, onClose }) {
	return html`
		<aside class="drawer" aria-label="What the bot did">
			<div class="drawer-head">
				<h2>What the bot did</h2>
				<button type="button" class="quiet" onClick=${onClose}>Close</button>
			</div>
			${calls.length === 0 && html`<p class="hint">Nothing so far.</p>`}
			<ol>
				${[...calls].reverse().map(
					(call) => html`
						<li key=${`${call.at}${call.method}`}>
							<details>
								<summary>
									<code>${call.method}</code>
									<span class=${`result ${call.answer?.ok === false ? "refused" : ""}`}>
										${call.answer?.ok === false ? call.answer.error : "ok"}
									</span>
								</summary>
								<pre tabindex="0">${JSON.stringify({ sent: call.arguments, answer: call.answer }, null, 2)}</pre>
							</details>
						</li>
					`,
				)}
			</ol>
		</aside>
	`;
}
