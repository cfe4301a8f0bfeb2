/// The heartbeat of one connection: when to beat, and whether the other side is still there.
///
/// A beat that is not acknowledged by the time of the next one means a dead connection, as Discord's documents
/// say; other traffic does not count instead, or a gateway whose session is gone could talk on and be believed for
/// ever. There are two exceptions, because an acknowledgement may stand behind what came before it: while the
/// missed events or the guilds pour in (until a beat was acknowledged after READY or RESUMED) traffic excuses one
/// missing acknowledgement, no more; and while nobody reads from the connection it is not judged at all, and after
/// it as in the beginning.
struct Heartbeat {
    enum Beat { case send, dead }

    let interval: Duration
    private(set) var due: Duration
    /// Of the last one that was acknowledged.
    private(set) var latency: Duration?
    private var unanswered: Duration?
    private var heardSinceBeat = false
    private var mayExcuse = true

    /// - Parameter chance: 0 to 1; the first beat comes after this part of the interval, so that not all beat at once.
    init(interval: Duration, at now: Duration, chance: Double) {
        self.interval = interval
        due = now + interval * chance
    }

    mutating func heard() { heardSinceBeat = true }

    /// - Parameter isLive: after READY or RESUMED.
    mutating func acknowledged(at now: Duration, isLive: Bool) {
        if let unanswered { latency = now - unanswered }
        unanswered = nil
        if isLive { mayExcuse = false }
    }

    /// To be called when it is ``due``.
    mutating func beat(at now: Duration, isListening: Bool) -> Beat {
        if !isListening {
            mayExcuse = true
        } else if unanswered != nil {
            guard heardSinceBeat, mayExcuse else { return .dead }
            mayExcuse = false
        }
        unanswered = now
        heardSinceBeat = false
        due = now + interval
        return .send
    }
}
