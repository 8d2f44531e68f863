import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { extname } from "node:path";
import { pathToFileURL } from "node:url";

/** The files of the page, by the path under which the browser asks for them. */
export type PageFiles = {
	find(path: string): Promise<{ type: string; body: Buffer } | undefined>;
	policy: string;
};

const types: Record<string, string> = {
	".html": "text/html; charset=utf-8",
	".css": "text/css; charset=utf-8",
	".js": "text/javascript; charset=utf-8",
	".mjs": "text/javascript; charset=utf-8",
};

// The same folder from src/ and from dist/.
const pageFolder = new URL("../../src/playground/page/", import.meta.url);

/** Looks up which files there are; nothing else is ever served. */
export async function pageFiles(): Promise<PageFiles> {
	const { resolve } = createRequire(import.meta.url);
	const installed = {
		"/lib/preact.mjs": pathToFileURL(resolve("preact")),
		"/lib/hooks.mjs": pathToFileURL(resolve("preact/hooks")),
		"/lib/htm.mjs": new URL("htm.mjs", pathToFileURL(resolve("htm"))),
	};
	const own = (await readdir(pageFolder))
		.filter((name) => types[extname(name)] !== undefined)
		.map((name) => [`/page/${name}`, new URL(name, pageFolder)] as const);
	const index = new URL("index.html", pageFolder);
	const known = new Map([...Object.entries(installed), ...own, ["/", index]]);
	return {
		async find(path) {
			const file = known.get(path);
			if (file === undefined) return undefined;
			const type = types[extname(file.pathname)] ?? "text/plain";
			return { type, body: await readFile(file) };
		},
		policy: contentPolicy(await readFile(index, "utf8")),
	};
}

function contentPolicy(html: string): string {
	const map =
		/<script type="importmap">([\s\S]*?)<\/script>/.exec(html)?.[1] ?? "";
	const hash = createHash("sha256").update(map).digest("base64");
	return [
		"default-src 'none'",
		`script-src 'self' 'sha256-${hash}'`,
		"style-src 'self'",
		"connect-src 'self'",
		"img-src 'self' data:",
		"base-uri 'none'",
		"form-action 'none'",
		"frame-ancestors 'none'",
	].join("; ");
}
