import Testing

@testable import Bot

@Suite struct LaneQueueTests {
    @Test func `one place in order, places side by side`() {
        var queue = LaneQueue<String, Int>()
        for (work, place) in [(1, "a"), (2, "a"), (3, "b")] { #expect(queue.add(work, to: place) == nil) }
        #expect(queue.start()?.work == 1)
        #expect(queue.start()?.work == 3)
        #expect(queue.start() == nil)
        queue.finished("a")
        #expect(queue.start()?.work == 2)
        #expect(queue.running == 2)
        #expect(queue.waiting == 0)
    }

    @Test func `a busy place does not starve the others`() {
        var queue = LaneQueue<String, Int>(limits: .init(running: 1))
        for (work, place) in [(1, "a"), (2, "a"), (3, "b")] { #expect(queue.add(work, to: place) == nil) }
        #expect(queue.start()?.work == 1)
        queue.finished("a")
        #expect(queue.start()?.work == 3)
    }

    @Test func `a full lane loses its oldest, and it is counted`() {
        var queue = LaneQueue<String, Int>(limits: .init(waitingPerLane: 3))
        for work in 1...3 { #expect(queue.add(work, to: "a") == nil) }
        #expect(queue.add(4, to: "a") == 1)
        #expect(queue.dropped == 1)
        #expect(queue.waiting == 3)
        #expect(queue.start()?.work == 2)
    }

    @Test func `what waits in one lane can be taken out; the others keep their turn`() {
        var queue = LaneQueue<String, Int>()
        for (work, place) in [(1, "a"), (2, "a"), (3, "b"), (4, "c")] { #expect(queue.add(work, to: place) == nil) }
        #expect(queue.start()?.work == 1)
        #expect(queue.removeWaiting(in: "a") == [2])
        #expect(queue.removeWaiting(in: "b") == [3])
        #expect(queue.removeWaiting(in: "b") == [])
        #expect(queue.start()?.work == 4)
        #expect(queue.waiting == 0)
        queue.finished("a")
        #expect(queue.start() == nil)
        #expect(queue.add(5, to: "b") == nil)
        #expect(queue.start()?.work == 5)
    }

    @Test func `no more run at once than may`() {
        var queue = LaneQueue<Int, Int>(limits: .init(running: 2))
        for place in 1...3 { #expect(queue.add(place, to: place) == nil) }
        #expect(queue.start() != nil)
        #expect(queue.start() != nil)
        #expect(queue.start() == nil)
        queue.finished(1)
        #expect(queue.start()?.place == 3)
    }

    @Test func `all lanes together are bounded`() {
        var queue = LaneQueue<Int, Int>(limits: .init(waiting: 2))
        #expect(queue.add(1, to: 1) == nil)
        #expect(queue.add(2, to: 2) == nil)
        #expect(queue.add(3, to: 3) == 3)
        #expect(queue.add(4, to: 1) == 1)
        #expect(queue.dropped == 2)
        #expect(queue.start()?.work == 4)
        #expect(queue.add(5, to: 3) == nil)
    }

    @Test func `long use leaves nothing behind`() {
        var queue = LaneQueue<Int, Int>()
        for work in 0..<10_000 {
            #expect(queue.add(work, to: work % 7) == nil)
            let started = queue.start()
            #expect(started?.work == work)
            queue.finished(work % 7)
        }
        #expect(queue.running == 0)
        #expect(queue.waiting == 0)
        #expect(queue.start() == nil)
    }
}

@Suite struct LanesTests {
    @Test func `works are done, in order within a place, and closing lets run what runs`() async {
        let lanes = Lanes<Int, Int>()
        let (works, isDone) = AsyncStream<Int>.makeStream()
        for work in 0..<30 { #expect(lanes.add(work, to: work % 3) == nil) }
        async let run: Void = lanes.run { work in
            await Task.yield()
            isDone.yield(work)
        }
        var order: [Int] = []
        for await work in works {
            order.append(work)
            if order.count == 30 { break }
        }
        #expect(lanes.close().isEmpty)
        await run
        #expect(Set(order) == Set(0..<30))
        for place in 0..<3 {
            let ofPlace = order.filter { $0 % 3 == place }
            #expect(ofPlace == ofPlace.sorted())
        }
        #expect(lanes.load.running == 0)
    }

    @Test func `closed lanes give back what waits and take nothing more`() {
        let lanes = Lanes<Int, Int>()
        #expect(lanes.add(1, to: 1) == nil)
        #expect(lanes.close() == [1])
        #expect(lanes.add(2, to: 1) == 2)
    }

    @Test func `cancelling ends what runs and the run itself`() async {
        let lanes = Lanes<Int, Int>()
        #expect(lanes.add(1, to: 1) == nil)
        let (begun, hasBegun) = AsyncStream<Void>.makeStream()
        let task = Task {
            await lanes.run { _ in
                hasBegun.yield()
                for await _ in AsyncStream<Void>(unfolding: {
                    try? await Task.sleep(for: .seconds(600)); return nil
                }) {}
            }
        }
        for await _ in begun { break }
        task.cancel()
        await task.value
    }
}
