package import Foundation
package import Logging
import Synchronization

/// The last lines of the log and the last things that went wrong, for who asks the running program.
package final class RecentLog: Sendable {
    /// Lines that are remembered; older ones go.
    package static let lineLimit = 200
    /// Of what went wrong.
    package static let troubleLimit = 20

    /// What went wrong, by its message and ids; what else the line says is not kept.
    package struct Trouble: Sendable, Equatable {
        package var time: Date
        package var level: Logger.Level
        /// Of the logger: the room it happened in.
        package var label: String
        package var message: String
        /// The id of the request it belongs to.
        package var request: String?
    }

    fileprivate struct State {
        var secrets: [String] = []
        var lines: [String] = []
        var troubles: [Trouble] = []
    }

    private let state = Mutex(State())

    package init() {}

    /// These texts are never shown, wherever they stand; none that is shorter than eight characters.
    package func hide(_ secrets: [Secret]) {
        state.withLock { $0.secrets += secrets.map(\.exposed).filter { $0.count >= 8 } }
    }

    /// The last of them, oldest first.
    package func lines(_ count: Int) -> [String] {
        let state = state.withLock { $0 }
        return state.lines.suffix(max(0, count)).map(state.hidden)
    }

    /// The latest first.
    package var troubles: [Trouble] {
        let state = state.withLock { $0 }
        return state.troubles.reversed().map { trouble in
            var trouble = trouble
            trouble.message = state.hidden(trouble.message)
            return trouble
        }
    }

    func note(_ line: LogLine) {
        let text = String(line.logfmt.dropLast())
        let trouble = line.level < .warning ? nil : trouble(in: line)
        state.withLock { state in
            if state.lines.count >= Self.lineLimit { state.lines.removeFirst() }
            state.lines.append(text)
            guard let trouble else { return }
            if state.troubles.count >= Self.troubleLimit { state.troubles.removeFirst() }
            state.troubles.append(trouble)
        }
    }

    private func trouble(in line: LogLine) -> Trouble {
        Trouble(
            time: line.time, level: line.level, label: line.label, message: line.message,
            request: line.fields.last { $0.key == "request" }?.value)
    }
}

extension RecentLog.State {
    fileprivate func hidden(_ text: String) -> String { secrets.reduce(text) { $0.replacing($1, with: "•••") } }
}
