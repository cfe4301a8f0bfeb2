import Foundation
import Testing

@testable import Storage

struct VectorBlockTests {
    /// A vector of length 1, the same for the same seed.
    private func vector(_ seed: UInt64, dimensions: Int = 384) -> [Float] {
        var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
        let components = (0..<dimensions).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Float(Int64(bitPattern: state) >> 40) / 8_388_608
        }
        let length = components.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return components.map { $0 / length }
    }

    private func dot(_ one: [Float], _ other: [Float]) -> Float { zip(one, other).reduce(0) { $0 + $1.0 * $1.1 } }

    @Test func `a stored vector keeps its direction`() throws {
        let vector = vector(1)
        let stored = StoredVector(vector)
        let back = try #require(StoredVector(stored.blob))
        #expect(back == stored)
        #expect(abs(back.similarity(to: vector) - 1) < 0.0001)
    }

    @Test func `bytes that are no vector are refused`() {
        #expect(StoredVector(Data()) == nil)
        #expect(StoredVector(Data([1, 2, 3])) == nil)
        #expect(StoredVector(Data([0, 0, 0xC0, 0x7F, 1, 0])) == nil)  // the factor is not a number
        #expect(StoredVector([0, 0, 0]).similarity(to: [1, 0, 0]) == 0)
        #expect(StoredVector([1, 0]).similarity(to: [1, 0, 0]) == 0)
    }

    @Test func `the best ten are those of an exact search, after rescoring`() {
        var block = VectorBlock(dimensions: 384)
        let vectors = (0..<500).map { vector(UInt64($0)) }
        for (id, vector) in vectors.enumerated() { block.put(StoredVector(vector), id: Int64(id), tag: 0) }
        var agreeing = 0
        for question in 0..<10 {
            let query = vector(UInt64(100_000 + question))
            let scores = vectors.map { dot($0, query) }
            let exact = scores.indices.sorted { scores[$0] > scores[$1] }.prefix(10)
            let found = block.best(50, for: query) { _ in true }.map { Int($0.id) }
                .sorted { scores[$0] > scores[$1] }.prefix(10)
            agreeing += Set(exact).intersection(found).count
        }
        #expect(agreeing >= 99)
    }

    @Test func `rows of others are not looked at, and removed ones are gone`() {
        var block = VectorBlock(dimensions: 384)
        for id in 0..<20 { block.put(StoredVector(vector(UInt64(id))), id: Int64(id), tag: UInt32(id % 2)) }
        #expect(block.best(30, for: vector(4)) { $0 == 0 }.allSatisfy { $0.id.isMultiple(of: 2) })
        #expect(block.best(1, for: vector(4)) { _ in true }.first?.id == 4)
        block.remove(4)
        block.remove(400)
        #expect(block.count == 19)
        #expect(block.best(30, for: vector(4)) { _ in true }.contains { $0.id == 4 } == false)
        block.put(StoredVector(vector(50)), id: 4, tag: 0)
        block.put(StoredVector(vector(4)), id: 7, tag: 0)
        #expect(block.best(1, for: vector(4)) { _ in true }.first?.id == 7)
        #expect(block.count == 20)
    }

    @Test func `vectors of another size are left out`() {
        var block = VectorBlock(dimensions: 384)
        block.put(StoredVector([1, 2, 3]), id: 1, tag: 0)
        #expect(block.count == 0)
        block.put(StoredVector(vector(1)), id: 1, tag: 0)
        #expect(block.best(3, for: [1, 0, 0]) { _ in true }.isEmpty)
    }
}
