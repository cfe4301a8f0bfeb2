import DiscordModel
import DiscordSimulator
import Foundation
import Testing

/// Strangers judge the simulator: libraries that were written for Discord, unchanged.
///
/// Each does in its own way what its program in this folder says; people act through the world.
@Suite(.enabled(if: StockLibrary.obstacle == nil, Comment(rawValue: StockLibrary.obstacle ?? "")), .serialized)
struct StockClientTests {
    @Test(.timeLimit(.minutes(2)), arguments: StockLibrary.allCases)
    func `a stock library works on the simulator as on Discord`(library: StockLibrary) async throws {
        try await Certification.run(library) { certification in
            try await certification.logsIn()
            try await certification.hearsWhatHappens()
            try await certification.writes()
            try await certification.answersCommands()
            try await certification.answersComponents()
            try await certification.answersModals()
            try await certification.movesFiles()
            try await certification.resumes()
            try await certification.leaves()
        }
    }
}
