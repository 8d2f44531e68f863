import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, normalize, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../src/", import.meta.url));
const files = readdirSync(root, { recursive: true, encoding: "utf8" })
	.filter((name) => name.endsWith(".ts"))
	.map((name) => ({
		name: normalize(name).replaceAll("\\", "/"),
		text: readFileSync(join(root, name), "utf8"),
	}));

/** The files of ours that a file imports, without their ending. */
function importsOf({
	name,
	text,
}: {
	name: string;
	text: string;
}): { path: string; typeOnly: boolean }[] {
	return [
		...text.matchAll(
			/(?:import|export)\s+(type\s)?[^;]*?from\s+"(\.[^"]+)"|import\("(\.[^"]+)"\)/g,
		),
	].map(([, type, from, lazily]) => ({
		path: relative(
			root,
			join(root, dirname(name), (from ?? lazily) as string),
		).replace(/\.js$/, ""),
		typeOnly: type !== undefined,
	}));
}

const acting =
	/(-(command|action|event|submission|job|files|model|store|cli|server|socket|options|desk)|^(main|app|apology|connection|log|store|web-client))$/;
const shown = /-(message|modal|home)$/;
const actsOn = (path: string) =>
	acting.test(basename(path)) || path.startsWith("store/");
const inPlayground = (name: string) => name.startsWith("playground/");

describe.each(files.filter(({ name }) => !inPlayground(name)))(
	"$name",
	(file) => {
		const name = file.name.replace(/\.ts$/, "");
		const imports = importsOf(file);

		test("does not import main or app, unless it is main", () => {
			if (name === "main") return;
			expect(
				imports.filter(({ path }) => path === "main" || path === "app"),
			).toEqual([]);
		});

		test("knows nothing of the playground, unless it is main", () => {
			if (name !== "main")
				expect(imports.filter(({ path }) => inPlayground(path))).toEqual([]);
		});

		test("imports no acting file, unless it acts itself", () => {
			if (actsOn(name)) return;
			expect(
				imports.filter(({ path, typeOnly }) => !typeOnly && actsOn(path)),
			).toEqual([]);
		});

		test("reads no file, clock, chance or environment, unless its name says that it acts", () => {
			if (name !== "main") expect(file.text).not.toMatch(/process\.env/);
			if (actsOn(name)) return;
			expect(file.text).not.toMatch(
				/import (?!type)[^;]*from "node:(fs|http|net)"|Date\.now|new Date\(\)|Math\.random/,
			);
		});

		test("knows no database and no row of one, unless it is the store's own", () => {
			if (name.startsWith("store/")) return;
			expect(file.text).not.toMatch(/from "(kysely|libsql|pg)"/);
			expect(imports.filter(({ path }) => path === "store/tables")).toEqual([]);
		});

		test("what Slack shows is pure: it imports no door", () => {
			if (shown.test(name))
				expect(
					imports.filter(({ path }) => /-(command|action|event)$/.test(path)),
				).toEqual([]);
		});
	},
);

test("no file is a drawer for anything", () => {
	expect(
		files.filter(({ name }) =>
			/(^|\/)(utils?|helpers?|common|types|misc|shared)\.ts$/.test(name),
		),
	).toEqual([]);
});

test("every export says what it promises", () => {
	const bare = files
		.filter(({ name }) => !inPlayground(name))
		.flatMap(({ name, text }) =>
			[
				...text.matchAll(
					/(^|\n)((?:[^\n]*)\n)?export (?:async )?(?:function|class|type) (\w+)/g,
				),
			]
				.filter(([, , before = ""]) => !/\*\/\s*$/.test(before))
				.map(([, , , what]) => `${name}: ${what}`),
		);
	expect(bare).toEqual([]);
});
