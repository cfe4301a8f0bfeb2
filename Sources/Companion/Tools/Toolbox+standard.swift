extension Toolbox {
    /// The tools that every persona can be given; features add theirs.
    package static let standardTools: [any Tool] = [
        CurrentTime(), CurrentDate(), TimeInZone(), TimeOffset(), TimeUntil(), TimeSince(), DayOfWeek(),
        Calculate(), CalculatePercentage(), RoundNumber(),
        ConvertTemperature(), ConvertMeasure.distance, ConvertMeasure.weight, ConvertCurrency(),
        RollDice(), RandomNumber(), RandomChoice(),
        CountWords(), CountCharacters(), ValidateURL(), ValidateEmail(),
    ]
}
