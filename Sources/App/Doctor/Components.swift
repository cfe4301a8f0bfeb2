import Foundation

/// What set-up fetches, as listed in `share/acore/components.tsv`.
struct Components {
    let places: Places

    /// Columns: part, arch, package, version, file, sha256, bytes, licence, member, target, purpose, without.
    private struct Component {
        let part: String
        let arch: String
        let file: String
        let target: String
        let purpose: String
        let without: String

        init?(_ line: Substring) {
            let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard columns.count >= 12 else { return nil }
            (part, arch, file) = (columns[0], columns[1], columns[4])
            (target, purpose, without) = (columns[9], columns[10], columns[11])
        }
    }

    func findings() -> [Finding] {
        guard let list = places.share?.appending(path: "components.tsv"),
            let text = try? String(contentsOf: list, encoding: .utf8)  // an incomplete archive
        else { return [.weak("Parts", "their list is not beside the program", "unpack the whole archive")] }
        let all = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap(Component.init)
        return all.filter { [Self.architecture, "any"].contains($0.arch) }.map(finding)
    }

    private func finding(_ component: Component) -> Finding {
        if component.file == "-" {
            return .weak("Part", "\(component.part) does not exist for \(Self.architecture)", component.without)
        }
        guard FileManager.default.fileExists(atPath: places.home.appending(path: component.target).path) else {
            return .weak("Part", "\(component.part) is missing: without it \(component.without)", "acore setup")
        }
        return .well("Part", "\(component.part) (\(component.purpose))")
    }

    private static var architecture: String {
        #if arch(arm64)
            "aarch64"
        #else
            "x86_64"
        #endif
    }
}
