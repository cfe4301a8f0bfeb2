package import CoreMetrics
import Synchronization

/// Keeps the numbers of the whole program, and writes them for Prometheus.
///
/// Counters get the suffix `_total` and timers `_seconds` where they lack it.
/// Meters and recorders without aggregation are gauges; timers and the other
/// recorders are histograms with the bounds of ``HistogramBuckets``.
package final class PrometheusRegistry: MetricsFactory {
    /// Series per metric; what comes on top is counted together, every label being `other`.
    package static let maxSeries = 200
    /// Metrics; those on top are not shown.
    package static let maxMetrics = 1_000

    /// Requests remembered as they were made.
    fileprivate static let maxKnown = 10_000

    struct Metric {
        var kind: MetricKind
        var series: [String: any MetricCell] = [:]
        /// Requests for a series beyond the limit.
        var dropped = 0
    }

    /// A series as it was asked for.
    struct Request: Hashable {
        let kind: MetricKind
        let label: String
        let suffix: String
        let dimensions: [String]
    }

    struct State {
        var metrics: [String: Metric] = [:]
        /// Most are asked for again and again, in the same words.
        var known: [Request: any MetricCell] = [:]
        /// Names of samples that are in use.
        var takenNames = Set([droppedName, refusedName] + ProcessMetrics.names)
        /// Requests for a metric that could not be kept.
        var refused = 0
    }

    static let droppedName = "acore_metrics_dropped_series_total"
    static let refusedName = "acore_metrics_refused_total"

    private let state = Mutex(State())

    package init() {}

    package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        cell(label, suffix: "_total", dimensions) as CounterCell
    }

    package func makeFloatingPointCounter(
        label: String, dimensions: [(String, String)]
    ) -> any FloatingPointCounterHandler {
        cell(label, suffix: "_total", dimensions) as CounterCell
    }

    package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        cell(label, dimensions) as GaugeCell
    }

    package func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        aggregate ? cell(label, dimensions) as HistogramCell : cell(label, dimensions) as GaugeCell
    }

    package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        cell(label, suffix: "_seconds", dimensions) as HistogramCell
    }

    // What has been counted stays, whoever counted it.
    package func destroyCounter(_ handler: any CounterHandler) {}
    package func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
    package func destroyMeter(_ handler: any MeterHandler) {}
    package func destroyRecorder(_ handler: any RecorderHandler) {}
    package func destroyTimer(_ handler: any TimerHandler) {}

    /// The series of that name and labels. One that cannot be kept (the name is
    /// taken by another kind, or there are too many) is counted by nobody.
    private func cell<Cell: MetricCell>(
        _ label: String, suffix: String = "", _ dimensions: [(String, String)]
    ) -> Cell {
        let request = Request(
            kind: Cell.kind, label: label, suffix: suffix,
            dimensions: dimensions.flatMap { [MetricName.cut($0.0), MetricName.cut($0.1)] })
        if let known = state.withLock({ $0.known[request] as? Cell }) { return known }
        let name = MetricName.sanitized(label, suffix: suffix)
        let labels = MetricName.labels(dimensions)
        let rest = MetricName.labels(dimensions.map { ($0.0, "other") })
        return state.withLock { state in
            let cell = state.cell(name, labels, rest: rest) as Cell?
            state.remember(cell, name, labels, for: request)
            return cell ?? Cell(buckets: HistogramBuckets.bounds(for: name))
        }
    }

    /// Everything in text format 0.0.4, for `text/plain; version=0.0.4; charset=utf-8`.
    package func render() -> String {
        let state = state.withLock { $0 }
        var text = ProcessMetrics.read()?.render() ?? ""
        for (name, metric) in state.metrics.sorted(by: { $0.key < $1.key }) {
            text.addHeader(name, metric.kind, help: name.split(separator: "_").joined(separator: " "))
            for (labels, cell) in metric.series.sorted(by: { $0.key < $1.key }) {
                cell.write(name, labels, into: &text)
            }
        }
        text.addHeader(Self.droppedName, .counter, help: "Series beyond the limit of their metric, by metric.")
        for (name, metric) in state.metrics.sorted(by: { $0.key < $1.key }) where metric.dropped > 0 {
            text.addSample(Self.droppedName, "metric=\"\(name)\"", Double(metric.dropped))
        }
        text.addHeader(
            Self.refusedName, .counter, help: "Metrics whose name was taken by another kind, or one too many.")
        text.addSample(Self.refusedName, "", Double(state.refused))
        return text
    }
}

extension PrometheusRegistry.State {
    /// The series, made if there is room; nil where it cannot be kept.
    fileprivate mutating func cell<Cell: MetricCell>(_ name: String, _ labels: String, rest: String) -> Cell? {
        guard admit(name, Cell.kind) else {
            refused += 1
            return nil
        }
        let series = metrics[name]?.series ?? [:]
        if let known = series[labels] { return known as? Cell }
        let isFull = series.count >= PrometheusRegistry.maxSeries
        if isFull {
            metrics[name]?.dropped += 1
            if let known = series[rest] { return known as? Cell }
            guard series.count == PrometheusRegistry.maxSeries else { return nil }
        }
        let cell = Cell(buckets: HistogramBuckets.bounds(for: name))
        metrics[name]?.series[isFull ? rest : labels] = cell
        return cell
    }

    /// Only a series of its own: one that is counted with the rest is to be counted as dropped too.
    fileprivate mutating func remember(
        _ cell: (any MetricCell)?, _ name: String, _ labels: String, for request: PrometheusRegistry.Request
    ) {
        let isOwn = cell != nil && metrics[name]?.series[labels] === cell
        if isOwn, known.count < PrometheusRegistry.maxKnown { known[request] = cell }
    }

    /// Whether the metric is there, or there is room for it and its sample names are free.
    private mutating func admit(_ name: String, _ kind: MetricKind) -> Bool {
        if let known = metrics[name] { return known.kind == kind }
        let names = kind.sampleNames(name)
        guard metrics.count < PrometheusRegistry.maxMetrics, takenNames.isDisjoint(with: names) else { return false }
        takenNames.formUnion(names)
        metrics[name] = PrometheusRegistry.Metric(kind: kind)
        return true
    }
}
