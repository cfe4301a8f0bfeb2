import CoreMetrics
import Synchronization

/// One series of a metric: what swift-metrics updates and the exporter reads.
///
/// An update takes one uncontended lock, about 20 ns. Values that are not
/// finite are left out: one of them would spoil every sum after it.
protocol MetricCell: AnyObject, Sendable {
    static var kind: MetricKind { get }
    init(buckets: [Double])
    func write(_ name: String, _ labels: String, into text: inout String)
}

/// What the text format calls a metric's type.
enum MetricKind: String {
    case counter, gauge, histogram

    /// The names its samples take up.
    func sampleNames(_ name: String) -> [String] {
        self == .histogram ? [name, name + "_bucket", name + "_sum", name + "_count"] : [name]
    }
}

final class CounterCell: MetricCell, CounterHandler, FloatingPointCounterHandler {
    static let kind = MetricKind.counter
    private let value = Mutex(0.0)

    init(buckets: [Double] = []) {}

    func increment(by amount: Int64) { increment(by: Double(amount)) }

    /// A counter never falls.
    func increment(by amount: Double) {
        guard amount.isFinite, amount > 0 else { return }
        value.withLock { $0 += amount }
    }

    func reset() { value.withLock { $0 = 0 } }

    func write(_ name: String, _ labels: String, into text: inout String) {
        text.addSample(name, labels, value.withLock { $0 })
    }
}

final class GaugeCell: MetricCell, MeterHandler, RecorderHandler {
    static let kind = MetricKind.gauge
    private let value = Mutex(0.0)

    init(buckets: [Double] = []) {}

    func set(_ new: Int64) { set(Double(new)) }
    func set(_ new: Double) {
        guard new.isFinite else { return }
        value.withLock { $0 = new }
    }

    func increment(by amount: Double) {
        guard amount.isFinite else { return }
        value.withLock { $0 += amount }
    }

    func decrement(by amount: Double) { increment(by: -amount) }
    func record(_ new: Int64) { set(new) }
    func record(_ new: Double) { set(new) }

    func write(_ name: String, _ labels: String, into text: inout String) {
        text.addSample(name, labels, value.withLock { $0 })
    }
}

final class HistogramCell: MetricCell, TimerHandler, RecorderHandler {
    static let kind = MetricKind.histogram

    private struct State {
        /// One more than there are buckets: the last one has no upper bound.
        var counts: [UInt64]
        var sum = 0.0
    }

    private let buckets: [Double]
    private let state: Mutex<State>

    init(buckets: [Double]) {
        self.buckets = buckets
        state = Mutex(State(counts: Array(repeating: 0, count: buckets.count + 1)))
    }

    func recordNanoseconds(_ duration: Int64) { record(Double(max(duration, 0)) / 1e9) }
    func record(_ value: Int64) { record(Double(value)) }

    func record(_ value: Double) {
        guard value.isFinite else { return }
        let index = buckets.firstIndex { value <= $0 } ?? buckets.count
        state.withLock {
            $0.counts[index] &+= 1
            $0.sum += value
        }
    }

    func write(_ name: String, _ labels: String, into text: inout String) {
        let state = state.withLock { $0 }
        let prefix = labels.isEmpty ? "" : labels + ","
        var total: UInt64 = 0
        for (bound, count) in zip(buckets + [.infinity], state.counts) {
            total &+= count
            text.addSample(name + "_bucket", "\(prefix)le=\"\(bound.prometheus)\"", Double(total))
        }
        text.addSample(name + "_sum", labels, state.sum)
        text.addSample(name + "_count", labels, Double(total))
    }
}

extension String {
    mutating func addSample(_ name: String, _ labels: String, _ value: Double) {
        self += labels.isEmpty ? "\(name) \(value.prometheus)\n" : "\(name){\(labels)} \(value.prometheus)\n"
    }

    mutating func addHeader(_ name: String, _ kind: MetricKind, help: String) {
        self += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
    }
}

extension Double {
    /// As the text format writes numbers.
    var prometheus: String {
        if isNaN { return "NaN" }
        if isInfinite { return self < 0 ? "-Inf" : "+Inf" }
        return Int64(exactly: self).map { abs(self) < 1e15 ? "\($0)" : "\(self)" } ?? "\(self)"
    }
}
