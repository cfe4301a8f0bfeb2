import Synchronization

/// The script that the gateway and REST share, and a test writes into while they run.
package final class Faults: Sendable {
    private let script = Mutex(FaultScript())

    package init() {}

    package func add(_ fault: GatewayFault, at moment: GatewayMoment, skip: Int = 0, times: Int = 1) {
        script.withLock { $0.add(fault, at: moment, skip: skip, times: times) }
    }

    package func add(_ fault: RESTFault, to moment: RESTMoment, skip: Int = 0, times: Int = 1) {
        script.withLock { $0.add(fault, to: moment, skip: skip, times: times) }
    }

    /// How many have struck, and how many are still to come.
    package var count: (struck: Int, remaining: Int) { script.withLock { ($0.struck, $0.remaining) } }

    /// What is to happen to this request; nil where it is answered as it should be.
    package func take(method: String, path: String) -> RESTFault? {
        script.withLock { $0.take(method: method, path: path) }
    }

    func take(_ moment: GatewayMoment) -> [GatewayFault] { script.withLock { $0.take(moment) } }
}
