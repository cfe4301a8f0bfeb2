import Testing

@testable import Inference

@Suite struct AdmissionTests {
    private func seconds(_ seconds: Double) -> Duration { .milliseconds(Int(seconds * 1000)) }

    @Test func `as many as may be go at once, the others wait for an end`() {
        var admission = Admission(.init(concurrent: 2, perMinute: 60))
        #expect(admission.arrive(1, speaker: "a", now: .zero) == [.go(1)])
        #expect(admission.arrive(2, speaker: "a", now: .zero) == [.go(2)])
        #expect(admission.arrive(3, speaker: "a", now: .zero) == [])
        #expect(admission.waiting == 1)
        #expect(admission.finish(now: .seconds(1)) == [.go(3)])
        #expect(admission.running == 2)
    }

    @Test func `within one speaker the first to ask is the first to go`() {
        var admission = Admission(.init(concurrent: 1, perMinute: 60))
        for ticket in 1...4 { _ = admission.arrive(ticket, speaker: "a", now: .zero) }
        var order: [Admission.Decision] = []
        for _ in 0..<3 { order += admission.finish(now: .zero) }
        #expect(order == [.go(2), .go(3), .go(4)])
    }

    @Test func `speakers take turns`() {
        var admission = Admission(.init(concurrent: 1, perMinute: 60))
        for (ticket, speaker) in zip(1..., ["a", "a", "a", "b", "b", "c"]) {
            _ = admission.arrive(ticket, speaker: speaker, now: .zero)
        }
        var order: [Admission.Decision] = []
        for _ in 0..<5 { order += admission.finish(now: .zero) }
        #expect(order == [.go(4), .go(6), .go(2), .go(5), .go(3)])
    }

    @Test func `newcomers, however many, do not starve who waits`() {
        var admission = Admission(.init(concurrent: 1, perMinute: 10_000))
        _ = admission.arrive(1, speaker: "old", now: .zero)
        _ = admission.arrive(2, speaker: "old", now: .zero)
        var served: [Admission.Decision] = []
        for newcomer in 0..<20 {
            _ = admission.arrive(100 + newcomer, speaker: "new \(newcomer)", now: .zero)
            served += admission.finish(now: .zero)
            if served.last == .go(2) { break }
        }
        #expect(served.count <= 3)
        #expect(served.last == .go(2))
    }

    @Test func `a minute holds only so many starts, wherever it begins`() {
        var admission = Admission(.init(concurrent: 10, perMinute: 2, patience: .seconds(120)))
        #expect(admission.arrive(1, speaker: "a", now: .zero) == [.go(1)])
        #expect(admission.arrive(2, speaker: "a", now: .seconds(50)) == [.go(2)])
        _ = admission.finish(now: .seconds(51))
        #expect(admission.arrive(3, speaker: "a", now: .seconds(55)) == [])
        #expect(admission.nextWake(now: .seconds(55)) == .seconds(60))
        #expect(admission.wake(now: .seconds(60)) == [.go(3)])
        #expect(admission.arrive(4, speaker: "a", now: .seconds(61)) == [])
        #expect(admission.nextWake(now: .seconds(61)) == .seconds(110))
    }

    @Test func `who waited too long is turned away`() {
        var admission = Admission(.init(concurrent: 1, patience: .seconds(60)))
        _ = admission.arrive(1, speaker: "a", now: .zero)
        _ = admission.arrive(2, speaker: "a", now: .seconds(10))
        #expect(admission.nextWake(now: .seconds(10)) == .seconds(70))
        #expect(admission.wake(now: .seconds(69)) == [])
        #expect(admission.wake(now: .seconds(70)) == [.turnAway(2, .waitedTooLong)])
        #expect(admission.nextWake(now: .seconds(70)) == nil)
    }

    @Test func `a full queue turns away the newest of whoever has most in it`() {
        var admission = Admission(.init(concurrent: 1, queue: 3))
        for ticket in 1...4 { _ = admission.arrive(ticket, speaker: "crowd", now: .zero) }
        #expect(admission.arrive(5, speaker: "crowd", now: .zero) == [.turnAway(5, .queueIsFull)])
        #expect(admission.arrive(6, speaker: "single", now: .zero) == [.turnAway(4, .queueIsFull)])
        #expect(admission.waiting == 3)
    }

    @Test func `without a queue whoever cannot go is turned away`() {
        var admission = Admission(.init(concurrent: 1, queue: 0))
        #expect(admission.arrive(1, speaker: "a", now: .zero) == [.go(1)])
        #expect(admission.arrive(2, speaker: "b", now: .zero) == [.turnAway(2, .queueIsFull)])
    }

    @Test func `who gives up makes room and is not called`() {
        var admission = Admission(.init(concurrent: 1))
        _ = admission.arrive(1, speaker: "a", now: .zero)
        _ = admission.arrive(2, speaker: "a", now: .zero)
        _ = admission.arrive(3, speaker: "b", now: .zero)
        #expect(admission.giveUp(3, now: .zero) == [])
        #expect(admission.finish(now: .zero) == [.go(2)])
        #expect(admission.finish(now: .zero) == [])
        #expect(admission.running == 0)
    }

    @Test func `a pause holds everybody, and lets go who cannot wait for its end`() {
        var admission = Admission(.init(concurrent: 1, patience: .seconds(60)))
        _ = admission.arrive(1, speaker: "a", now: .zero)
        _ = admission.arrive(2, speaker: "a", now: .zero)
        #expect(admission.pause(for: .seconds(30), now: .seconds(5)) == [])
        #expect(admission.finish(now: .seconds(6)) == [])
        #expect(admission.nextWake(now: .seconds(6)) == .seconds(35))
        #expect(admission.wake(now: .seconds(35)) == [.go(2)])
        _ = admission.arrive(3, speaker: "a", now: .seconds(40))
        #expect(admission.pause(for: .seconds(100), now: .seconds(41)) == [.turnAway(3, .paused(.seconds(100)))])
        #expect(admission.arrive(4, speaker: "b", now: .seconds(50)) == [.turnAway(4, .paused(.seconds(91)))])
        #expect(admission.waiting == 0)
    }

    @Test func `no pause is longer than ten minutes, and a shorter one does not end it`() {
        var admission = Admission()
        _ = admission.pause(for: .seconds(100_000), now: .seconds(1))
        #expect(admission.pausedUntil == .seconds(601))
        _ = admission.pause(for: .seconds(-5), now: .seconds(2))
        _ = admission.pause(for: .seconds(5), now: .seconds(2))
        #expect(admission.pausedUntil == .seconds(601))
    }

    // MARK: Fairness

    /// When each of nine people is served, with and without one who asks for fifty things before them.
    private func starts(crowd: Int, concurrent: Int, service: Duration) -> [Duration] {
        var admission = Admission(.init(concurrent: concurrent, perMinute: 1000))
        var ends: [Duration] = []
        var starts: [Int: Duration] = [:]
        var now = Duration.zero
        func carryOut(_ decisions: [Admission.Decision]) {
            for case .go(let ticket) in decisions {
                starts[ticket] = now
                ends.append(now + service)
            }
        }
        for ticket in 0..<crowd { carryOut(admission.arrive(ticket, speaker: "crowd", now: now)) }
        for ticket in 100..<109 { carryOut(admission.arrive(ticket, speaker: "single \(ticket)", now: now)) }
        while let end = ends.min() {
            ends.remove(at: ends.firstIndex(of: end) ?? 0)
            now = end
            carryOut(admission.finish(now: now))
        }
        return (100..<109).compactMap { starts[$0] }
    }

    @Test(arguments: [1, 2, 3, 5, 9, 20])
    func `fifty requests of one delay nobody by more than one service time`(concurrent: Int) {
        let service = Duration.seconds(2)
        let alone = starts(crowd: 0, concurrent: concurrent, service: service)
        let crowded = starts(crowd: 50, concurrent: concurrent, service: service)
        #expect(alone.count == 9)
        #expect(crowded.count == 9)
        for (without, with) in zip(alone, crowded) { #expect(with <= without + service) }
    }

    // MARK: Anything may happen

    /// Plays random events against the rules, keeping its own books.
    private struct Play {
        let rules: Admission.Rules
        var admission: Admission
        var now = Duration.zero
        var waiting: [Int: (speaker: String, since: Duration)] = [:]
        var running: Set<Int> = []
        var starts: [Duration] = []
        var pausedUntil = Duration.zero
        var ticket = 0

        init(_ rules: Admission.Rules) {
            self.rules = rules
            admission = Admission(rules)
        }

        mutating func apply(_ decisions: [Admission.Decision]) {
            for decision in decisions {
                switch decision {
                case .go(let ticket):
                    let mine = waiting.removeValue(forKey: ticket)
                    #expect(mine != nil)
                    #expect(pausedUntil <= now)
                    if let mine {
                        let earlier = waiting.filter { $0.value.speaker == mine.speaker && $0.key < ticket }
                        #expect(earlier.isEmpty, "first come, first served, within one speaker")
                    }
                    running.insert(ticket)
                    starts.append(now)
                case .turnAway(let ticket, let reason):
                    let mine = waiting.removeValue(forKey: ticket)
                    #expect(mine != nil)
                    if reason == .waitedTooLong, let mine { #expect(now - mine.since >= rules.patience) }
                }
            }
            check()
        }

        func check() {
            #expect(running.count <= rules.concurrent)
            #expect(admission.running == running.count)
            #expect(starts.count { now - $0 < .seconds(60) } <= rules.perMinute)
            #expect(admission.waiting == waiting.count)
            #expect(waiting.count <= rules.queue)
            #expect(waiting.values.allSatisfy { now - $0.since < rules.patience }, "nobody is forgotten")
            guard !waiting.isEmpty else { return }
            #expect((admission.nextWake(now: now) ?? .zero) > now, "whoever may go has gone")
        }
    }

    @Test(arguments: [31, 32, 33, 34, 35, 36, 37, 38] as [UInt64])
    func `limits hold and nobody is lost, whatever happens`(seed: UInt64) {
        var random = SeededRandom(seed)
        var play = Play(
            Admission.Rules(
                concurrent: .random(in: 1...4, using: &random), perMinute: .random(in: 1...12, using: &random),
                queue: .random(in: 0...10, using: &random), patience: .seconds(.random(in: 5...90, using: &random))))
        for _ in 0..<3_000 { step(&play, &random) }
        // Left alone, everybody is served or turned away in the end.
        for _ in 0..<500 where !play.waiting.isEmpty {
            play.now = max(play.now, play.admission.nextWake(now: play.now) ?? play.now)
            play.apply(play.admission.wake(now: play.now))
            if let done = play.running.popFirst() {
                _ = done
                play.apply(play.admission.finish(now: play.now))
            }
        }
        #expect(play.waiting.isEmpty)
    }

    private func step(_ play: inout Play, _ random: inout SeededRandom) {
        switch Int.random(in: 0..<12, using: &random) {
        case 0..<5:
            play.ticket += 1
            let speaker = "abcd".randomElement(using: &random).map { String($0) } ?? "a"
            play.waiting[play.ticket] = (speaker, play.now)
            play.apply(play.admission.arrive(play.ticket, speaker: speaker, now: play.now))
        case 5..<8:
            guard let done = play.running.min() else { return }
            play.running.remove(done)
            play.apply(play.admission.finish(now: play.now))
        case 8:
            guard let gone = play.waiting.keys.sorted().randomElement(using: &random) else { return }
            play.waiting[gone] = nil
            play.apply(play.admission.giveUp(gone, now: play.now))
        case 9 where Int.random(in: 0..<10, using: &random) == 0:
            let pause = Duration.seconds(.random(in: 1...40, using: &random))
            play.pausedUntil = max(play.pausedUntil, play.now + pause)
            play.apply(play.admission.pause(for: pause, now: play.now))
        default:
            play.now += .milliseconds(.random(in: 1...8_000, using: &random))
            play.apply(play.admission.wake(now: play.now))
        }
    }
}
