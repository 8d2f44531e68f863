/** Follows the workspace as one person sees it; returns how to stop. */
export function follow(personId, onState, onLost) {
	const source = new EventSource(`/events?as=${encodeURIComponent(personId)}`);
	source.onmessage = (event) =>
		onState({ ...JSON.parse(event.data), receivedAt: Date.now() });
	source.onerror = () => onLost();
	return () => source.close();
}

/** Does something in the workspace; resolves with how it ended. */
export async function act(deed) {
	try {
		const response = await fetch("/do", {
			method: "POST",
			headers: { "content-type": "application/json" },
			body: JSON.stringify(deed),
		});
		return response.ok
			? await response.json()
			: { ok: false, error: await response.text() };
	} catch {
		return { ok: false, error: "The playground does not answer" };
	}
}
