import Foundation

/// What other stores of vectors take for the same vectors and queries, in Python.
struct VectorPeers: Decodable {
    /// CPU of a query at the smaller number of vectors, in milliseconds; one for each run.
    let chromadb: [Double]
    /// The same at the larger number.
    let faiss: [Double]

    static func measure(
        _ vectors: [[Float]], _ queries: [[Float]], counts: [Int], on bench: Workbench
    ) throws -> VectorPeers {
        guard let python = ProcessInfo.processInfo.environment["ACORE_BENCH_PYTHON"] else {
            throw BenchFault("chromadb and faiss are not here; scripts/bench.sh gets them")
        }
        let folder = try bench.folder("vectors")
        let (file, output) = (folder.appending(path: "vectors.f32"), folder.appending(path: "peers.json").path)
        try (vectors + queries).reduce(into: Data()) { data, vector in
            vector.withUnsafeBytes { data.append(contentsOf: $0) }
        }.write(to: file)
        let arguments = [bench.peers + "/vectors.py", file.path, "\(queries.count)", "\(bench.times(5))"]
        let child = try ChildProcess(
            python, arguments + counts.map(String.init),
            environment: [
                "PATH": "/usr/bin:/bin", "HOME": folder.path, "OMP_NUM_THREADS": "1", "ANONYMIZED_TELEMETRY": "False",
            ], output: output)
        try child.wait()
        return try JSONDecoder().decode(VectorPeers.self, from: Data(contentsOf: URL(filePath: output)))
    }
}
