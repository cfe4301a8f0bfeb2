/// Guesses how many tokens a text is, without a tokenizer.
///
/// Byte-pair vocabularies spend about a token on four Latin letters, on two
/// Cyrillic ones and on nearly every Chinese sign. The weights err by some 20 %
/// either way on ordinary text, which is enough for budgets and for fitting a
/// prompt; what must not be exceeded asks for ``most(in:)``.
package struct TokenEstimate: Sendable, Hashable {
    /// In hundredths of a token, so that a reply counted part by part equals the whole.
    private var hundredths = 0

    package init() {}

    package mutating func add(_ text: String) {
        var text = text
        // A loop, since a persona is weighed for every prompt and `reduce` takes five times as long.
        hundredths &+= text.withUTF8 { bytes in
            Self.weights.withUnsafeBufferPointer { weights in
                var sum = 0
                for index in bytes.indices { sum &+= Int(weights[Int(bytes[index])]) }
                return sum
            }
        }
    }

    /// Rounded up.
    package var tokens: Int { (hundredths &+ 99) / 100 }

    package static func tokens(in text: String) -> Int {
        var estimate = TokenEstimate()
        estimate.add(text)
        return estimate.tokens
    }

    package static func tokens(in message: Prompt.Message) -> Int {
        var estimate = TokenEstimate()
        estimate.add(message)
        return estimate.tokens
    }

    package static func tokens(in prompt: Prompt) -> Int {
        var estimate = TokenEstimate()
        estimate.add(prompt.system)
        for message in prompt.messages { estimate.add(message) }
        for tool in prompt.tools { estimate.hundredths &+= tool.weight.hundredths }
        if let schema = prompt.sampling.schema { estimate.add(schema) }
        return estimate.tokens
    }

    /// More than the prompt is likely to be: what is reserved before a call.
    package static func most(in prompt: Prompt) -> Int { tokens(in: prompt) &* 3 / 2 &+ 16 }

    /// What chat templates put around a message.
    package static let tokensPerMessage = 4
    /// Providers count 85 to 1,600, by size.
    package static let tokensPerImage = 800

    private mutating func add(_ message: Prompt.Message) {
        add(message.text)
        hundredths &+= 100 &* (Self.tokensPerMessage &+ message.images.count &* Self.tokensPerImage)
        for call in message.toolCalls {
            add(call.name)
            add(call.arguments)
        }
    }

    mutating func add(_ json: JSONValue) {
        switch json {
        case .null, .bool: hundredths &+= 100
        case .number: hundredths &+= 200
        case .string(let text):
            hundredths &+= 100
            add(text)
        case .array(let items):
            hundredths &+= 100
            for item in items { add(item) }
        case .object(let members):
            for (key, value) in members {
                hundredths &+= 200
                add(key)
                add(value)
            }
        }
    }

    /// What each byte adds. A character's whole weight stands on its first byte; those that follow weigh nothing.
    private static let weights: [UInt8] = (UInt8.min...UInt8.max).map { byte -> UInt8 in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: " "): 23
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): 32
        case UInt8(ascii: "0")...UInt8(ascii: "9"): 50
        case 0x00..<0x80: 60  // punctuation, line ends
        case 0x80..<0xC0: 0  // a byte that continues a character
        case 0xC2..<0xCC: 55  // accented Latin
        case 0xCC..<0xE0: 45  // Greek, Cyrillic, Hebrew, Arabic
        case 0xE0..<0xE2: 75  // Indic scripts, Thai, Georgian
        case 0xE2: 100  // dashes, arrows, symbols
        case 0xE3..<0xEE: 95  // Kana, Chinese, Hangul
        case 0xEE..<0xF0: 120  // private use, presentation forms
        default: 250  // emoji
        }
    }
}
