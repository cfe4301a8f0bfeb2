extension StatementRules {
    static let english: [StatementPattern] = [
        // Names, age, where from and where to.
        .init("my name is $", "is called $", topic: "name", where: isShort),
        .init("call me $", "wants to be called $", topic: "call name", where: isShort),
        .init("i am $1 years old", "is $ years old", topic: "age", where: isNumber),
        .init("i am $1 now?", "is $ years old", topic: "age", where: isAge),
        .init("i just? turned $1", "is $ years old", topic: "age", where: isAge),
        .init(
            "my birthday is|falls on? $", "has their birthday on $", as: .birthday, topic: "birthday", where: hasNumber),
        .init("i was|am born on $", "was born on $", as: .birthday, topic: "birthday", where: hasNumber),
        .init("i was born in $", "was born in $", topic: "birthplace"),
        .init("i no longer live in|at|near $", "lives in $", topic: "home", isEnd: true),
        .init("i do not live in|at|near $", "lives in $", topic: "home", isEnd: true),
        .init("i currently|now|still? live|reside in|near $", "lives in $", topic: "home", where: isPlace),
        .init("i live with $", "lives with $"),
        .init("i am based in $", "lives in $", topic: "home", where: isPlace),
        .init("i have? just|recently? moved|relocated back? to $", "lives in $", topic: "home", where: isPlace),
        .init("i am originally? from $", "comes from $", topic: "origin", where: isPlace),
        .init("i come from $", "comes from $", topic: "origin", where: isPlace),
        .init("i grew up in $", "grew up in $", topic: "childhood"),
        .init("my time zone is $", "lives in the time zone $", as: .timeZone, topic: "time zone"),
        .init("my timezone is $", "lives in the time zone $", as: .timeZone, topic: "time zone"),
        // Work and learning.
        .init("i quit|left my job at|as $", "works as or at $", topic: "work", isEnd: true),
        .init("i currently|now|still? work as a|an|the? $", "works as $", topic: "work"),
        .init("i currently|now|still? work at|for $", "works at $", topic: "employer"),
        .init("i work in $", "works in $", topic: "field"),
        .init("my job is $", "works as $", topic: "work"),
        .init("i am working as a|an? $", "works as $", topic: "work"),
        .init("i am a|an $", "is a $", topic: "work", where: isOccupation),
        .init("i became a|an $", "is a $", topic: "work", where: isOccupation),
        .init("i am studying|study $", "studies $", topic: "study"),
        .init("i go to $", "goes to $", where: isSchool),
        .init("i speak $", "speaks $", where: isShort),
        .init("i am learning|practicing|practising $", "is learning $"),
        .init("i am retired", "is retired", topic: "work"),
        // People and animals.
        .init("i am married to $", "is married to $", topic: "partner"),
        .init(
            "i am happily? $1", "is $", topic: "partner",
            where: { ["married", "single", "divorced", "engaged", "widowed"].contains($0.first ?? "") }),
        .init("my $2 is called|named $", "has a $ called %", topic: "$ name", where: isRelative),
        .init("my $2 is name is $", "has a $ called %", topic: "$ name", where: isRelative),
        .init("i have|got|adopted $", "has $", where: isCompanion),
        .init("i have got $", "has $", where: isCompanion),
        .init("i just? adopted|got $", "has $", where: isCompanion),
        .init("i own|drive $", "owns $"),
        // Body and table.
        .init("i am allergic to $", "is allergic to $", topic: "allergy $"),
        .init("i have an? allergy to|against $", "is allergic to $", topic: "allergy $"),
        .init("i am a|an? $", "is $", topic: "diet", where: isDiet),
        .init("i am lactose|gluten $1", "is lactose or gluten $", where: isShort),
        .init("i do not|can not|never eat|drink $", "does not eat or drink $", as: .preference, topic: "taste $"),
        .init("i am color|colour blind", "is colour-blind"),
        .init("i am left handed", "is left-handed"),
        // Tastes.
        .init("my favorite|favourite|fav $3 is|are $", "has a favourite $: %", as: .preference, topic: "favourite $"),
        .init("i no longer like|love|enjoy $", "dislikes $", as: .preference, topic: "taste $"),
        .init("i really|also|still? do not really? like|enjoy $", "dislikes $", as: .preference, topic: "taste $"),
        .init("i can not stand $", "dislikes $", as: .preference, topic: "taste $"),
        .init(
            "i really|absolutely|also|still|just? hate|dislike|despise|loathe $", "dislikes $", as: .preference,
            topic: "taste $"),
        .init("i would? prefer $", "prefers $", as: .preference),
        .init("i am a|an? really|very? big|huge|massive? fan of $", "likes $", as: .interest, topic: "taste $"),
        .init("i am really|super|very|also|so|totally? into $", "is into $", as: .interest, topic: "taste $"),
        .init("i am really|very|also? interested in $", "is interested in $", as: .interest, topic: "taste $"),
        .init("my hobby|hobbies is|are $", "has the hobby $", as: .interest),
        .init("i collect $", "collects $", as: .interest, topic: "collects $"),
        .init("i play $", "plays $", as: .interest, topic: "plays $", where: isPlayed),
        .init("i do not play $", "plays $", as: .interest, topic: "plays $", isEnd: true),
        .init(
            "i really|absolutely|also|still|just|totally|honestly? like|love|enjoy|adore $", "likes $", as: .preference,
            topic: "taste $"),
    ]

    private static let isShort: @Sendable ([String]) -> Bool = { $0.count <= 3 }
    private static let isNumber: @Sendable ([String]) -> Bool = {
        $0.first.flatMap { Int($0) }.map { (5...120).contains($0) } ?? false
    }
    private static let isAge: @Sendable ([String]) -> Bool = {
        $0.first.flatMap { Int($0) }.map { (13...99).contains($0) } ?? false
    }
    private static let hasNumber: @Sendable ([String]) -> Bool = { $0.contains { $0.contains(where: \.isNumber) } }
    /// Where somebody is for a while, or in what state, is no home.
    private static let isPlace: @Sendable ([String]) -> Bool = { words in
        moods.isDisjoint(with: words)
    }
    private static let isSchool: @Sendable ([String]) -> Bool = { words in
        words.contains { ["university", "college", "school", "uni", "academy", "mit"].contains($0) }
    }
    private static let isRelative: @Sendable ([String]) -> Bool = { words in
        words.contains { SubjectKey.stem($0) == $0 ? relatives.contains($0) : relatives.contains(SubjectKey.stem($0)) }
    }
    private static let isCompanion: @Sendable ([String]) -> Bool = { words in
        words.contains { relatives.contains($0) || relatives.contains(SubjectKey.stem($0)) }
    }
    private static let isDiet: @Sendable ([String]) -> Bool = { words in
        words.count <= 2
            && words.contains {
                ["vegan", "vegetarian", "pescatarian", "veggie", "diabetic", "celiac", "coeliac"].contains($0)
            }
    }
    private static let isPlayed: @Sendable ([String]) -> Bool = { words in
        !["along", "around", "dumb", "role", "part", "video", "with"].contains(words.first ?? "")
    }
    private static let isOccupation: @Sendable ([String]) -> Bool = { words in
        guard words.count <= 5, let noun = words.first(where: { occupations.contains($0) || hasOccupationEnding($0) })
        else { return false }
        return !noOccupations.contains(noun)
    }

    private static let moods = Set(
        words: "fear hope peace love hell denial moment pain work bed store hotel tears future past")
    private static let noOccupations = Set(
        words: """
            liar loser lover sucker monster member believer former never winner bit beginner fan sinner prisoner user \
            stranger over after under better rather super
            """)

    private static func hasOccupationEnding(_ word: String) -> Bool {
        word.count > 4
            && ["er", "or", "ist", "ian", "eer", "man", "woman", "smith", "tect"].contains { word.hasSuffix($0) }
    }

    private static let occupations = Set(
        words: """
            nurse student chef cook pilot judge vet paramedic mechanic clerk accountant consultant scientist \
            librarian intern apprentice postdoc surgeon therapist guide analyst coach monk nun priest dev sysadmin \
            freelancer scholar artist
            """)
    private static let relatives = Set(
        words: """
            wife husband brother sister son daughter mother father mom mum dad cat dog puppy kitten hamster rabbit \
            bunny parrot horse snake turtle tortoise fish lizard bird kid kids child children twin twins girlfriend \
            boyfriend partner fiance fiancée grandson granddaughter grandmother grandfather niece nephew gecko pony \
            ferret budgie cousin goat chicken hen pet guinea
            """)
}
