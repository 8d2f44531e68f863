/** A database that cannot be used: one sentence for the operator, without any address, password or value. */
export class StoreError extends Error {
	override name = "StoreError";
}

type Trouble = { code?: unknown; message?: unknown };

const unreachable =
	"PostgreSQL cannot be reached: check DATABASE_URL and whether the server runs.";
const sentences: readonly (readonly [RegExp, string])[] = [
	[
		/^SQLITE_(NOTADB|CORRUPT)/,
		"The file lead-or-manage.db in DATA_DIR is no database, or a damaged one: move it away or put a backup in its place.",
	],
	[
		/^(SQLITE_FULL|ENOSPC|EDQUOT|EFBIG)/,
		"The disk with DATA_DIR is full: make room.",
	],
	[
		/^(SQLITE_READONLY|SQLITE_CANTOPEN|SQLITE_PERM|EACCES|EPERM|EROFS)/,
		"DATA_DIR cannot be written to: give the bot's user the right to write there, or set DATA_DIR to another folder.",
	],
	[
		/^(ENOTDIR|EEXIST|EISDIR)/,
		"DATA_DIR cannot be made a folder, as a file is in its way: set DATA_DIR to another folder.",
	],
	[
		/^SQLITE_IOERR/,
		"The disk with DATA_DIR cannot be read or written: see whether it is full or broken.",
	],
	[
		/^SQLITE_(BUSY|LOCKED)/,
		"The database in DATA_DIR is held by another program: end that one first.",
	],
	[
		/^(ECONN|ENOTFOUND|EAI_|ETIMEDOUT|EHOST|ENET|ENOENT|EPIPE|57P0|08)/,
		unreachable,
	],
	[
		/^28/,
		"PostgreSQL refuses the user or the password in DATABASE_URL: correct them.",
	],
	[
		/^3D000/,
		"PostgreSQL has no database of the name in DATABASE_URL: create it, or correct the name.",
	],
	[
		/^(42501|3F000)/,
		"The user in DATABASE_URL may not make tables there: grant it CREATE on the schema.",
	],
	[
		/^(25006|57000)/,
		"PostgreSQL takes no writes, as it is read-only: set DATABASE_URL to a server that does.",
	],
	[/^(53100|58030)/, "PostgreSQL's disk is full: make room."],
	[
		/^53300/,
		"PostgreSQL has no connection to spare: allow more, or end other programs.",
	],
];

/** What is wrong with the database, in one sentence. */
export function storeErrorFrom(error: unknown): StoreError {
	if (error instanceof StoreError) return error;
	const { code, message } = error as Trouble;
	const named = codeOf(code, message);
	const [, sentence] = sentences.find(([pattern]) => pattern.test(named)) ?? [];
	return new StoreError(
		sentence ??
			`The database cannot be used${named ? ` (${named})` : ""}: see DATA_DIR or DATABASE_URL.`,
		{ cause: error },
	);
}

/** libsql says why a file does not open, and pg that time is up, in words alone. */
function codeOf(code: unknown, message: unknown): string {
	if (typeof code === "string" && /^\w{1,40}$/.test(code)) return code;
	const words = typeof message === "string" ? message : "";
	if (/^ConnectionFailed/.test(words)) return "SQLITE_CANTOPEN";
	if (/timeout|terminated|SSL/i.test(words)) return "ETIMEDOUT";
	return "";
}
