/// What goes wrong, when, and how often: steps that are used up.
package struct FaultScript: Sendable {
    /// More steps than this are a mistake in the test; the rest is not taken in.
    package static let stepLimit = 1_000

    private enum Strike: Sendable {
        case gateway(GatewayMoment, GatewayFault)
        case rest(RESTMoment, RESTFault)
    }

    private struct Step: Sendable {
        let strike: Strike
        var skip: Int
        var times: Int
    }

    private var steps: [Step] = []
    /// How many faults have struck.
    package private(set) var struck = 0

    package init() {}

    /// - Parameters:
    ///   - skip: so many such moments pass unharmed before.
    ///   - times: it strikes so many, one after the other.
    package mutating func add(
        _ fault: GatewayFault, at moment: GatewayMoment, skip: Int = 0, times: Int = 1
    ) {
        add(Step(strike: .gateway(moment, fault), skip: skip, times: times))
    }

    package mutating func add(_ fault: RESTFault, to moment: RESTMoment, skip: Int = 0, times: Int = 1) {
        add(Step(strike: .rest(moment, fault), skip: skip, times: times))
    }

    /// What is still to come.
    package var remaining: Int { steps.reduce(0) { $0 + $1.times } }

    /// All that strikes at this moment, in the order it was added.
    mutating func take(_ moment: GatewayMoment) -> [GatewayFault] {
        take { strike -> GatewayFault? in
            guard case .gateway(let wanted, let fault) = strike else { return nil }
            if case .event = moment, wanted == .anyEvent { return fault }
            return wanted == moment ? fault : nil
        }
    }

    /// The first that strikes this request; the others wait for the next one.
    mutating func take(method: String, path: String) -> RESTFault? {
        take(atMost: 1) { strike -> RESTFault? in
            guard case .rest(let wanted, let fault) = strike, wanted.matches(method: method, path: path)
            else { return nil }
            return fault
        }.first
    }

    private mutating func add(_ step: Step) {
        guard steps.count < Self.stepLimit, step.times > 0 else { return }
        steps.append(step)
    }

    private mutating func take<Fault>(atMost limit: Int = .max, _ fault: (Strike) -> Fault?) -> [Fault] {
        var found: [Fault] = []
        for index in steps.indices where found.count < limit {
            guard let fault = fault(steps[index].strike) else { continue }
            guard steps[index].skip == 0 else {
                steps[index].skip -= 1
                continue
            }
            steps[index].times -= 1
            found.append(fault)
        }
        steps.removeAll { $0.times == 0 }
        struck += found.count
        return found
    }
}
