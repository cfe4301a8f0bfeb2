package struct StickerFormat: OpenEnum {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    package static let png = Self(rawValue: 1)
    package static let apng = Self(rawValue: 2)
    package static let lottie = Self(rawValue: 3)
    package static let gif = Self(rawValue: 4)
}
