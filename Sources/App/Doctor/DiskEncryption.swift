import Foundation

/// Whether a folder's disk is encrypted by the kernel (dm-crypt, as LUKS uses it).
enum DiskEncryption {
    /// Follows the mount's device through device-mapper layers down to one whose uuid says `CRYPT-`.
    static func isEncrypted(_ path: String) -> Bool {
        var folder = URL(filePath: path)
        while !FileManager.default.fileExists(atPath: folder.path), folder.path != "/" {
            folder.deleteLastPathComponent()
        }
        var info = stat()
        guard stat(folder.path, &info) == 0 else { return false }
        let device = UInt64(info.st_dev)
        // glibc's makedev(3), read backwards.
        let major = ((device >> 8) & 0xFFF) | ((device >> 32) & ~0xFFF)
        let minor = (device & 0xFF) | ((device >> 12) & ~0xFF)
        return isEncrypted(block: "/sys/dev/block/\(major):\(minor)", depth: 0)
    }

    private static func isEncrypted(block: String, depth: Int) -> Bool {
        guard depth < 8 else { return false }
        // Only device-mapper devices have the file.
        let uuid = (try? String(contentsOfFile: "\(block)/dm/uuid", encoding: .utf8)) ?? ""
        if uuid.hasPrefix("CRYPT-") { return true }
        let below = (try? FileManager.default.contentsOfDirectory(atPath: "\(block)/slaves")) ?? []  // a plain disk
        return below.contains { isEncrypted(block: "\(block)/slaves/\($0)", depth: depth + 1) }
    }
}
