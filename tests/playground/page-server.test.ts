import { createHash } from "node:crypto";
import { request } from "node:http";
import { expect, test } from "vitest";
import { AddressInUseError } from "../../src/playground/http-server.js";
import { ManifestError } from "../../src/playground/manifest.js";
import { manifest, testPlayground } from "./harness.js";

const hello = {
	do: "type",
	as: "U0ROBIN",
	channel: "C0HARBOUR",
	text: "Hello",
};

async function act(url: string, headers: Record<string, string>, body: object) {
	return fetch(`${url}/do`, {
		method: "POST",
		headers: { "content-type": "application/json", ...headers },
		body: JSON.stringify(body),
	});
}

/** Asks under another name for the same address, as a trick with a name server would. */
function askAs(url: string, host: string): Promise<number | undefined> {
	return new Promise((resolve) => {
		request(url, { headers: { host } }, (response) => {
			response.resume();
			resolve(response.statusCode);
		}).end();
	});
}

test("serves the page with a policy that lets in nothing from elsewhere", async () => {
	const { url } = await testPlayground();
	const response = await fetch(url);
	const html = await response.text();
	const map =
		/<script type="importmap">([\s\S]*?)<\/script>/.exec(html)?.[1] ?? "";
	const hash = createHash("sha256").update(map).digest("base64");
	expect(response.headers.get("content-security-policy")).toBe(
		`default-src 'none'; script-src 'self' 'sha256-${hash}'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
	);
	expect(response.headers.get("x-content-type-options")).toBe("nosniff");
	expect(response.headers.get("referrer-policy")).toBe("no-referrer");
});

test("serves the page's own files and three libraries, and no other file", async () => {
	const { url } = await testPlayground();
	const status = async (path: string) => (await fetch(url + path)).status;
	for (const path of [
		"/page/main.js",
		"/page/page.css",
		"/lib/preact.mjs",
		"/lib/hooks.mjs",
		"/lib/htm.mjs",
	])
		expect(await status(path)).toBe(200);
	for (const path of [
		"/page/",
		"/page/..%2fplayground.ts",
		"/lib/ws.mjs",
		"/package.json",
	])
		expect(await status(path)).toBe(404);
});

test("answers only to the names of this computer", async () => {
	const { url } = await testPlayground();
	const { port } = new URL(url);
	expect(await askAs(url, `localhost:${port}`)).toBe(200);
	expect(await askAs(url, `[::1]:${port}`)).toBe(200);
	expect(await askAs(url, `rebound.example.org:${port}`)).toBe(403);
	expect(await askAs(url, "localhost")).toBe(403);
});

test("does only what the page itself asks for", async () => {
	const { url, workspace } = await testPlayground();
	const stranger = await act(url, { origin: "https://example.org" }, hello);
	expect(stranger.status).toBe(403);
	const nobody = await act(url, {}, hello);
	expect(nobody.status).toBe(403);
	const asText = await act(
		url,
		{ origin: url, "content-type": "text/plain" },
		hello,
	);
	expect(asText.status).toBe(403);
	expect(workspace.messages("team-harbour")).toEqual([]);
	const page = await act(url, { origin: url }, hello);
	expect(await page.json()).toEqual({ ok: true });
	expect(workspace.messages("team-harbour")).toHaveLength(1);
});

test("refuses what makes no sense, and what is not there", async () => {
	const { url } = await testPlayground();
	const nonsense = await act(url, { origin: url }, { do: "dance" });
	expect(nonsense.status).toBe(400);
	const elsewhere = await act(
		url,
		{ origin: url },
		{ ...hello, channel: "C404" },
	);
	expect(elsewhere.status).toBe(404);
	const anothers = await act(
		url,
		{ origin: url },
		{ ...hello, channel: "D0SAM" },
	);
	expect(anothers.status).toBe(404);
});

test("shows each person only what is for them", async () => {
	const { url, workspace } = await testPlayground();
	workspace.post({
		channelId: "C0HARBOUR",
		authorId: "U0PLAYGROUND",
		text: "for Robin",
		onlyFor: "U0ROBIN",
	});
	const seen = async (person: string) => {
		const stream = await fetch(`${url}/events?as=${person}`);
		const reader = stream.body?.getReader();
		const first = await reader?.read();
		await reader?.cancel();
		return new TextDecoder().decode(first?.value);
	};
	expect(await seen("U0ROBIN")).toContain("for Robin");
	expect(await seen("U0SAM")).not.toContain("for Robin");
});

test("lets the app's own pages answer on the same port", async () => {
	const { url } = await testPlayground({
		routes: { "/healthz": (_request, response) => response.end("fine") },
	});
	const response = await fetch(`${url}/healthz`);
	expect(await response.text()).toBe("fine");
});

test("says which port is taken", async () => {
	const { url } = await testPlayground();
	const port = Number(new URL(url).port);
	await expect(testPlayground({ port })).rejects.toThrow(
		new AddressInUseError(
			`Port ${port} on 127.0.0.1 is taken by another program; set PORT to another one`,
		),
	);
});

test("says what the manifest lacks", async () => {
	const nameless = manifest.replace("display_name", "name");
	await expect(testPlayground({ manifest: nameless })).rejects.toThrow(
		ManifestError,
	);
	await expect(testPlayground({ manifest: "a: [" })).rejects.toThrow(
		ManifestError,
	);
});
