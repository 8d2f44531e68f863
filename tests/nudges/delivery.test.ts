import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
	afterLease,
	afterReply,
	beforePosting,
	callMs,
	type DeliveryStatus,
	leaseMs,
	settleMs,
	traceIn,
	traceWindow,
} from "../../src/nudges/delivery.js";
import { type RefusalKind, refusals } from "../../src/nudges/refusal.js";
import { hasShared, shared } from "../support/shared.js";

const mondayNine = new Date("2026-11-23T08:00:00Z");
const graceMs = 6 * 3_600_000;
const secondsLater = (seconds: number) =>
	new Date(mondayNine.getTime() + seconds * 1000);
const refused = (error: string) =>
	afterReply({ kind: "refused", error }, mondayNine);
describe("what Slack's reply means for a posting", () => {
	test("taken: it is sent", () => {
		expect(afterReply({ kind: "posted", ts: "1.2" }, mondayNine)).toEqual({
			to: "sent",
			ts: "1.2",
		});
	});

	test("429: it was certainly not taken, and goes again when Slack says", () => {
		expect(
			afterReply({ kind: "rate-limited", retryAfterMs: 30_000 }, mondayNine),
		).toEqual({ to: "claimed", sendAfter: secondsLater(30) });
	});

	test("never reached: it goes again a little later", () => {
		expect(
			afterReply({ kind: "unreached", code: "ECONNREFUSED" }, mondayNine),
		).toEqual({ to: "claimed", sendAfter: secondsLater(30) });
	});

	test("a lost reply: nobody may send it again yet", () => {
		expect(afterReply({ kind: "lost", code: "http_503" }, mondayNine)).toEqual({
			to: "posting",
		});
	});

	const outcomes: Record<RefusalKind, [DeliveryStatus, string]> = {
		channel: ["failed", "it failed, and its schedule pauses"],
		access: ["failed", "it failed, and its schedule pauses"],
		message: ["failed", "this one failed, and the schedule goes on"],
		passing: ["claimed", "it goes again a minute later"],
		unsure: ["posting", "it may be there, so nobody may send it again yet"],
	};
	const refusalsWithOutcomes = Object.entries(refusals).map(
		([error, kind = "unsure"]) => ({ error, kind, outcome: outcomes[kind][1] }),
	);

	test.each(refusalsWithOutcomes)("$error: $outcome", ({ error, kind }) => {
		const decision = refused(error);
		expect(decision.to).toBe(outcomes[kind][0]);
		if (decision.to === "failed")
			expect(decision).toEqual({
				to: "failed",
				error,
				pauses: kind !== "message",
			});
		if (decision.to === "claimed")
			expect(decision.sendAfter).toEqual(secondsLater(60));
	});

	test.each(["an_error_nobody_knows", "constructor", "toString"])(
		"%s: of a code that nobody knows nothing is sure",
		(error) => {
			expect(refused(error)).toEqual({ to: "posting" });
		},
	);

	test("the errors that the issue names are among those that pause", () => {
		for (const error of [
			"is_archived",
			"not_in_channel",
			"channel_not_found",
			"token_revoked",
			"account_inactive",
		])
			expect(refused(error)).toMatchObject({ to: "failed", pauses: true });
	});

	test.skipIf(!hasShared)(
		"every error for a message in Slack's own list has its meaning",
		() => {
			const ofOtherMethods = new Set([
				"exchanged_trigger_id",
				"expired_trigger_id",
				"hash_conflict",
				"view_too_large",
				"invalid_scheduled_message_id",
				"restricted_too_many",
				"time_in_past",
				"time_too_far",
				"message_not_in_streaming_state",
			]);
			const documented = readdirSync(shared("slack/errors"))
				.map(
					(file): string =>
						JSON.parse(readFileSync(shared(`slack/errors/${file}`), "utf8"))
							.error,
				)
				.filter((error) => !ofOtherMethods.has(error));
			expect(documented.length).toBeGreaterThan(10);
			expect(
				documented.filter((error) => refusals[error] === undefined),
			).toEqual([]);
		},
	);
});

describe("a posting whose lease ended with its outcome open", () => {
	test("is sent when the channel's history has it", () => {
		expect(afterLease({ kind: "found", ts: "1.2" }, 1, mondayNine)).toEqual({
			to: "sent",
			ts: "1.2",
		});
	});

	test("goes again at once when the history shows that it isn't there, and not for ever", () => {
		const absent = { kind: "absent" } as const;
		expect(afterLease(absent, 1, mondayNine)).toEqual({
			to: "claimed",
			sendAfter: mondayNine,
		});
		expect(afterLease(absent, 5, mondayNine)).toEqual({ to: "unknown" });
	});

	test("stays unknown for ever when the history can't be read", () => {
		expect(afterLease({ kind: "unreadable" }, 1, mondayNine)).toEqual({
			to: "unknown",
		});
	});

	test("is looked for from just before the call until well after it could have arrived", () => {
		const { oldest, latest } = traceWindow(mondayNine);
		expect(oldest).toEqual(secondsLater(-5));
		expect(latest).toEqual(secondsLater(30));
	});

	test("is known by the id that its message carries", () => {
		const messages = [
			{ ts: "1.1", deliveryId: undefined },
			{ ts: "1.2", deliveryId: "D-1" },
		];
		expect(traceIn(messages, false, "D-1")).toEqual({
			kind: "found",
			ts: "1.2",
		});
		expect(traceIn(messages, true, "D-2")).toEqual({ kind: "absent" });
		expect(traceIn(messages, false, "D-2")).toEqual({ kind: "unreadable" });
	});
});

describe("before posting", () => {
	const delivery = {
		at: mondayNine,
		sendAfter: secondsLater(10),
		leaseUntil: secondsLater(10 + leaseMs / 1000),
	};

	test("it waits for its turn, and then goes", () => {
		expect(beforePosting(delivery, graceMs, secondsLater(9))).toBe("wait");
		expect(beforePosting(delivery, graceMs, secondsLater(10))).toBe("post");
	});

	test("it goes only while the lease lasts for the call and for its message to appear", () => {
		const last = 10 + (leaseMs - callMs - settleMs) / 1000;
		expect(beforePosting(delivery, graceMs, secondsLater(last))).toBe("post");
		expect(beforePosting(delivery, graceMs, secondsLater(last + 0.001))).toBe(
			"wait",
		);
	});

	test("it is let pass once it would come later than the grace window allows", () => {
		const fresh = {
			...delivery,
			leaseUntil: secondsLater(7 * 3600),
		};
		expect(beforePosting(fresh, graceMs, secondsLater(6 * 3600))).toBe("post");
		expect(beforePosting(fresh, graceMs, secondsLater(6 * 3600 + 1))).toEqual({
			to: "skipped",
			reason: { kind: "too-late" },
		});
	});
});
