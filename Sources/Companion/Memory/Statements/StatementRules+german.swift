extension StatementRules {
    static let german: [StatementPattern] = [
        .init("ich heiße|heisse $", "heißt $", topic: "name", where: { $0.count <= 3 }),
        .init("mein name ist $", "heißt $", topic: "name", where: { $0.count <= 3 }),
        .init("nenn mich $", "möchte $ genannt werden", topic: "call name", where: { $0.count <= 2 }),
        .init("ich bin $1 jahre alt", "ist $ Jahre alt", topic: "age", where: { $0.first.flatMap { Int($0) } != nil }),
        .init("ich wohne|lebe nicht mehr in $", "wohnt in $", topic: "home", isEnd: true),
        .init("ich wohne|lebe jetzt|gerade|immer? noch? in $", "wohnt in $", topic: "home"),
        .init("ich bin nach $3 gezogen|umgezogen", "wohnt in $", topic: "home"),
        .init("ich komme ursprünglich? aus $", "kommt aus $", topic: "origin"),
        .init("ich bin in $3 aufgewachsen", "ist in $ aufgewachsen", topic: "childhood"),
        .init("ich bin in $3 geboren", "ist in $ geboren", topic: "birthplace"),
        .init("ich habe am $3 geburtstag", "hat am $ Geburtstag", as: .birthday, topic: "birthday"),
        .init("mein geburtstag ist am|der? $", "hat am $ Geburtstag", as: .birthday, topic: "birthday"),
        .init("ich arbeite als $", "arbeitet als $", topic: "work"),
        .init("ich arbeite bei|für $", "arbeitet bei $", topic: "employer"),
        .init("ich studiere $", "studiert $", topic: "study"),
        .init("ich spreche $", "spricht $", where: { $0.count <= 4 }),
        .init("ich lerne gerade? $", "lernt $"),
        .init("ich bin allergisch gegen|auf $", "ist allergisch gegen $", topic: "allergy $"),
        .init("ich bin $1", "ist $", topic: "diet", where: { diets.contains($0.first ?? "") }),
        .init("ich bin verheiratet mit $", "ist verheiratet mit $", topic: "partner"),
        .init(
            "ich habe $", "hat $",
            where: { !companions.isDisjoint(with: $0) }),
        .init("meine|mein $1 heißt|heisst $", "hat: $ namens %", topic: "$ name"),
        .init("ich esse|trinke kein|keine|keinen $", "isst oder trinkt kein $", as: .preference, topic: "taste $"),
        .init("ich mag kein|keine|keinen $", "mag kein $", as: .preference, topic: "taste $"),
        .init("ich mag $3 nicht", "mag kein $", as: .preference, topic: "taste $"),
        .init("ich hasse|verabscheue $", "mag kein $", as: .preference, topic: "taste $"),
        .init("ich mag|liebe sehr|total|auch? $", "mag $", as: .preference, topic: "taste $"),
        .init("ich spiele seit? gern|gerne? $", "spielt $", as: .interest, topic: "plays $"),
        .init("ich interessiere mich für $", "interessiert sich für $", as: .interest, topic: "taste $"),
        .init("mein hobby ist $", "hat das Hobby $", as: .interest),
        .init("meine hobbys sind $", "hat die Hobbys $", as: .interest),
        .init("ich sammle|sammele $", "sammelt $", as: .interest, topic: "collects $"),
    ]

    private static let diets = Set(words: "vegan veganer veganerin vegetarier vegetarierin")
    private static let companions = Set(
        words: """
            katze katzen kater hund hunde hündin kind kinder bruder schwester sohn tochter geschwister pferd hamster \
            kaninchen vogel papagei brüder schwestern
            """)
}
