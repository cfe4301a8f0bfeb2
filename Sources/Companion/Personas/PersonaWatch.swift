import ServiceLifecycle

/// Reads personas again when their files change, so that an edit is heard in the next answer.
package struct PersonaWatch: Service {
    private let library: PersonaLibrary
    private let clock: any Clock<Duration>
    private let interval: Duration

    package init(
        _ library: PersonaLibrary, clock: any Clock<Duration> = ContinuousClock(),
        every interval: Duration = .seconds(2)
    ) {
        self.library = library
        self.clock = clock
        self.interval = interval
    }

    package func run() async {
        await cancelWhenGracefulShutdown {
            while (try? await clock.sleep(for: interval)) != nil {  // the only error is being stopped
                library.reload()
            }
        }
    }
}
