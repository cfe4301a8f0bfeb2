import DiscordModel

/// What Discord refuses in a message's or a modal's components.
///
/// <https://docs.discord.com/developers/components/reference>
struct ComponentChecks {
    static let limit = 40

    let isV2: Bool
    var isModal = false
    private var count = 0
    private var customIDs: Set<String> = []
    private var ids: Set<Int> = []
    private var text = 0

    init(isV2: Bool, isModal: Bool = false) {
        self.isV2 = isV2
        self.isModal = isModal
    }

    private static let buttons: Set<Int> = [2]
    private static let selects: Set<Int> = [3, 5, 6, 7, 8]

    mutating func check(_ components: [JSON], _ path: [String], _ faults: inout FormFaults) {
        if !isV2, components.count > 5 { faults.tooLong(path, 5) }
        for (index, component) in components.enumerated() {
            let place = path + ["\(index)"]
            let kind = component["type"]?.integer ?? 0
            let allowed: Set<Int> = isModal ? [1, 10, 18] : isV2 ? [1, 9, 10, 12, 13, 14, 17] : [1]
            if !allowed.contains(kind) { Self.wrongKind(kind, allowed, place, &faults) }
            one(component, place, &faults)
        }
        if count > Self.limit {
            faults.add(path, "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", "Must be \(Self.limit) or fewer in all.")
        }
        if text > 4_000 {
            faults.add(path, "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", "Text must be 4000 or fewer in all.")
        }
    }

    private static func wrongKind(_ kind: Int, _ allowed: Set<Int>, _ path: [String], _ faults: inout FormFaults) {
        let list = allowed.sorted().map(String.init).joined(separator: ", ")
        faults.add(path + ["type"], "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of (\(list)).")
    }

    private mutating func one(_ component: JSON, _ path: [String], _ faults: inout FormFaults) {
        count += 1
        if let id = component["id"]?.integer, id != 0, !ids.insert(id).inserted {
            faults.add(path + ["id"], "COMPONENT_ID_DUPLICATED", "Component id cannot be duplicated")
        }
        if let name = component["custom_id"]?.string {
            if !(1...100).contains(name.unicodeScalars.count) {
                faults.add(path + ["custom_id"], "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.")
            }
            if !customIDs.insert(name).inserted {
                faults.add(
                    path + ["custom_id"], "COMPONENT_CUSTOM_ID_DUPLICATED",
                    "Component custom id cannot be duplicated")
            }
        }
        switch component["type"]?.integer ?? 0 {
        case 1: row(component, path, &faults)
        case 2: button(component, path, &faults)
        case 3: options(component, path, &faults)
        case 4: length(component, "placeholder", 100, path, &faults)
        case 5...8: length(component, "placeholder", 150, path, &faults)
        case 9: section(component, path, &faults)
        case 10: display(component, path, &faults)
        case 12: items(component, path, &faults)
        case 17: children(component, [1, 9, 10, 12, 13, 14], path, &faults)
        case 18: label(component, path, &faults)
        default: break
        }
    }

    private mutating func row(_ row: JSON, _ path: [String], _ faults: inout FormFaults) {
        let inside = row["components"]?.array ?? []
        let kinds = inside.map { $0["type"]?.integer ?? 0 }
        if inside.isEmpty {
            faults.add(path + ["components"], "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.")
        }
        if inside.count > 5 || inside.count > 1 && !kinds.allSatisfy({ $0 == 2 }) {
            faults.add(
                path + ["components"], "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
                "The specified component exceeds the maximum width")
        }
        children(row, isModal ? [4] : [2, 3, 5, 6, 7, 8], path, &faults)
    }

    private mutating func children(
        _ parent: JSON, _ allowed: Set<Int>, _ path: [String], _ faults: inout FormFaults
    ) {
        for (index, child) in (parent["components"]?.array ?? []).enumerated() {
            let place = path + ["components", "\(index)"]
            let kind = child["type"]?.integer ?? 0
            if !allowed.contains(kind) { Self.wrongKind(kind, allowed, place, &faults) }
            one(child, place, &faults)
        }
    }

    private mutating func button(_ button: JSON, _ path: [String], _ faults: inout FormFaults) {
        length(button, "label", 80, path, &faults)
        length(button, "url", 512, path, &faults)
        switch button["style"]?.integer ?? 0 {
        case 1...4:
            if button["custom_id"]?.string == nil { faults.missing(path + ["custom_id"]) }
            if (button["label"] ?? .null).isNull, (button["emoji"] ?? .null).isNull {
                faults.add(path, "BUTTON_COMPONENT_INVALID_LABEL", "A button needs a label or an emoji")
            }
        case 5: if button["url"]?.string == nil { faults.missing(path + ["url"]) }
        case 6: if button["sku_id"] == nil { faults.missing(path + ["sku_id"]) }
        case let style: faults.add(path + ["style"], "BASE_TYPE_CHOICES", "Value \(style) is no style.")
        }
    }

    private mutating func options(_ select: JSON, _ path: [String], _ faults: inout FormFaults) {
        length(select, "placeholder", 150, path, &faults)
        let options = select["options"]?.array ?? []
        if !(1...25).contains(options.count) {
            faults.add(path + ["options"], "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 25 in length.")
        }
        if Set(options.compactMap { $0["value"]?.string }).count < options.count {
            faults.add(path + ["options"], "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "Values must be unique")
        }
        for (index, option) in options.enumerated() {
            for field in ["label", "value", "description"] {
                length(option, field, 100, path + ["options", "\(index)"], &faults)
            }
        }
    }

    private mutating func section(_ section: JSON, _ path: [String], _ faults: inout FormFaults) {
        let inside = section["components"]?.array ?? []
        if !(1...3).contains(inside.count) {
            faults.add(path + ["components"], "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 3 in length.")
        }
        children(section, [10], path, &faults)
        guard let accessory = section["accessory"] else { return faults.missing(path + ["accessory"]) }
        one(accessory, path + ["accessory"], &faults)
    }

    private mutating func display(_ display: JSON, _ path: [String], _ faults: inout FormFaults) {
        let content = display["content"]?.string ?? ""
        text += content.unicodeScalars.count
        if content.isEmpty {
            faults.add(path + ["content"], "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 4000 in length.")
        }
    }

    private mutating func items(_ gallery: JSON, _ path: [String], _ faults: inout FormFaults) {
        if !(1...10).contains(gallery["items"]?.array?.count ?? 0) {
            faults.add(path + ["items"], "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 10 in length.")
        }
    }

    private mutating func label(_ label: JSON, _ path: [String], _ faults: inout FormFaults) {
        length(label, "label", 45, path, &faults)
        length(label, "description", 100, path, &faults)
        guard let inside = label["component"] else { return faults.missing(path + ["component"]) }
        one(inside, path + ["component"], &faults)
    }

    private func length(
        _ component: JSON, _ field: String, _ limit: Int, _ path: [String], _ faults: inout FormFaults
    ) {
        if (component[field]?.string ?? "").unicodeScalars.count > limit { faults.tooLong(path + [field], limit) }
    }
}
