package import Storage

/// All tables of this room, in the order in which they came to be.
package enum CompanionTables {
    package static let migrations =
        ConversationStore.migrations + FactStore.migrations + DatabaseSpendLedger.migrations + PassageStore.migrations
        + ConversationStore.groundMigrations + IdentityLinks.migrations
        + KeptImportStore.migrations
}
