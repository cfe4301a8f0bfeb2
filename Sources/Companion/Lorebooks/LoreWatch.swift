package import ServiceLifecycle

/// Reads the operator's lorebooks again when their files change, and makes what is needed to find entries by their
/// meaning, beside the talk.
package struct LoreWatch: Service {
    private let lorebooks: LorebookStore
    private let clock: any Clock<Duration>
    private let interval: Duration

    package init(
        _ lorebooks: LorebookStore, clock: any Clock<Duration> = ContinuousClock(),
        every interval: Duration = .seconds(2)
    ) {
        self.lorebooks = lorebooks
        self.clock = clock
        self.interval = interval
    }

    package func run() async {
        await cancelWhenGracefulShutdown {
            while (try? await clock.sleep(for: interval)) != nil {  // the only error is being stopped
                lorebooks.reload()
                await lorebooks.catchUp()
            }
        }
    }
}

extension LorebookStore {
    /// Looks at the operator's folder again.
    package func reload() { shelf.reload(wanted: personas.boundLorebooks) }

    /// Makes what is needed to find entries by their meaning, for those that were asked for.
    package func catchUp() async { await meanings?.catchUp() }
}
