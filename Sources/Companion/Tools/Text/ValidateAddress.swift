import Foundation
import Inference

/// Whether a text could be a web address. Nothing is fetched.
struct ValidateURL: Tool {
    let description = ToolDescription(
        "validate_url", "Tells whether a text is written like a web address.", .text("url", "the address"))
    let activity = "reads an address"

    func run(_ arguments: ToolArguments, in context: ToolContext) throws -> String {
        let url = try arguments.text("url").trimming(\.isWhitespace)
        let shown = url.prefix(100)
        guard let fault = Self.fault(in: url) else { return "\(shown) is a valid URL (its form; it was not visited)" }
        return "\(shown) is not a valid URL: \(fault)"
    }

    static func fault(in url: String) -> String? {
        guard url.utf8.count <= 2048 else { return "it is longer than 2048 characters" }
        guard !url.contains(where: { $0.isWhitespace || $0.isNewline }) else { return "it holds blanks" }
        guard let match = url.wholeMatch(of: /([A-Za-z][A-Za-z0-9+.\-]*):\/\/([^\/?#]*)(.*)/) else {
            return "it does not begin like https://"
        }
        guard ["http", "https"].contains(match.1.lowercased()) else { return "it is not http or https" }
        guard URLComponents(string: url) != nil else { return "it holds characters that an address cannot" }
        return authorityFault(match.2)
    }

    private static func authorityFault(_ authority: Substring) -> String? {
        if authority.contains("@") { return "it holds a user name" }
        if authority.contains("[") {
            return authority.wholeMatch(of: /\[[0-9A-Fa-f:.]{2,45}\](:[0-9]{1,5})?/) == nil
                ? "its host is no address" : nil
        }
        let parts = authority.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        if parts.count == 2, !(parts.last.flatMap { UInt16($0) }.map { $0 > 0 } ?? false) {
            return "its port is no port"
        }
        guard let host = parts.first, !host.isEmpty else { return "it has no host" }
        return host == "localhost" || DomainName.isPublic(host) ? nil : "its host is no domain name"
    }
}

/// Whether a text could be a mail address. Nothing is sent.
struct ValidateEmail: Tool {
    let description = ToolDescription(
        "validate_email", "Tells whether a text is written like a mail address.", .text("email", "the address"))
    let activity = "reads an address"

    func run(_ arguments: ToolArguments, in context: ToolContext) throws -> String {
        let email = try arguments.text("email").trimming(\.isWhitespace)
        return Self.isValid(email)
            ? "\(email) is a valid email address (its form; nothing was sent)"
            : "\(email.prefix(100)) is not a valid email address"
    }

    /// The form that mail programs let people type: no quotes, no comments (RFC 5321, RFC 6531).
    static func isValid(_ email: String) -> Bool {
        let parts = email.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, let local = parts.first, let domain = parts.last, email.utf8.count <= 254,
            (1...64).contains(local.utf8.count)
        else { return false }
        let atoms = local.split(separator: ".", omittingEmptySubsequences: false)
        return atoms.allSatisfy { !$0.isEmpty && $0.allSatisfy(isAtomCharacter) } && DomainName.isPublic(domain)
    }

    private static func isAtomCharacter(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || "!#$%&'*+-/=?^_`{|}~".contains(character)
    }
}

/// Names of hosts, by their form (RFC 1035, RFC 5890).
enum DomainName {
    /// At least two labels of letters, digits and inner hyphens; or an IPv4 address.
    static func isPublic(_ name: some StringProtocol) -> Bool {
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2, name.utf8.count <= 253, labels.allSatisfy({ isLabel(String($0)) }) else {
            return false
        }
        let isNumeric = labels.last?.allSatisfy(\.isNumber) ?? false
        return !isNumeric || (labels.count == 4 && labels.allSatisfy { UInt8($0) != nil })
    }

    private static func isLabel(_ label: String) -> Bool {
        (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
            && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
    }
}
