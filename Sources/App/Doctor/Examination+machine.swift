import Foundation

/// What the machine brings.
extension Examination {
    func toolchain() -> Finding {
        guard let root = places.root,
            FileManager.default.fileExists(atPath: root.appending(path: "Package.swift").path)
        else { return .well("Toolchain", "not needed: this is a built archive") }
        return Self.toolchain(saying: ProgramOutput.of("swift", "--version"))
    }

    /// - Parameter words: what `swift --version` says.
    static func toolchain(saying words: String?) -> Finding {
        let remedy = "install Swift 6.2 or newer (swift.org/install) to build again"
        guard let words else { return .weak("Toolchain", "there is no Swift that starts", remedy) }
        guard let version = version(after: "Swift version", in: words), version >= (6, 2) else {
            return .weak("Toolchain", "this Swift is older than 6.2", remedy)
        }
        return .well("Toolchain", "Swift \(version.0).\(version.1)")
    }

    func packages() -> [Finding] {
        let certificates = ["/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt"]
        var findings = [Self.python(saying: ProgramOutput.of("/usr/bin/python3", "--version"))]
        if !certificates.contains(where: FileManager.default.fileExists) {
            findings.append(
                .weak("Packages", "without certificates no cloud model is reached", "apt-get install ca-certificates"))
        }
        if !FileManager.default.fileExists(atPath: "/usr/share/zoneinfo") {
            findings.append(.weak("Packages", "without time zones everybody is told UTC", "apt-get install tzdata"))
        }
        if ProgramOutput.of("pdftotext", "-v") == nil {
            findings.append(
                .weak("Packages", "without pdftotext no PDF can be read", "apt-get install poppler-utils"))
        }
        return findings
    }

    /// - Parameter words: what `python3 --version` says.
    static func python(saying words: String?) -> Finding {
        let remedy = "apt-get install python3, of version 3.10 or newer"
        guard let version = words.flatMap({ version(after: "Python", in: $0) }), version >= (3, 10) else {
            return .weak("Packages", "the embedded model needs Python 3.10 or newer at /usr/bin/python3", remedy)
        }
        return .well("Packages", "Python \(version.0).\(version.1)")
    }

    /// (6, 2) from "Swift version 6.2.1 (…)".
    private static func version(after name: String, in words: String) -> (Int, Int)? {
        guard let start = words.range(of: name + " ")?.upperBound else { return nil }
        let numbers = words[start...].split(separator: " ").first?.split(separator: ".").compactMap { Int($0) } ?? []
        return numbers.count > 1 ? (numbers[0], numbers[1]) : nil
    }

    func folder() -> Finding {
        let path = places.data.path
        guard let mode = Self.mode(of: path) else { return .well("Data", "\(path) will be made at the first start") }
        guard FileManager.default.isWritableFile(atPath: path) else {
            return .wrong("Data", "\(path) cannot be written by this user", "chown -R $(id -un) \(path)")
        }
        guard mode & 0o077 == 0 else {
            return .wrong("Data", "other users of this machine can look into \(path)", "chmod 700 \(path)")
        }
        return .well("Data", path)
    }

    /// Its permission bits; nil where it is not there.
    static func mode(of path: String) -> Int? {
        // Who may not look at it gets the next finding.
        (try? FileManager.default.attributesOfItem(atPath: path))?[.posixPermissions] as? Int
    }

    func disk() -> Finding {
        let folder = FileManager.default.fileExists(atPath: places.home.path) ? places.home.path : NSHomeDirectory()
        // A file system that does not tell is as good as one that cannot be seen.
        let attributes = try? FileManager.default.attributesOfFileSystem(forPath: folder)
        let free = attributes?[.systemFreeSize] as? Int
        guard let free else { return .weak("Disk", "the free space cannot be seen", "df -h \(folder)") }
        let words = free.formatted(.byteCount(style: .file))
        return free < 1_000_000_000
            ? .weak("Disk", "only \(words) free", "make room on the disk of \(folder)") : .well("Disk", "\(words) free")
    }

    func encryption() -> Finding {
        DiskEncryption.isEncrypted(places.data.path)
            ? .well("Encryption", "the data's disk is encrypted")
            : .weak(
                "Encryption", "the data's disk does not look encrypted; who holds it can read every talk",
                "keep ACORE_DATA on an encrypted disk (LUKS)")
    }

    func port() -> Finding {
        let page = settings.dashboard
        guard page.port > 0 else { return .well("Port", "a free one is taken at every start") }
        switch PortHolder.of(port: page.port, at: page.host) {
        case nil: return .well("Port", "\(page.port) is free")
        case .process("acore", let id): return .well("Port", "\(page.port) is Acore's own (process \(id))")
        case .some(let holder):
            return .wrong("Port", "\(page.port) is taken by \(holder)", "stop it, or set DASHBOARD_PORT")
        }
    }
}
