import { useRef, useState } from "preact/hooks";
import { Avatar } from "./avatar.js";
import { Blocks } from "./blocks.js";
import { initialRaws } from "./elements.js";
import { html } from "./html.js";
import { act } from "./link.js";
import { Mrkdwn } from "./mrkdwn.js";
import { clock, full } from "./time.js";

/** A line of a conversation with the replies to it. */
export function Line({ state, channel, message, replies, onReply }) {
	if (message.kind === "echo" && message.onlyFor)
		return html`<p class="echo"><span class="unseen">You typed </span><code>${message.text}</code> <${OnlyYou} /></p>`;
	if (message.kind === "failure")
		return html`<p class="failure" role="alert">${message.text}</p>`;
	if (message.kind === "joined")
		return html`<p class="joined">${message.text}</p>`;
	return html`
		<article class=${`message ${message.onlyFor ? "private" : ""}`} aria-label=${`${authorOf(message, state)} at ${clock(message.ts, state.clock.timeZone)}`}>
			<${Avatar} state=${state} authorId=${message.authorId} />
			<div class="message-body">
				<${Head} state=${state} channel=${channel} message=${message} onReply=${onReply} />
				${message.onlyFor && html`<${OnlyYou} />`}
				<${Words} state=${state} channel=${channel} message=${message} />
				${message.reactions.length > 0 && html`<p class="reactions">${message.reactions.map(({ name }) => html`<span key=${name}>:${name}:</span>`)}</p>`}
				${
					replies?.length > 0 &&
					html`
						<div class="replies">
							${replies.map(
								(reply) =>
									html`<${Line} key=${reply.ts} state=${state} channel=${channel} message=${reply} onReply=${onReply} />`,
							)}
						</div>
					`
				}
			</div>
		</article>
	`;
}

function Head({ state, channel, message, onReply }) {
	const isBot = message.authorId === state.bot.id;
	const canReply = !message.onlyFor && message.kind === "message";
	return html`
		<p class="message-head">
			<strong>${authorOf(message, state)}</strong>
			${isBot && html`<span class="badge">app</span>`}
			<time datetime=${full(message.ts)} title=${full(message.ts)}>${clock(message.ts, state.clock.timeZone)}</time>
			${message.editedTs && !message.onlyFor && html`<span class="edited">(edited)</span>`}
			${
				canReply &&
				html`
					<span class="message-menu">
						<button type="button" class="link" onClick=${() => onReply(message.threadTs ?? message.ts)}>Reply</button>
						${
							!isBot &&
							state.shortcuts.map(
								(shortcut) => html`
									<button
										key=${shortcut.callbackId}
										type="button"
										class="link"
										onClick=${() =>
											act({
												do: "useShortcut",
												as: state.me,
												channel: channel.id,
												ts: message.ts,
												callbackId: shortcut.callbackId,
											})}
									>
										${shortcut.name}
									</button>
								`,
							)
						}
					</span>
				`
			}
		</p>
	`;
}

function Words({ state, channel, message }) {
	const [busy, setBusy] = useState(undefined);
	const raws = useRef(initialRaws(message.blocks));
	if (message.blocks.length === 0)
		return html`<div class="words"><${Mrkdwn} text=${message.text} state=${state} /></div>`;
	const setRaw = (block, element, raw) => {
		raws.current[block.block_id] ??= {};
		raws.current[block.block_id][element.action_id] = raw;
	};
	const press = async (block, element, raw) => {
		setBusy(`${block.block_id}/${element.action_id}/${raw ?? ""}`);
		await act({
			do: "press",
			as: state.me,
			channel: channel.id,
			ts: message.ts,
			blockId: block.block_id,
			actionId: element.action_id,
			raw,
			raws: raws.current,
		});
		setBusy(undefined);
	};
	const surface = {
		id: `m${message.ts}`,
		state,
		busy,
		press,
		setRaw,
		errors: {},
	};
	return html`<${Blocks} blocks=${message.blocks} surface=${surface} />`;
}

function OnlyYou() {
	return html`
		<span class="only-you">
			<svg viewBox="0 0 20 20" aria-hidden="true" focusable="false">
				<path d="M1.5 10S4.6 4.5 10 4.5 18.5 10 18.5 10 15.4 15.5 10 15.5 1.5 10 1.5 10Z" />
				<circle cx="10" cy="10" r="2.6" />
			</svg>
			Only visible to you
		</span>
	`;
}

function authorOf({ authorId }, state) {
	if (authorId === state.bot.id) return state.bot.name;
	return state.people.find(({ id }) => id === authorId)?.realName ?? authorId;
}
