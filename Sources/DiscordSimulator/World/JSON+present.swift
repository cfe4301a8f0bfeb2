import DiscordModel

extension JSON {
    /// Itself, unless it is null: a member that is null counts as one that is left out.
    ///
    /// With `? nil :` a null would come out: `nil` is also how JSON's null is written.
    var present: JSON? { isNull ? Optional.none : self }
}
