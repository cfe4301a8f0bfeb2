/// A part of a message or a form.
///
/// <https://docs.discord.com/developers/components/reference>
package indirect enum Component: Equatable, Sendable {
    case actionRow(ActionRow)
    case button(Button)
    case stringSelect(StringSelect)
    case userSelect(EntitySelect)
    case roleSelect(EntitySelect)
    case mentionableSelect(EntitySelect)
    case channelSelect(EntitySelect)
    case textInput(TextInput)
    case section(Section)
    case textDisplay(TextDisplay)
    case thumbnail(Thumbnail)
    case mediaGallery(MediaGallery)
    case file(FileDisplay)
    case separator(Separator)
    case container(Container)
    case label(Label)
    case fileUpload(FileUpload)
    case radioGroup(RadioGroup)
    case checkboxGroup(CheckboxGroup)
    case checkbox(Checkbox)
    /// Of a kind that came later than this program.
    case unknown(JSON)
}

// MARK: Reading

extension Component: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        switch try json.ahead("type").map(ComponentType.init) {
        case .actionRow: self = .actionRow(try json.read())
        case .button: self = .button(try json.read())
        case .stringSelect: self = .stringSelect(try json.read())
        case .userSelect: self = .userSelect(try json.read())
        case .roleSelect: self = .roleSelect(try json.read())
        case .mentionableSelect: self = .mentionableSelect(try json.read())
        case .channelSelect: self = .channelSelect(try json.read())
        case .textInput: self = .textInput(try json.read())
        case .section: self = .section(try json.read())
        case .textDisplay: self = .textDisplay(try json.read())
        case .thumbnail: self = .thumbnail(try json.read())
        case .mediaGallery: self = .mediaGallery(try json.read())
        case .file: self = .file(try json.read())
        case .separator: self = .separator(try json.read())
        case .container: self = .container(try json.read())
        case .label: self = .label(try json.read())
        case .fileUpload: self = .fileUpload(try json.read())
        case .radioGroup: self = .radioGroup(try json.read())
        case .checkboxGroup: self = .checkboxGroup(try json.read())
        case .checkbox: self = .checkbox(try json.read())
        default: self = .unknown(try json.read())
        }
    }
}

// MARK: Writing

extension Component: Encodable {
    /// What is in it, and the kind that is written beside; nil for those that have their own.
    private var content: (type: ComponentType?, value: any Encodable) {
        switch self {
        case .actionRow(let value): (.actionRow, value)
        case .button(let value): (.button, value)
        case .stringSelect(let value): (.stringSelect, value)
        case .userSelect(let value): (.userSelect, value)
        case .roleSelect(let value): (.roleSelect, value)
        case .mentionableSelect(let value): (.mentionableSelect, value)
        case .channelSelect(let value): (.channelSelect, value)
        case .textInput(let value): (.textInput, value)
        case .section(let value): (.section, value)
        case .textDisplay(let value): (.textDisplay, value)
        case .thumbnail(let value): (.thumbnail, value)
        case .mediaGallery(let value): (.mediaGallery, value)
        case .file(let value): (.file, value)
        case .separator(let value): (.separator, value)
        case .container(let value): (.container, value)
        case .label(let value): (.label, value)
        case .fileUpload(let value): (.fileUpload, value)
        case .radioGroup(let value): (.radioGroup, value)
        case .checkboxGroup(let value): (.checkboxGroup, value)
        case .checkbox(let value): (.checkbox, value)
        case .unknown(let value): (nil, value)
        }
    }

    package var type: ComponentType? {
        if case .unknown(let json) = self { return json["type"]?.integer.map(ComponentType.init) }
        return content.type
    }

    private enum CodingKeys: CodingKey { case type }

    package func encode(to encoder: any Encoder) throws {
        let (type, value) = content
        if let type {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(type, forKey: .type)
        }
        try value.encode(to: encoder)
    }
}
