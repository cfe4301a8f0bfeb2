/// Why a file or a folder could not be brought in, in words for the person who asked.
///
/// It reads on from the name of the file: `is larger than 32 MiB`.
package struct ImportFault: Error, Sendable, Hashable, CustomStringConvertible {
    package let reason: String

    package var description: String { reason }

    init(_ reason: String) { self.reason = reason }
}
