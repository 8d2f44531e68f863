import { z } from "zod";
import type { Outcome } from "./cast.js";
import type { Deeds } from "./deeds.js";
import { clockMoves } from "./movable-clock.js";

const raw = z.union([z.string(), z.array(z.string()), z.null()]).default(null);
const raws = z.record(z.string(), z.record(z.string(), raw)).default({});
const as = z.string();

const request = z.discriminatedUnion("do", [
	z.object({
		do: z.literal("type"),
		as,
		channel: z.string(),
		text: z.string().max(40_000),
		threadTs: z.string().optional(),
	}),
	z.object({
		do: z.literal("press"),
		as,
		channel: z.string(),
		ts: z.string(),
		blockId: z.string(),
		actionId: z.string(),
		raw,
		raws,
	}),
	z.object({
		do: z.literal("pressInView"),
		as,
		viewId: z.string(),
		blockId: z.string(),
		actionId: z.string(),
		raw,
		raws,
	}),
	z.object({ do: z.literal("submit"), as, viewId: z.string(), raws }),
	z.object({ do: z.literal("dismiss"), as, viewId: z.string() }),
	z.object({
		do: z.literal("useShortcut"),
		as,
		channel: z.string(),
		ts: z.string(),
		callbackId: z.string(),
	}),
	z.object({
		do: z.literal("suggest"),
		as,
		viewId: z.string(),
		blockId: z.string(),
		actionId: z.string(),
		typed: z.string().max(1000),
	}),
	z.object({ do: z.literal("moveClock"), as, to: z.enum(clockMoves) }),
	z.object({
		do: z.literal("openHome"),
		as,
		tab: z.enum(["home", "messages"]),
	}),
]);

/** What the page asks for; undefined when it makes no sense. */
export function pageRequest(body: unknown): PageRequest | undefined {
	return request.safeParse(body).data;
}

/** Something a person did on the page. */
export type PageRequest = z.infer<typeof request>;

/** Does what the page asks for. */
export async function follow(
	wish: PageRequest,
	deeds: Deeds,
): Promise<Outcome> {
	switch (wish.do) {
		case "type":
			return deeds.type(wish.as, wish.channel, wish.text, wish.threadTs);
		case "press":
			return deeds.press(wish.as, wish, wish.raw, wish.raws);
		case "pressInView":
			return deeds.pressInView(wish.as, wish, wish.raw, wish.raws);
		case "submit":
			return deeds.submit(wish.as, wish.viewId, wish.raws);
		case "dismiss":
			return deeds.dismiss(wish.as, wish.viewId);
		case "useShortcut":
			return deeds.useShortcut(wish.as, wish);
		case "suggest":
			return deeds.suggest(wish.as, wish, wish.typed);
		case "moveClock":
			return deeds.moveClock(wish.as, wish.to);
		case "openHome":
			return deeds.openHome(wish.as, wish.tab);
	}
}
