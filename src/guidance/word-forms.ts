import { stemmer } from "stemmer";

const sameWord: Record<string, string> = {
	be: "am is are was were been being",
	have: "has had having",
	do: "does did done doing",
	go: "goes went gone going",
	get: "gets got gotten getting",
	begin: "began begun",
	break: "broke broken",
	bring: "brought",
	build: "built",
	burn: "burnt",
	buy: "bought",
	catch: "caught",
	choose: "chose chosen",
	come: "came",
	cut: "cutting",
	deal: "dealt",
	draw: "drew drawn",
	drive: "drove driven",
	drink: "drank drunk",
	eat: "ate eaten",
	fall: "fell fallen",
	feel: "felt",
	fight: "fought",
	find: "found",
	forget: "forgot forgotten",
	give: "gave given",
	grow: "grew grown",
	hear: "heard",
	hide: "hid hidden",
	hold: "held",
	keep: "kept",
	know: "knew known",
	lead: "led",
	learn: "learnt",
	leave: "left",
	lend: "lent",
	lose: "lost",
	make: "made",
	mean: "meant",
	meet: "met",
	pay: "paid",
	ride: "rode ridden",
	ring: "rang rung",
	rise: "rose risen",
	run: "ran",
	say: "said",
	see: "saw seen",
	seek: "sought",
	sell: "sold",
	send: "sent",
	shake: "shook shaken",
	show: "showed shown",
	sink: "sank sunk",
	sit: "sat",
	sleep: "slept",
	slide: "slid",
	speak: "spoke spoken",
	spend: "spent",
	stand: "stood",
	steal: "stole stolen",
	stick: "stuck",
	swear: "swore sworn",
	take: "took taken",
	teach: "taught",
	tear: "tore torn",
	tell: "told",
	think: "thought",
	throw: "threw thrown",
	understand: "understood",
	wake: "woke woken",
	wear: "wore worn",
	win: "won",
	write: "wrote written",
	child: "children",
	man: "men",
	woman: "women",
	person: "people ppl persons",
	two: "2",
	three: "3",
	color: "colour",
	labor: "labour",
	behavior: "behaviour behaviours",
	favor: "favour",
	honor: "honour",
	rumor: "rumour",
	program: "programme",
	center: "centre",
	license: "licence",
	because: "cos cuz coz bc",
	you: "u ya",
	your: "ur",
	please: "pls plz",
	before: "b4",
	with: "w",
	without: "wo",
	use: "uses used using",
	quite: "",
	quit: "quits quitting",
	try: "tries tried trying",
	die: "dies died dying",
	lie: "lies lied lying",
	tie: "ties tied tying",
	something: "smth sth",
	anymore: "any1more",
};

const baseForms = new Map(
	Object.entries(sameWord).flatMap(([base, forms]) =>
		[base, ...forms.split(" ").filter(Boolean)].map(
			(form) => [form, base] as const,
		),
	),
);
const baseOfStem = new Map(
	Object.keys(sameWord).map((base) => [stemmer(base), base] as const),
);

const britishIse =
	/^(organ|reorgan|priorit|recogn|real|critic|apolog|minim|maxim|optim|summar|final|formal|standard|central|demoral|penal|scrutin|special|util|visual|general|normal|modern|custom|author|mobil|stabil|digital|material|character|monopol|jeopard|item|memor)is(e|ed|es|ing|ation|er|ers)$/;

/** The form under which all inflections of a lower-case English word meet. */
export function stem(word: string): string {
	const base = baseForms.get(word);
	if (base !== undefined) return base;
	if (word.length < 3) return word;
	const regular = stemmer(word.replace(britishIse, "$1iz$2"));
	return baseOfStem.get(regular) ?? regular;
}

const spokenShort: Record<string, string> = {
	cannot: "can not",
	cant: "can not",
	wont: "will not",
	dont: "do not",
	doesnt: "do not",
	didnt: "do not",
	isnt: "be not",
	arent: "be not",
	wasnt: "be not",
	werent: "be not",
	aint: "be not",
	hasnt: "have not",
	havent: "have not",
	hadnt: "have not",
	wouldnt: "would not",
	couldnt: "could not",
	shouldnt: "should not",
	neednt: "need not",
	mustnt: "must not",
	im: "i be",
	ive: "i have",
	youre: "you be",
	youve: "you have",
	theyre: "they be",
	theyve: "they have",
	weve: "we have",
	whos: "who be",
	whats: "what be",
	thats: "that be",
	theres: "there be",
	hes: "he be",
	shes: "she be",
	gonna: "go to",
	wanna: "want to",
	gotta: "have to",
	dunno: "do not know",
	idk: "i do not know",
	noone: "nobody",
};

const isRatherThanOwns =
	/^(it|he|she|that|there|here|who|what|where|how|nobody|everybody|everyone|someone|somebody|something|nothing|everything|this|one|let)$/;

const shortForms = new Map(
	Object.entries(spokenShort).map(([short, words]) => [
		short,
		words.split(" "),
	]),
);
const behindApostrophe: Record<string, string> = {
	re: "be",
	m: "be",
	ve: "have",
	ll: "will",
	d: "would",
};

/** The plain words behind a written one: "didn't" is "do not", "they're" is "they be", "team's" is "team". */
export function plainWords(written: string): readonly string[] {
	const word = written.toLowerCase().replaceAll("’", "'");
	const mark = word.indexOf("'");
	if (mark < 0) return shortForms.get(word) ?? [word];
	const short = shortForms.get(word.replaceAll("'", ""));
	if (short) return short;
	const head = word.slice(0, mark);
	const tail = word.slice(mark + 1);
	if (tail === "t" && head.endsWith("n")) return [head.slice(0, -1), "not"];
	const verb = behindApostrophe[tail];
	if (verb) return [head, verb];
	if (tail === "s" || tail === "")
		return isRatherThanOwns.test(head) ? [head, "be"] : [head];
	return [head, tail].filter((part) => part !== "");
}
