import { randomUUID } from "node:crypto";
import type { ModalView } from "@slack/types";
import type { Directory } from "../slack/directory.js";
import type { KeptSchedule } from "../store/schedule-store.js";
import type { Store } from "../store/store.js";
import {
	type ChannelStory,
	type Coming,
	channelOutlook,
} from "./channel-outlook.js";
import { holidayCountries, publicHolidays } from "./holiday-files.js";
import { localTime } from "./local-time.js";
import { endOfWeekOff, nextSlot } from "./next-slot.js";
import type { Nudge } from "./nudge.js";
import { type Form, filledIn } from "./nudges-form.js";
import type { Missed } from "./nudges-message.js";
import {
	formModal,
	type Listed,
	listModal,
	type ModalMemory,
} from "./nudges-modal.js";
import { hindranceInWords, hindranceOf, type ManagedBy } from "./permission.js";
import type { Schedule, Slot } from "./schedule.js";
import { yearsAround } from "./slot.js";

/** A channel of a workspace. */
export type Place = { workspaceId: string; channelId: string };

/** What the desk needs. */
export type DeskWorld = {
	store: Pick<Store, "schedules" | "deliveries" | "feedback">;
	nudges: readonly Nudge[];
	nudgesManagedBy: ManagedBy;
	now: () => Date;
};

/** Somebody at a channel's nudges, and why they may only look, in words. */
export type Visit = {
	timeZone: string;
	hasBot: boolean;
	hindrance: string | undefined;
};

/** What all doors of the nudges ask: who may, what comes, and the pages of the modal. */
export type NudgesDesk = {
	visit(directory: Directory, place: Place, personId: string): Promise<Visit>;
	/** The next `count` slots of a channel. */
	outlook(place: Place, count: number): Promise<Coming[]>;
	/** The next of a schedule's slots that brings a nudge, if one does within three months. */
	next(place: Place, scheduleId: string): Promise<Coming | undefined>;
	/** Slots of the last weeks that didn't come, the latest first. */
	missed(place: Place): Promise<Missed[]>;
	list(
		place: Place,
		visit: Visit,
		memory: ModalMemory,
		notice?: string,
	): Promise<ModalView>;
	form(
		place: Place,
		form: Form,
		memory: ModalMemory,
		notice?: string,
	): Promise<ModalView>;
	/** What a modal remembers of a schedule that is only being set up. */
	beginning(memory: ModalMemory): ModalMemory;
	/** The local date now. */
	today(timeZone: string): string;
	/** The day on which a week off for these schedules ends. */
	weekOff(schedules: readonly Schedule[]): string;
	/** When a schedule is due next. */
	nextOf(schedule: Schedule): Slot | undefined;
};

const weeksAhead = 13;
const weeksBack = 5;
const dayMs = 86_400_000;

/** Opens the desk. */
export function createNudgesDesk({
	store,
	nudges,
	nudgesManagedBy,
	now,
}: DeskWorld): NudgesDesk {
	const today = (timeZone: string) => localTime(now(), timeZone).date;

	const storyOf = async (
		place: Place,
		schedules: readonly Schedule[],
	): Promise<ChannelStory> => {
		const years = yearsAround(now(), weeksAhead);
		const countries = new Set(
			schedules.flatMap(({ holidays }) => holidays?.country ?? []),
		);
		const [had, helpful, calendars] = await Promise.all([
			store.deliveries.recentNudges(place, new Date(0)),
			store.feedback.helpfulNudges(place.workspaceId, place.channelId),
			Promise.all(
				[...countries].map(
					async (country) =>
						[country, await publicHolidays(country, years)] as const,
				),
			),
		]);
		const byCountry = new Map(calendars);
		return {
			nudges,
			schedules,
			past: had.toReversed(),
			helpful,
			holidaysOf: ({ holidays }) =>
				byCountry.get(holidays?.country ?? "") ?? new Map(),
		};
	};

	const firstOf = (coming: readonly Coming[], scheduleId: string) =>
		coming.find(
			({ schedule, nudge }) =>
				schedule.id === scheduleId && nudge !== undefined,
		);

	const longOutlook = async (place: Place, schedules: readonly Schedule[]) =>
		channelOutlook(
			await storyOf(place, schedules),
			now(),
			weeksAhead * schedules.length,
		);

	const schedulesOf = ({ workspaceId, channelId }: Place) =>
		store.schedules.ofChannel(workspaceId, channelId);

	return {
		async visit(directory, { channelId }, personId) {
			const [person, room] = await Promise.all([
				directory.person(personId),
				directory.room(channelId),
			]);
			const known = person && {
				...person,
				isInChannel: person.isAdmin
					? undefined
					: await directory.isMember(channelId, personId),
			};
			const hindrance = hindranceOf(known, nudgesManagedBy);
			return {
				timeZone: person?.timeZone ?? "UTC",
				hasBot: room?.hasBot ?? true,
				hindrance: hindrance && hindranceInWords(hindrance),
			};
		},

		async outlook(place, count) {
			const schedules = await schedulesOf(place);
			return channelOutlook(await storyOf(place, schedules), now(), count);
		},

		async next(place, scheduleId) {
			return firstOf(
				await longOutlook(place, await schedulesOf(place)),
				scheduleId,
			);
		},

		async missed(place) {
			const since = new Date(now().getTime() - weeksBack * 7 * dayMs);
			const all = await Promise.all(
				(await schedulesOf(place)).map(({ id }) =>
					store.deliveries.past(id, weeksBack),
				),
			);
			return all
				.flat()
				.filter(
					({ status, slot }) =>
						["skipped", "failed", "unknown"].includes(status) &&
						slot.at >= since,
				)
				.sort((a, b) => b.slot.at.getTime() - a.slot.at.getTime())
				.map(({ slot, status, skipped, error }) => ({
					date: slot.date,
					status,
					skipped,
					error,
				}));
		},

		async list(place, visit, memory, notice) {
			const schedules = await schedulesOf(place);
			const coming = await longOutlook(place, schedules);
			const listed = schedules.map(
				(schedule): Listed => ({
					schedule,
					next: firstOf(coming, schedule.id),
					today: today(schedule.timeZone),
				}),
			);
			return listModal(listed, {
				memory: {
					channelId: memory.channelId,
					channelName: memory.channelName,
				},
				notice,
				hindrance: visit.hindrance,
				hasBot: visit.hasBot,
			});
		},

		async form(place, form, memory, notice) {
			const countries = await holidayCountries();
			const sketch = { ...form, vision: form.vision.trim() || sampleVision };
			const outcome = filledIn(sketch, now(), (code) => countries.has(code));
			const schedules = await schedulesOf(place);
			const mine = schedules.find(({ id }) => id === memory.scheduleId);
			const draft: Schedule | undefined =
				"filled" in outcome
					? {
							...drafted(place, memory.scheduleId ?? "", ""),
							...mine,
							...outcome.filled,
							brokenBy: undefined,
						}
					: undefined;
			const coming =
				draft &&
				firstOf(
					await longOutlook(place, [
						...schedules.filter(({ id }) => id !== draft.id),
						draft,
					]),
					draft.id,
				);
			return formModal(form, {
				memory,
				notice,
				countryName: form.country && countries.get(form.country),
				preview: coming,
				today: today(draft?.timeZone ?? "UTC"),
				now: now(),
			});
		},

		beginning: ({ channelId, channelName }) => ({
			channelId,
			channelName,
			scheduleId: randomUUID(),
			version: 0,
		}),

		today,
		weekOff: (schedules) => endOfWeekOff(schedules, now()),
		nextOf: (schedule) => nextSlot(schedule, now()),
	};
}

const sampleVision = "Here stands your own sentence.";

/** A schedule of which nothing is known yet but where it is and who sets it up. */
export function drafted(
	{ workspaceId, channelId }: Place,
	id: string,
	personId: string,
): Pick<
	KeptSchedule,
	| "id"
	| "workspaceId"
	| "channelId"
	| "pausedUntil"
	| "setUpBy"
	| "changedBy"
	| "brokenBy"
> {
	return {
		id,
		workspaceId,
		channelId,
		pausedUntil: undefined,
		setUpBy: personId,
		changedBy: personId,
		brokenBy: undefined,
	};
}
