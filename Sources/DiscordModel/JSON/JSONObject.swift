/// The members of a JSON object in their order, no two of one name. Where a name is read twice, the last one counts
/// and the order is that of the names.
package struct JSONObject: Sendable {
    package struct Member: Sendable {
        package let name: String
        package var value: JSON
    }

    private var members: [Member] = []

    package init() {}

    package init(_ members: some Sequence<(String, JSON)>) {
        for (name, value) in members { self[name] = value }
    }

    package subscript(name: String) -> JSON? {
        get { index(of: name).map { members[$0].value } }
        set {
            switch (index(of: name), newValue) {
            case (let index?, let value?): members[index].value = value
            case (nil, let value?): members.append(Member(name: name, value: value))
            case (_, nil): members.removeAll { $0.name == name }
            }
        }
    }

    private func index(of name: String) -> Int? { members.firstIndex { $0.name == name } }

    package var names: [String] { members.map(\.name) }
}

extension JSONObject: RandomAccessCollection {
    package var startIndex: Int { members.startIndex }
    package var endIndex: Int { members.endIndex }
    package subscript(position: Int) -> Member { members[position] }
}

extension JSONObject: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        try json.object { json, key throws(JSONFault) in
            members.append(Member(name: try key.unescaped(), value: try JSON(from: &json)))
        }
        guard Set(names).count < members.count else { return }
        let all = members.map { ($0.name, $0.value) }
        let last = Dictionary(all, uniquingKeysWith: { _, last in last })
        members = last.map { Member(name: $0, value: $1) }.sorted { $0.name < $1.name }
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (String, JSON)...) { self.init(elements) }
}

/// Order makes no difference.
extension JSONObject: Hashable {
    package static func == (left: JSONObject, right: JSONObject) -> Bool {
        left.count == right.count && left.allSatisfy { right[$0.name] == $0.value }
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(members.reduce(0) { $0 &+ $1.name.hashValue })
    }
}
