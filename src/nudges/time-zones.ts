/** How a time zone stands in a list: its name, and how far it is from UTC now. */
export type ZoneChoice = { name: string; label: string };

/** Today's names of zones that Intl lists by older ones. */
const newerNames = [
	"Africa/Asmara",
	"America/Argentina/Buenos_Aires",
	"America/Argentina/Catamarca",
	"America/Argentina/Cordoba",
	"America/Argentina/Jujuy",
	"America/Argentina/Mendoza",
	"America/Atikokan",
	"America/Indiana/Indianapolis",
	"America/Kentucky/Louisville",
	"America/Nuuk",
	"Asia/Ho_Chi_Minh",
	"Asia/Kathmandu",
	"Asia/Kolkata",
	"Asia/Yangon",
	"Atlantic/Faroe",
	"Europe/Kyiv",
	"Pacific/Chuuk",
	"Pacific/Kanton",
	"Pacific/Pohnpei",
	"UTC",
];

const all = [
	...new Set([...Intl.supportedValuesOf("timeZone"), ...newerNames]),
].sort();

/** Whether a time zone's clocks can be read: every IANA name, old ones too. */
export function isTimeZone(name: string): boolean {
	try {
		return (
			name !== "" &&
			new Intl.DateTimeFormat("en", { timeZone: name }) !== undefined
		);
	} catch {
		return false;
	}
}

/** The zones that fit what somebody typed, the likeliest first, `most` at most. */
export function zonesLike(
	typed: string,
	now: Date,
	most: number,
): ZoneChoice[] {
	const words = plain(typed).split(" ").filter(Boolean);
	const fits = all.filter((name) =>
		words.every((word) => plain(name).includes(word)),
	);
	const [first = ""] = words;
	const place = (name: string) =>
		plain(name.replace(/^.*\//, "")).startsWith(first) ? 0 : 1;
	const exact = isTimeZone(typed.trim()) && typed.includes("/");
	const found = fits.sort((a, b) => place(a) - place(b));
	const names =
		exact && !found.includes(typed.trim()) ? [typed.trim(), ...found] : found;
	return names.slice(0, most).map((name) => zoneChoice(name, now));
}

/** A zone as it stands in a list. */
export function zoneChoice(name: string, now: Date): ZoneChoice {
	const offset = new Intl.DateTimeFormat("en", {
		timeZone: name,
		timeZoneName: "shortOffset",
	})
		.formatToParts(now)
		.find(({ type }) => type === "timeZoneName")
		?.value.replace("GMT", "UTC");
	const label = name.replaceAll("_", " ");
	return { name, label: name === "UTC" ? label : `${label} (${offset})` };
}

function plain(text: string): string {
	return text
		.toLowerCase()
		.replace(/[/_\s-]+/g, " ")
		.trim();
}
