import type { DeliveryStore } from "./delivery-store.js";
import type { FeedbackStore } from "./feedback-store.js";
import type { PaceStore } from "./pace-store.js";
import type { ScheduleStore } from "./schedule-store.js";

/** Everything that is remembered. */
export type Store = {
	schedules: ScheduleStore;
	deliveries: DeliveryStore;
	feedback: FeedbackStore;
	pace: PaceStore;
	/** Whether the database takes writes now. */
	answers(): Promise<boolean>;
	close(): Promise<void>;
};
