import { useEffect, useRef, useState } from "preact/hooks";
import { label } from "./app.js";
import { Composer } from "./composer.js";
import { examples } from "./examples.js";
import { Home } from "./home.js";
import { html } from "./html.js";
import { Line } from "./line.js";
import { act } from "./link.js";
import { day } from "./time.js";

const headroom = 56;

/** One conversation: what was said, and the box to say something. */
export function Conversation(props) {
	const { state, channel, tab, onTab, isDrawerOpen, onDrawer } = props;
	const [draft, setDraft] = useState("");
	const [thread, setThread] = useState(undefined);
	const isHome = tab === "home" && channel.kind === "im";
	const newest = channel.messages.at(-1);
	// In the direct message each chat is a thread: one stays in it until one goes back.
	useEffect(() => {
		if (channel.kind === "im" && newest?.threadTs) setThread(newest.threadTs);
	}, [newest?.ts]);
	const say = (text) => {
		void act({
			do: "type",
			as: state.me,
			channel: channel.id,
			text,
			...(thread !== undefined &&
				!text.startsWith("/") && { threadTs: thread }),
		});
	};
	return html`
		<main class="sheet">
			<div class="head">
				<div class="head-words">
					<h1>${label(channel)}</h1>
					<p>${channel.topic}</p>
				</div>
				${
					channel.kind === "im" &&
					state.bot.hasHome &&
					html`<${Tabs} tab=${tab} onTab=${onTab} />`
				}
				<button
					type="button"
					class="quiet"
					aria-expanded=${isDrawerOpen}
					onClick=${onDrawer}
				>
					What the bot did
				</button>
			</div>
			${
				isHome
					? html`<${Home} state=${state} />`
					: html`
						<${Log} state=${state} channel=${channel} onReply=${setThread} onTry=${say} />
						<${Hints} state=${state} channel=${channel} onSay=${say} />
						<${Composer}
							state=${state}
							channel=${channel}
							draft=${draft}
							setDraft=${setDraft}
							thread=${thread}
							onLeaveThread=${() => setThread(undefined)}
							onSend=${say}
						/>
					`
			}
		</main>
	`;
}

function Tabs({ tab, onTab }) {
	return html`
		<div class="tabs" role="group" aria-label="Parts of this conversation">
			${["messages", "home"].map(
				(each) => html`
					<button
						key=${each}
						type="button"
						aria-pressed=${tab === each}
						onClick=${() => onTab(each)}
					>
						${each === "home" ? "Home" : "Messages"}
					</button>
				`,
			)}
		</div>
	`;
}

function Log({ state, channel, onReply, onTry }) {
	const log = useRef(null);
	const { messages } = channel;
	const last = messages.at(-1)?.ts;
	// A long answer is read from its beginning.
	useEffect(() => {
		const { current } = log;
		const newest = current.querySelector(".log-inside > :last-child");
		const isEmpty = messages.length === 0;
		const isInThread = messages.at(-1)?.threadTs !== undefined;
		current.scrollTop = isEmpty
			? 0
			: isInThread
				? current.scrollHeight
				: newest.offsetTop - headroom;
	}, [last, messages.length]);
	const known = new Set(messages.map(({ ts }) => ts));
	const isReply = ({ threadTs, ts }) => threadTs !== ts && known.has(threadTs);
	const lines = messages.filter((message) => !isReply(message));
	const dayOf = (message) => message && day(message.ts, state.clock.timeZone);
	const repliesTo = (message) =>
		messages.filter((each) => isReply(each) && each.threadTs === message.ts);
	return html`
		<div
			class="log"
			role="log"
			aria-live="polite"
			aria-label=${`Messages in ${label(channel)}`}
			tabindex="0"
			ref=${log}
		>
			<div class="log-inside">
				${messages.length === 0 && html`<${Empty} state=${state} channel=${channel} onTry=${onTry} />`}
				${lines.map(
					(message, index) => html`
							${dayOf(message) !== dayOf(lines[index - 1]) && html`<p class="day" key=${`day-${message.ts}`}>${dayOf(message)}</p>`}
							<${Line}
								key=${message.ts}
								state=${state}
								channel=${channel}
								message=${message}
								replies=${repliesTo(message)}
								onReply=${onReply}
							/>
						`,
				)}
			</div>
		</div>
	`;
}

function Empty({ state, channel, onTry }) {
	const command = state.commands[0]?.name ?? "";
	const isPlain = channel.kind === "im" && state.bot.hearsMessages;
	const words = ({ situation }) =>
		isPlain ? situation : `${command} ${situation}`;
	return html`
		<div class="empty">
			<h2>${channel.kind === "im" ? "Talk something through" : "What is going on?"}</h2>
			<p>
				${
					isPlain
						? "Write what is on your mind, or start with one of these."
						: html`Type <code>${command}</code> and what is going on, or start with one of these.`
				}
			</p>
			${!(channel.hint.prompts?.length > 0) && html`<${Examples} words=${words} onTry=${onTry} />`}
		</div>
	`;
}

function Examples({ words, onTry }) {
	return html`
		<ul class="examples">
			${examples.map(
				(example) => html`
					<li key=${example.title}>
						<button type="button" onClick=${() => onTry(words(example))}>
							<strong>${example.title}</strong>
							<span>${example.situation}</span>
						</button>
					</li>
				`,
			)}
		</ul>
	`;
}

function Hints({ state, channel, onSay }) {
	const { hint } = channel;
	return html`
		${
			!channel.hasBot &&
			html`
				<p class="hint">
					${state.bot.name} is not in this channel yet. Commands work all the
					same; to let it post here,${" "}
					<button type="button" class="link" onClick=${() => onSay(`/invite @${state.bot.handle}`)}>
						invite it
					</button>.
				</p>
			`
		}
		${hint.status && html`<p class="hint working" role="status">${state.bot.name} ${hint.status}</p>`}
		${
			hint.prompts?.length > 0 &&
			html`
				<div class="prompts">
					${hint.promptsTitle && html`<p>${hint.promptsTitle}</p>`}
					${hint.prompts.map(
						(prompt) => html`
							<button key=${prompt.title} type="button" onClick=${() => onSay(prompt.message)}>
								${prompt.title}
							</button>
						`,
					)}
				</div>
			`
		}
	`;
}
