import Testing

@testable import DiscordModel

/// A schema, and the value that we have for it.
struct SchemaSample: Sendable {
    let schema: String
    /// Reads the JSON; what is written of it then, for values that are written.
    let passThrough: @Sendable (JSON) throws -> JSON?

    static func both<Value: JSONReadable & Encodable & SendableMetatype>(_ schema: String, _ type: Value.Type) -> Self {
        Self(schema: schema) { try JSON(Value(json: $0.bytes)) }
    }

    /// An error body, which is read whatever is in it.
    static func refusal(_ schema: String) -> Self {
        Self(schema: schema) {
            #expect(ErrorAnswer($0.bytes)?.code == $0["code"]?.integer)
            return nil
        }
    }

    static func read<Value: JSONReadable & SendableMetatype>(_ schema: String, _ type: Value.Type) -> Self {
        Self(schema: schema) {
            _ = try Value(json: $0.bytes)
            return nil
        }
    }
}

extension SchemaCoverageTests {
    static let samples = written + onlyRead

    static let written: [SchemaSample] =
        [
            .both("UserResponse", User.self),
            .both("UserPrimaryGuildResponse", PrimaryGuild.self), .both("GuildMemberResponse", Member.self),
            .both("PrivateGuildMemberResponse", Member.self), .both("BasicGuildMemberResponse", Member.self),
            .both("GuildRoleResponse", Role.self), .both("GuildRoleColorsResponse", RoleColors.self),
            .both("GuildRoleTagsResponse", RoleTags.self),
            .both("ChannelPermissionOverwriteResponse", PermissionOverwrite.self),
            .both("GuildChannelResponse", Channel.self), .both("PrivateChannelResponse", Channel.self),
            .both("ThreadResponse", Channel.self), .both("CreatedThreadResponse", Channel.self),
            .both("ThreadMetadataResponse", ThreadMetadata.self), .both("ThreadMemberResponse", ThreadMember.self),
            .both("ForumTagResponse", ForumTag.self), .both("VoiceStateResponse", VoiceState.self),
            .both("MessageAttachmentResponse", Attachment.self), .both("MessageReactionEmojiResponse", Emoji.self),
            .both("EmojiResponse", GuildEmoji.self), .both("MessageReactionResponse", Reaction.self),
            .both("MessageReactionCountDetailsResponse", ReactionCounts.self),
            .both("MessageStickerItemResponse", StickerItem.self),
            .both("MessageRoleSubscriptionDataResponse", RoleSubscription.self),
            .both("MessageReferenceResponse", MessageReference.self),
            .both("MessageSnapshotResponse", MessageSnapshot.self),
            .both("MinimalContentMessageResponse", SnapshotMessage.self),
            .both("ApplicationCommandInteractionMetadataResponse", InteractionMetadata.self),
            .both("MessageComponentInteractionMetadataResponse", InteractionMetadata.self),
            .both("ModalSubmitInteractionMetadataResponse", InteractionMetadata.self),
            .both("MessageResponse", Message.self), .both("BasicMessageResponse", Message.self),
            .both("MessageEmbedResponse", Embed.self), .both("MessageEmbedAuthorResponse", EmbedAuthor.self),
            .both("MessageEmbedFieldResponse", EmbedField.self),
            .both("MessageEmbedFooterResponse", EmbedFooter.self),
            .both("MessageEmbedImageResponse", EmbedMedia.self), .both("MessageEmbedVideoResponse", EmbedMedia.self),
            .both("MessageEmbedProviderResponse", EmbedProvider.self), .both("RichEmbed", Embed.self),
            .both("RichEmbedAuthor", EmbedAuthor.self), .both("RichEmbedField", EmbedField.self),
            .both("RichEmbedFooter", EmbedFooter.self), .both("RichEmbedImage", EmbedMedia.self),
            .both("RichEmbedThumbnail", EmbedMedia.self), .both("RichEmbedVideo", EmbedMedia.self),
            .both("RichEmbedProvider", EmbedProvider.self), .both("PollResponse", Poll.self),
            .both("PollMediaResponse", PollMedia.self), .both("PollAnswerResponse", PollAnswer.self),
            .both("PollResultsResponse", PollResults.self), .both("PollResultsEntryResponse", PollAnswerCount.self),
            .both("PollCreateRequest", PollRequest.self), .both("PollMedia", PollMedia.self),
            .both("PollMediaCreateRequest", PollMedia.self), .both("PollAnswerCreateRequest", PollAnswer.self),
            .both("PollEmoji", Emoji.self), .both("PollEmojiCreateRequest", Emoji.self),
            .both("GuildIncomingWebhookResponse", Webhook.self),
            .both("ApplicationIncomingWebhookResponse", Webhook.self),
            .both("ChannelFollowerWebhookResponse", Webhook.self), .both("GatewayBotResponse", GatewayBot.self),
            .both("GatewayBotSessionStartLimitResponse", SessionStartLimit.self),
            .both("GatewayResponse", GatewayBot.self),
        ] + requests + components + commands + choices

    static let requests: [SchemaSample] = [
        .both("MessageCreateRequest", MessageRequest.self),
        .both("BaseCreateMessageCreateRequest", MessageRequest.self),
        .both("MessageEditRequestPartial", MessageEdit.self),
        .both("MessageAllowedMentionsRequest", AllowedMentions.self),
        .both("MessageAttachmentRequest", AttachmentRequest.self),
        .both("MessageReferenceRequest", MessageReference.self),
        .both("IncomingWebhookRequestPartial", WebhookMessage.self),
        .both("IncomingWebhookInteractionRequest", WebhookMessage.self),
        .both("IncomingWebhookUpdateRequestPartial", MessageEdit.self),
        .both("IncomingWebhookUpdateForInteractionCallbackRequestPartial", MessageEdit.self),
        .both("CreateTextThreadWithMessageRequest", ThreadRequest.self),
        .both("CreateTextThreadWithoutMessageRequest", ThreadRequest.self),
        .both("CreateForumThreadRequest", ThreadRequest.self),
        .both("UpdateThreadRequestPartial", ThreadEdit.self),
        .both("CreatePrivateChannelRequest", PrivateChannelRequest.self),
        .both("ModalInteractionCallbackRequestData", Modal.self),
    ]

    static let components: [SchemaSample] = [
        .both("ActionRowComponentForMessageRequest", Component.self),
        .both("ActionRowComponentForModalRequest", Component.self),
        .both("ActionRowComponentResponse", Component.self),
        .both("ButtonComponentForMessageRequest", Component.self), .both("ButtonComponentResponse", Component.self),
        .both("ChannelSelectComponentForMessageRequest", Component.self),
        .both("ChannelSelectComponentForModalRequest", Component.self),
        .both("ChannelSelectComponentResponse", Component.self),
        .both("ChannelSelectDefaultValue", Component.SelectDefault.self),
        .both("ChannelSelectDefaultValueResponse", Component.SelectDefault.self),
        .both("CheckboxComponentForModalRequest", Component.self),
        .both("CheckboxGroupComponentForModalRequest", Component.self),
        .both("CheckboxGroupOptionForRequest", Component.SelectOption.self),
        .both("ComponentEmojiForRequest", Component.Emoji.self),
        .both("ComponentEmojiResponse", Component.Emoji.self),
        .both("ContainerComponentForMessageRequest", Component.self),
        .both("ContainerComponentResponse", Component.self), .both("FileComponentForMessageRequest", Component.self),
        .both("FileComponentResponse", Component.self), .both("FileUploadComponentForModalRequest", Component.self),
        .both("LabelComponentForModalRequest", Component.self),
        .both("MediaGalleryComponentForMessageRequest", Component.self),
        .both("MediaGalleryComponentResponse", Component.self),
        .both("MediaGalleryItemRequest", Component.MediaGalleryItem.self),
        .both("MediaGalleryItemResponse", Component.MediaGalleryItem.self),
        .both("MentionableSelectComponentForMessageRequest", Component.self),
        .both("MentionableSelectComponentForModalRequest", Component.self),
        .both("MentionableSelectComponentResponse", Component.self),
        .both("RadioGroupComponentForModalRequest", Component.self),
        .both("RadioGroupOptionForRequest", Component.SelectOption.self),
        .both("RoleSelectComponentForMessageRequest", Component.self),
        .both("RoleSelectComponentForModalRequest", Component.self),
        .both("RoleSelectComponentResponse", Component.self),
        .both("RoleSelectDefaultValue", Component.SelectDefault.self),
        .both("RoleSelectDefaultValueResponse", Component.SelectDefault.self),
        .both("SectionComponentForMessageRequest", Component.self), .both("SectionComponentResponse", Component.self),
        .both("SeparatorComponentForMessageRequest", Component.self),
        .both("SeparatorComponentResponse", Component.self),
        .both("StringSelectComponentForMessageRequest", Component.self),
        .both("StringSelectComponentForModalRequest", Component.self),
        .both("StringSelectComponentResponse", Component.self),
        .both("StringSelectOptionForRequest", Component.SelectOption.self),
        .both("StringSelectOptionResponse", Component.SelectOption.self),
        .both("TextDisplayComponentForMessageRequest", Component.self),
        .both("TextDisplayComponentForModalRequest", Component.self),
        .both("TextDisplayComponentResponse", Component.self),
        .both("TextInputComponentForModalRequest", Component.self), .both("TextInputComponentResponse", Component.self),
        .both("ThumbnailComponentForMessageRequest", Component.self),
        .both("ThumbnailComponentResponse", Component.self), .both("UnfurledMediaRequest", Component.Media.self),
        .both("UnfurledMediaRequestWithAttachmentReferenceRequired", Component.Media.self),
        .both("UnfurledMediaResponse", Component.Media.self),
        .both("UserSelectComponentForMessageRequest", Component.self),
        .both("UserSelectComponentForModalRequest", Component.self),
        .both("UserSelectComponentResponse", Component.self),
        .both("UserSelectDefaultValue", Component.SelectDefault.self),
        .both("UserSelectDefaultValueResponse", Component.SelectDefault.self),
    ]

    static let commands: [SchemaSample] =
        ["Attachment", "Boolean", "Channel", "Integer", "Mentionable", "Number", "Role", "String", "User"]
        .flatMap { kind -> [SchemaSample] in
            [
                .both("ApplicationCommand\(kind)Option", CommandOption.self),
                .both("ApplicationCommand\(kind)OptionResponse", CommandOption.self),
            ]
        } + [
            .both("ApplicationCommandSubcommandOption", CommandOption.self),
            .both("ApplicationCommandSubcommandOptionResponse", CommandOption.self),
            .both("ApplicationCommandSubcommandGroupOption", CommandOption.self),
            .both("ApplicationCommandSubcommandGroupOptionResponse", CommandOption.self),
            .both("ApplicationCommandOptionStringChoice", CommandChoice.self),
            .both("ApplicationCommandOptionStringChoiceResponse", CommandChoice.self),
            .both("ApplicationCommandOptionIntegerChoice", CommandChoice.self),
            .both("ApplicationCommandOptionIntegerChoiceResponse", CommandChoice.self),
            .both("ApplicationCommandOptionNumberChoice", CommandChoice.self),
            .both("ApplicationCommandOptionNumberChoiceResponse", CommandChoice.self),
            .both("ApplicationCommandCreateRequest", CommandDefinition.self),
            .both("ApplicationCommandUpdateRequest", CommandDefinition.self),
        ]

    static let choices: [SchemaSample] = [
        .both("ChannelTypes", ChannelType.self), .both("MessageType", MessageType.self),
        .both("MessageReferenceType", MessageReferenceType.self),
        .both("ChannelPermissionOverwrites", PermissionOverwriteType.self),
        .both("StickerFormatTypes", StickerFormat.self), .both("PollLayoutTypes", PollLayout.self),
        .both("ReactionTypes", ReactionType.self), .both("WebhookTypes", WebhookType.self),
        .both("InteractionTypes", InteractionType.self), .both("InteractionContextType", InteractionContext.self),
        .both("ApplicationIntegrationType", IntegrationType.self), .both("ApplicationCommandType", CommandType.self),
        .both("ApplicationCommandOptionType", CommandOptionType.self),
        .both("InteractionCallbackTypes", InteractionResponseType.self),
        .both("MessageComponentTypes", ComponentType.self), .both("ButtonStyleTypes", ButtonStyle.self),
        .both("TextInputStyleTypes", TextInputStyle.self),
        .both("MessageComponentSeparatorSpacingSize", SeparatorSpacing.self),
        .both("AllowedMentionTypes", AllowedMentionType.self), .both("SnowflakeType", Snowflake.self),
    ]

    /// Of these we have only what we need, too little to write them again.
    static let onlyRead: [SchemaSample] = [
        .read("UserPIIResponse", User.self), .read("GuildResponse", Guild.self),
        .read("GuildWithCountsResponse", Guild.self),
        .read("PrivateGroupChannelResponse", Channel.self), .read("ThreadsResponse", ThreadList.self),
        .read("ApplicationResponse", Application.self), .read("PrivateApplicationResponse", Application.self),
        .read("TeamResponse", Team.self), .read("TeamMemberResponse", TeamMember.self),
        .read("ApplicationCommandResponse", ApplicationCommand.self),
        .read("ResolvedObjectsResponse", ResolvedData.self), .refusal("ErrorResponse"), .refusal("RatelimitedResponse"),
    ]
}
