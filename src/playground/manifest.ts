import { parse } from "yaml";
import { z } from "zod";

/** A slash command as the manifest offers it. */
export type CommandOffer = {
	name: string;
	description: string;
	hint: string;
	escapes: boolean;
};

/** What the stand-in knows about the app: only what its manifest says. */
export type Manifest = {
	botName: string;
	description: string;
	commands: CommandOffer[];
	messageShortcuts: { name: string; callbackId: string }[];
	scopes: string[];
	events: string[];
	hasHome: boolean;
	isAgent: boolean;
};

/** manifest.yml cannot be read, or lacks what a bot needs. */
export class ManifestError extends Error {
	override name = "ManifestError";
}

const command = z.object({
	command: z.string().startsWith("/"),
	description: z.string().default(""),
	usage_hint: z.string().default(""),
	should_escape: z.boolean().default(false),
});

const shortcut = z.object({
	name: z.string(),
	type: z.string(),
	callback_id: z.string(),
});

const wanted = z.object({
	display_information: z.object({
		name: z.string(),
		description: z.string().default(""),
	}),
	features: z.object({
		bot_user: z.object({ display_name: z.string() }),
		app_home: z
			.object({ home_tab_enabled: z.boolean().default(false) })
			.optional(),
		agent_view: z.unknown().optional(),
		slash_commands: z.array(command).default([]),
		shortcuts: z.array(shortcut).default([]),
	}),
	oauth_config: z.object({
		scopes: z.object({ bot: z.array(z.string()).default([]) }),
	}),
	settings: z
		.object({
			event_subscriptions: z
				.object({ bot_events: z.array(z.string()).default([]) })
				.optional(),
		})
		.default({}),
});

/** The manifest in our own words, from the text of manifest.yml (or JSON). */
export function readManifest(text: string): Manifest {
	const found = wanted.safeParse(parsed(text));
	if (!found.success)
		throw new ManifestError(
			`The manifest is incomplete:\n${z.prettifyError(found.error)}`,
		);
	const { display_information, features, oauth_config, settings } = found.data;
	return {
		botName: features.bot_user.display_name,
		description: display_information.description,
		commands: features.slash_commands.map((offer) => ({
			name: offer.command,
			description: offer.description,
			hint: offer.usage_hint,
			escapes: offer.should_escape,
		})),
		messageShortcuts: features.shortcuts
			.filter((each) => each.type === "message")
			.map((each) => ({ name: each.name, callbackId: each.callback_id })),
		scopes: oauth_config.scopes.bot,
		events: settings.event_subscriptions?.bot_events ?? [],
		hasHome: features.app_home?.home_tab_enabled ?? false,
		isAgent: features.agent_view !== undefined,
	};
}

function parsed(text: string): unknown {
	try {
		return parse(text);
	} catch (cause) {
		throw new ManifestError("The manifest is not YAML", { cause });
	}
}

/** How one writes the bot's name to mention it: `@lead-or-manage`. */
export function botHandle(botName: string): string {
	return botName.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-");
}
