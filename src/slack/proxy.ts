import type { Dispatcher } from "undici";
import type { SlackFetch } from "./slack-fetch.js";

/** The proxies that calls to Slack go through, and the hosts that are reached without. */
export type ProxySettings = {
	httpsProxy?: string | undefined;
	httpProxy?: string | undefined;
	noProxy?: string | undefined;
};

/** A way through a proxy: for calls, and for what else speaks undici, such as Socket Mode's line. */
export type WayOut = { fetch: SlackFetch; dispatcher: Dispatcher };

/** Node 20's own `fetch` knows no proxy, so undici's is used. */
export async function openProxy(settings: ProxySettings): Promise<WayOut> {
	const { EnvHttpProxyAgent, fetch } = await import("undici");
	const dispatcher = new EnvHttpProxyAgent({
		...(settings.httpsProxy && { httpsProxy: settings.httpsProxy }),
		...(settings.httpProxy && { httpProxy: settings.httpProxy }),
		...(settings.noProxy && { noProxy: settings.noProxy }),
	});
	return {
		dispatcher,
		fetch: (input, init) =>
			fetch(
				input as Parameters<typeof fetch>[0],
				{ ...init, dispatcher } as Parameters<typeof fetch>[1],
			) as unknown as ReturnType<SlackFetch>,
	};
}
