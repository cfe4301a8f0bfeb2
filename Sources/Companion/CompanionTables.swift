package import Storage

/// All tables of this room, in the order in which they came to be.
package enum CompanionTables {
    package static let migrations: [Migration] = [
        ConversationStore.migrations, FactStore.migrations, DatabaseSpendLedger.migrations, PassageStore.migrations,
        ConversationStore.groundMigrations, IdentityLinks.migrations, PassageStore.laterMigrations,
        FactStore.rightsMigrations, FactStore.useMigrations, DocumentStore.migrations,
        SummaryStore.migrations, CallbackStore.migrations, LorebookStore.migrations,
        KeptImportStore.migrations,
    ].flatMap(\.self)
}
