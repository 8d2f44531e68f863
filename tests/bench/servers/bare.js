// A Bolt app with one command, as the documentation shows it. With "guide" it answers what ours answers.
import bolt from "@slack/bolt";

const {
	SLACK_API_URL: slackApiUrl,
	SLACK_BOT_TOKEN: token,
	SLACK_APP_TOKEN: appToken,
	SLACK_SIGNING_SECRET: signingSecret,
	PORT,
	HOST,
} = process.env;
const clientOptions = { slackApiUrl };
const app = new bolt.App({
	token,
	logLevel: bolt.LogLevel.WARN,
	clientOptions,
	...(appToken
		? { appToken, socketMode: true, installerOptions: { clientOptions } }
		: { signingSecret }),
});
const answer =
	process.argv[2] === "guide" ? await guideAnswer() : () => ({ text: "Hello" });
app.command("/lead-or-manage", async ({ ack, command }) => {
	await ack({ response_type: "ephemeral", ...answer(command) });
});
await app.start({ port: Number(PORT), host: HOST });
process.stdout.write("listening for Slack\n");

async function guideAnswer() {
	const { fileURLToPath } = await import("node:url");
	const at = (path) => new URL(`../../../dist/${path}`, import.meta.url).href;
	const { readContent } = await import(at("content/content-files.js"));
	const { createGuide } = await import(at("guidance/guide.js"));
	const { createLibrary } = await import(at("tips/library.js"));
	const { makeKeyRing } = await import(at("slack/key-files.js"));
	const { createSeal } = await import(at("slack/seal.js"));
	const { judgedAnswer } = await import(at("guidance/situation-answer.js"));
	const { helpMessage } = await import(at("guidance/help-message.js"));
	const content = readContent(fileURLToPath(at("knowledge/")));
	const guide = createGuide(content.knowledge, createLibrary(content.tips));
	const seal = createSeal(makeKeyRing());
	return ({ text, team_id: workspaceId, user_id: personId }) => {
		const guidance = guide.judge(text);
		return guidance.scope === "in" && guidance.english
			? judgedAnswer(text, guidance, { workspaceId, personId }, seal)
			: helpMessage();
	};
}
