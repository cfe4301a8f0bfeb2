/// The members of a JSON object in their order. Of members with the same name the last one counts.
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
        get { members.last { $0.name == name }?.value }
        set {
            let index = members.lastIndex { $0.name == name }
            switch (index, newValue) {
            case (let index?, let value?): members[index].value = value
            case (nil, let value?): members.append(Member(name: name, value: value))
            case (_, nil): members.removeAll { $0.name == name }
            }
        }
    }

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
