extension InteractionData {
    /// What was filled into the part of a form with that custom id, however deep it stands.
    package func submitted(_ customId: String) -> SubmittedComponent? {
        SubmittedComponent.first(customId, in: components)
    }
}

extension SubmittedComponent {
    fileprivate static func first(_ customId: String, in components: [SubmittedComponent]) -> SubmittedComponent? {
        for part in components {
            if part.customId == customId { return part }
            if let found = first(customId, in: part.components) { return found }
        }
        return nil
    }
}
