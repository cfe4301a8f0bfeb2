import Inference

@testable import ToolCalls

/// What clean-up takes for a call is a call, its arguments are an object that a tool takes or refuses, and any sum has
/// a finite result or none.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzToolCalls(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    if let sum = try? Calculator.value(of: text) {  // refused: no sum
        precondition(sum.isFinite && !NumberText.short(sum).isEmpty, "an odd sum")
    }
    check("TOOL: try_it(" + text)
    check("<tool_call>{\"name\": \"try_it\", \"arguments\": " + text)
    check(text)
    return 0
}

private let tool = ToolDescription(
    "try_it", "Tries.", .text("text", "a text"), .number("number", "a number", in: -10...10, default: 1),
    .choice("side", "a side", ["left", "right"], default: "left"), .flag("loud", "how", default: false))

private func check(_ reply: String) {
    var cleaning = ReplyCleaning()
    _ = cleaning.push(reply)
    _ = cleaning.finish()
    for written in cleaning.toolCalls {
        guard let call = TextualToolCalls.parse(written) else {
            precondition(written.hasPrefix("<tool_call>"), "no call: \(written)")
            continue
        }
        precondition((1...64).contains(call.name.count), "a name of no length")
        guard let arguments = try? ToolArguments(call.arguments, for: tool) else { continue }  // refused
        precondition((-10...10).contains((try? arguments.number("number")) ?? 100), "a number out of its range")
    }
}
