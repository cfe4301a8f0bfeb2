package import DiscordModel

extension GatewayTiming {
    /// The same steps as always, but it comes back at once, and waits for ever for what is on its way: a busy
    /// machine may take its time.
    package static let unhurried: GatewayTiming = {
        var timing = GatewayTiming()
        timing.invalidSession = .zero ... .zero
        timing.rest = .zero ... .zero
        timing.hello = .seconds(1_000_000)
        timing.resume = .seconds(1_000_000)
        return timing
    }()
}
