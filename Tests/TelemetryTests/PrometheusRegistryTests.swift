import CoreMetrics
import Foundation
import Telemetry
import Testing

@Suite struct PrometheusRegistryTests {
    let registry = PrometheusRegistry()

    func lines(_ prefix: String) -> [String] {
        registry.render().split(separator: "\n").map(String.init).filter { $0.hasPrefix(prefix) }
    }

    @Test func `a counter adds up and ends in total`() {
        let counter = Counter(label: "requests", dimensions: [("code", "200")], factory: registry)
        counter.increment()
        counter.increment(by: 4)
        counter.increment(by: -3)
        #expect(lines("requests") == [#"requests_total{code="200"} 5"#])
        #expect(lines("# HELP requests") == ["# HELP requests_total requests total"])
        #expect(lines("# TYPE requests") == ["# TYPE requests_total counter"])
        counter.reset()
        #expect(lines("requests") == [#"requests_total{code="200"} 0"#])
    }

    @Test func `the same name and labels are one series, whatever the order`() {
        Counter(label: "a.b", dimensions: [("x", "1"), ("y", "2")], factory: registry).increment()
        Counter(label: "a_b_total", dimensions: [("y", "2"), ("x", "1")], factory: registry).increment()
        FloatingPointCounter(label: "a-b", dimensions: [("x", "1"), ("y", "2")], factory: registry).increment(by: 0.5)
        #expect(lines("a_b") == [#"a_b_total{x="1",y="2"} 2.5"#])
    }

    @Test func `gauges go up and down`() {
        let meter = Meter(label: "queue", factory: registry)
        meter.set(3)
        meter.increment(by: 2.5)
        meter.decrement(by: 1)
        #expect(lines("queue") == ["queue 4.5"])
        Gauge(label: "depth", factory: registry).record(7)
        #expect(lines("depth") == ["depth 7"])
        #expect(lines("# TYPE depth") == ["# TYPE depth gauge"])
    }

    @Test func `a timer is a histogram in seconds`() {
        let timer = Timer(label: "reply", dimensions: [("model", "m")], factory: registry)
        timer.recordMilliseconds(20)
        timer.recordMilliseconds(20)
        timer.recordSeconds(1_000)
        timer.recordNanoseconds(-5)
        let all = lines("reply_seconds")
        #expect(all.contains(#"reply_seconds_bucket{model="m",le="0.01"} 1"#))
        #expect(all.contains(#"reply_seconds_bucket{model="m",le="0.025"} 3"#))
        #expect(all.contains(#"reply_seconds_bucket{model="m",le="300"} 3"#))
        #expect(all.contains(#"reply_seconds_bucket{model="m",le="+Inf"} 4"#))
        #expect(all.suffix(2) == [#"reply_seconds_sum{model="m"} 1000.04"#, #"reply_seconds_count{model="m"} 4"#])
    }

    @Test func `a value on the bound belongs to its bucket`() {
        Recorder(label: "sent_bytes", factory: registry).record(256)
        #expect(lines("sent_bytes_bucket").first == #"sent_bytes_bucket{le="256"} 1"#)
    }

    @Test func `values that are not finite spoil nothing`() {
        let meter = Meter(label: "m", factory: registry)
        let recorder = Recorder(label: "r", factory: registry)
        let counter = FloatingPointCounter(label: "c", factory: registry)
        for bad in [Double.nan, .infinity, -.infinity] {
            meter.set(bad)
            meter.increment(by: bad)
            recorder.record(bad)
            counter.increment(by: bad)
        }
        #expect(lines("m ") == ["m 0"])
        #expect(lines("r_count") == ["r_count 0"])
        #expect(lines("c_total") == ["c_total 0"])
    }

    @Test func `a name taken by another kind is refused and counted`() {
        Recorder(label: "size", factory: registry).record(1)
        Meter(label: "size", factory: registry).set(5)
        Meter(label: "size_count", factory: registry).set(5)
        Meter(label: "process_threads", factory: registry).set(5)
        Meter(label: "age_sum", factory: registry).set(1)
        Recorder(label: "age", factory: registry).record(1)
        #expect(lines("size_count") == ["size_count 1"])
        #expect(lines("# TYPE size") == ["# TYPE size histogram"])
        #expect(lines("age") == ["age_sum 1"])
        #expect(lines("acore_metrics_refused") == ["acore_metrics_refused_total 4"])
    }

    @Test func `series beyond the limit are counted together`() {
        for user in 0..<(PrometheusRegistry.maxSeries + 50) {
            Counter(label: "hits", dimensions: [("user", "\(user)")], factory: registry).increment()
        }
        Counter(label: "hits", dimensions: [("user", "3")], factory: registry).increment()
        #expect(lines("hits").count == PrometheusRegistry.maxSeries + 1)
        #expect(lines("hits").contains(#"hits_total{user="other"} 50"#))
        #expect(lines("hits").contains(#"hits_total{user="3"} 2"#))
        #expect(lines("acore_metrics_dropped") == [#"acore_metrics_dropped_series_total{metric="hits_total"} 50"#])
    }

    @Test func `metrics beyond the limit are refused`() {
        for number in 0...PrometheusRegistry.maxMetrics {
            Counter(label: "n\(number)", factory: registry).increment()
        }
        #expect(lines("n").count == PrometheusRegistry.maxMetrics)
        #expect(lines("acore_metrics_refused") == ["acore_metrics_refused_total 1"])
    }

    @Test func `names and labels cannot break the format`() {
        Meter(
            label: "9 löwen\n# TYPE x", dimensions: [("a b", "\"\\\n}"), ("le", "1"), ("__x", "2")], factory: registry
        )
        .set(1)
        Meter(label: "", dimensions: [("a", "1"), ("a", "2")], factory: registry).set(1)
        Meter(label: "long", dimensions: [("v", String(repeating: "x", count: 5_000))], factory: registry).set(1)
        #expect(lines("_9_l__wen") == [#"_9_l__wen___TYPE_x{a_b="\"\\\n}",label___x="2",label_le="1"} 1"#])
        #expect(lines("_{") == [#"_{a="2"} 1"#])
        #expect(lines("long").allSatisfy { $0.utf8.count < 200 })
    }

    @Test func `updates from many tasks are all counted`() async {
        await withDiscardingTaskGroup { group in
            for _ in 0..<8 {
                group.addTask {
                    for _ in 0..<1_000 {
                        Counter(label: "n", factory: registry).increment()
                        Timer(label: "t", factory: registry).recordNanoseconds(1)
                    }
                }
            }
        }
        #expect(lines("n_total") == ["n_total 8000"])
        #expect(lines("t_seconds_count") == ["t_seconds_count 8000"])
    }

    static let promtool = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        .map { "\($0)/promtool" }.first(where: FileManager.default.isExecutableFile)

    @Test(.enabled(if: promtool != nil, "NOT CHECKED: promtool is missing (apt install prometheus)"))
    func `promtool finds nothing to complain about`() throws {
        let promtool = try #require(Self.promtool)
        Counter(label: "acore.requests", dimensions: [("path", "/\"a\"\n")], factory: registry).increment()
        Meter(label: "acore_queue_depth", factory: registry).set(1.5e300)
        Timer(label: "acore_reply", factory: registry).recordMilliseconds(3)
        Recorder(label: "acore_reply_tokens", factory: registry).record(3)
        for user in 0..<300 { Counter(label: "hits", dimensions: [("u", "\(user)")], factory: registry).increment() }

        let process = Process()
        let input = Pipe()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: promtool)
        process.arguments = ["check", "metrics"]
        process.standardInput = input
        process.standardOutput = output
        process.standardError = output
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data(registry.render().utf8))
        try input.fileHandleForWriting.close()
        let complaints = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(String(decoding: complaints, as: UTF8.self))")
    }
}

@Suite struct ProcessMetricsTests {
    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self/stat"), "needs /proc"))
    func `the process is measured`() throws {
        let text = PrometheusRegistry().render()
        func value(_ name: String) throws -> Double {
            let line = try #require(text.split(separator: "\n").first { $0.hasPrefix(name + " ") })
            return try #require(Double(line.dropFirst(name.count + 1)))
        }
        #expect(try value("process_resident_memory_bytes") > 1_000_000)
        #expect(try value("process_virtual_memory_bytes") > value("process_resident_memory_bytes"))
        #expect(try value("process_open_fds") >= 3)
        #expect(try value("process_threads") >= 1)
        #expect(try value("process_cpu_seconds_total") > 0)
        let start = try Date(timeIntervalSince1970: value("process_start_time_seconds"))
        #expect(start < Date().addingTimeInterval(60) && start > Date().addingTimeInterval(-86_400))
    }
}
