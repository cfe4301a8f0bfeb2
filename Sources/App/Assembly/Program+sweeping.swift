import Bot
import Companion
import Foundation

extension Program {
    /// Deletes what is not to be kept any longer, as the operator and the servers decided.
    var dailySweep: DailySweep {
        let serverSettings = ServerSettingsStore(database: database)
        return DailySweep(conversations) { [live, conversations] in
            let chosen = try await serverSettings.retentions()
            let realms = try await conversations.realms(startingWith: Place.discordRealms)
            var special: [String: Retention] = [:]
            // Direct messages are in no realm.
            for (scope, retention) in chosen { special[Place.discord(scope, .direct).id] = retention }
            for realm in realms {
                guard let retention = Place.discordServer(ofRealm: realm).flatMap({ chosen[$0] }) else { continue }
                special[realm] = retention
            }
            return RetentionRules(standard: MemorySettings.retention(in: live.values), special: special)
        } didPurge: { realm in
            if let server = Place.discordServer(ofRealm: realm) { try await serverSettings.forget(server) }
        }
    }
}
