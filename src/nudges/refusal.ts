/**
 * What a refusal by Slack is about. `channel`: the channel can't be posted to, `access`: the bot may not post anywhere,
 * both until somebody acts. `message`: this one message, by a mistake of ours. `passing`: it will be over by itself.
 * `unsure`: Slack broke down on the way, and the message may be there all the same.
 */
export type RefusalKind =
	| "channel"
	| "access"
	| "message"
	| "passing"
	| "unsure";

const codes: Record<RefusalKind, readonly string[]> = {
	channel: [
		"channel_not_found",
		"is_archived",
		"not_in_channel",
		"messages_tab_disabled",
		"restricted_action",
		"restricted_action_non_threadable_channel",
		"restricted_action_read_only_channel",
		"restricted_action_thread_locked",
		"restricted_action_thread_only_channel",
		"user_not_in_channel",
	],
	access: [
		"access_denied",
		"accesslimited",
		"account_inactive",
		"app_access_restricted",
		"deprecated_endpoint",
		"ekm_access_denied",
		"enterprise_is_restricted",
		"feature_disabled",
		"invalid_auth",
		"method_deprecated",
		"missing_scope",
		"no_permission",
		"not_allowed_token_type",
		"not_authed",
		"send_on_behalf_not_allowed",
		"team_access_not_granted",
		"team_not_found",
		"token_expired",
		"token_revoked",
		"two_factor_setup_required",
	],
	message: [
		"as_user_not_supported",
		"attachment_payload_limit_exceeded",
		"cannot_reply_to_message",
		"duplicate_channel_not_found",
		"duplicate_message_not_found",
		"invalid_arg_name",
		"invalid_arguments",
		"invalid_array_arg",
		"invalid_blocks",
		"invalid_blocks_format",
		"invalid_charset",
		"invalid_form_data",
		"invalid_json",
		"invalid_metadata_format",
		"invalid_metadata_schema",
		"invalid_post_type",
		"invalid_thread_ts",
		"json_not_object",
		"markdown_text_conflict",
		"metadata_must_be_sent_from_app",
		"metadata_too_large",
		"missing_charset",
		"missing_file_data",
		"missing_post_type",
		"msg_blocks_too_long",
		"msg_too_long",
		"no_text",
		"slack_connect_canvas_sharing_blocked",
		"slack_connect_file_link_sharing_blocked",
		"slack_connect_lists_sharing_blocked",
		"too_many_attachments",
		"too_many_contact_cards",
	],
	passing: [
		"external_channel_migrating",
		"message_limit_exceeded",
		"org_login_required",
		"rate_limited",
		"ratelimited",
		"team_added_to_org",
	],
	unsure: [
		"fatal_error",
		"internal_error",
		"request_timeout",
		"service_unavailable",
	],
};

/** Every error that `chat.postMessage` is documented or known to answer with, and what it is about. */
export const refusals: Readonly<Record<string, RefusalKind | undefined>> =
	Object.assign(
		Object.create(null),
		...Object.entries(codes).map(([kind, errors]) =>
			Object.fromEntries(errors.map((error) => [error, kind])),
		),
	);
