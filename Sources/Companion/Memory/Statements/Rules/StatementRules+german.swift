/// What people say of themselves in German, where "ich" is often left out.
extension StatementRules {
    static let german: [StatementPattern] = [
        .init("ich? heiße|heisse|heiß|heiss $", "heißt $", .name, topic: "name"),
        .init("mein name ist $", "heißt $", .name, topic: "name"),
        .init("hi|hallo|hey|moin|servus ich bin der|die|s? $ .", "heißt $", .capitalised, topic: "name"),
        .init("ich bin der|die $ .", "heißt $", .capitalised, topic: "name"),
        .init("hi|hallo|hey|moin|servus $ hier .", "heißt $", .capitalised, topic: "name"),
        .init("nenn|nennt mich bitte|einfach|ruhig? $", "möchte $ genannt werden", .name, topic: "call name"),
        .init(
            "ihr|du könnt|kannst mich gern|gerne|auch|ruhig|einfach? $ nennen", "möchte $ genannt werden", .name,
            topic: "call name"),
        .init("alle|freunde|die meisten? nennen mich $", "möchte $ genannt werden", .name, topic: "call name"),
        .init(
            "ich? bin gerade|grad|jetzt|schon|heute|gestern|erst? $ jahre alt?", "ist $ Jahre alt", .anyAge,
            topic: "age"),
        .init(
            "ich? bin gerade|grad|jetzt|heute|gestern|letzte|endlich|nun? woche? $ geworden", "ist $ Jahre alt", .age,
            topic: "age"),
        .init("ich bin jetzt? $ .", "ist $ Jahre alt", .age, topic: "age"),
        .init("bin jetzt? $ .", "ist $ Jahre alt", .age, topic: "age"),
        .init("ich wohne|lebe nicht mehr in $", "wohnt in $", .place, topic: "home", isEnd: true),
        .init(
            "ich? wohn|wohne|leb|lebe jetzt|gerade|grad|immer|hier|ja|seit? noch|jahren? in $", "wohnt in $", .place,
            topic: "home"),
        .init("wir wohnen|leben jetzt|gerade|immer|nun? noch? in $", "wohnt in $", .place, topic: "home"),
        .init("jetzt|inzwischen|mittlerweile|seitdem wohne|wohn|lebe ich? in $", "wohnt in $", .place, topic: "home"),
        .init("jetzt|inzwischen|mittlerweile wohnen|leben wir in $", "wohnt in $", .place, topic: "home"),
        .init(
            "ich|wir bin|sind jetzt|gerade|endlich|letzte|letzten? woche|monat? nach $ gezogen|umgezogen", "wohnt in $",
            .place, topic: "home"),
        .init("nach $ gezogen|umgezogen", "wohnt in $", .knownPlace, topic: "home", isAnywhere: true),
        .init(
            "grüße|grüsse|gruß|hallo|moin|servus aus dem|der? $", "wohnt in $", .knownPlace, topic: "home",
            isAnywhere: true),
        .init("hier in $", "wohnt in $", .knownPlace, topic: "home", isAnywhere: true),
        .init("bei uns|mir in $", "wohnt in $", .knownPlace, topic: "home", isAnywhere: true),
        .init("meine|unsere wohnung|bude|wg in $", "wohnt in $", .knownPlace, topic: "home", isAnywhere: true),
        .init("ich? wohn|wohne|leb|lebe mit|seit|hier|ja $ in $", "wohnt in %", .any, .knownPlace, topic: "home"),
        .init(
            "ich? mach|mache gerade|grad|zurzeit? meinen|den|einen? bachelor|master in $", "studiert $", .subject,
            topic: "study"),
        .init("geboren|geb. am $", "hat am $ Geburtstag", .date, as: .birthday, topic: "birthday"),
        .init(
            "meine lieblingsfarbe ist $", "hat die Lieblingsfarbe: $", .favourite, as: .preference,
            topic: "favourite farbe"),
        .init(
            "mein lieblingsessen ist $", "hat das Lieblingsessen: $", .favourite, as: .preference,
            topic: "favourite essen"),
        .init(
            "mein lieblingsspiel ist $", "hat das Lieblingsspiel: $", .favourite, as: .preference,
            topic: "favourite spiel"),
        .init(
            "mein lieblingsfilm ist $", "hat den Lieblingsfilm: $", .favourite, as: .preference, topic: "favourite film"
        ),
        .init(
            "meine lieblingsserie ist $", "hat die Lieblingsserie: $", .favourite, as: .preference,
            topic: "favourite serie"),
        .init(
            "meine lieblingsband ist $", "hat die Lieblingsband: $", .favourite, as: .preference,
            topic: "favourite band"),
        .init("ich? fahr|fahre einen|nen|ein $", "fährt $", .brand, topic: "owns car"),
        .init("meine pronomen sind $", "nutzt die Pronomen $", .pronouns, topic: "pronouns"),
        .init("ich? komm|komme ursprünglich|eigentlich? aus $", "kommt aus $", .place, topic: "origin"),
        .init("ich bin in $ aufgewachsen", "ist in $ aufgewachsen", .place, topic: "childhood"),
        .init("ich bin in $ geboren", "ist in $ geboren", .place, topic: "birthplace"),
        .init("ich? hab|habe am $ geburtstag", "hat am $ Geburtstag", .date, as: .birthday, topic: "birthday"),
        .init("mein geburtstag ist am|der? $", "hat am $ Geburtstag", .date, as: .birthday, topic: "birthday"),
        .init("am $ hab|habe ich geburtstag", "hat am $ Geburtstag", .date, as: .birthday, topic: "birthday"),
        .init("ich? arbeite|arbeit jetzt|gerade|immer? noch? als $", "arbeitet als $", .trade, topic: "work"),
        .init("jetzt|inzwischen|mittlerweile arbeite|arbeit ich als $", "arbeitet als $", .trade, topic: "work"),
        .init(
            "ich? bin jetzt|gelernter|gelernte|immer|von|selbst? noch|beruf? $", "ist $ von Beruf", .occupation,
            topic: "work"),
        .init("als $ arbeite|weiß|hab|habe|bin|kenne ich", "ist $ von Beruf", .occupation, topic: "work"),
        .init("$ hier", "ist $ von Beruf", .occupation, topic: "work"),
        .init(
            "ich? arbeite|arbeit|schaff jetzt|gerade|immer? noch? bei|beim|für der|dem? $", "arbeitet bei $", .employer,
            topic: "employer"),
        .init(
            "ich? arbeite|arbeit|jobbe jetzt|gerade? in|im einer|einem|der? $", "arbeitet in $", .knownEmployer,
            topic: "employer"),
        .init(
            "arbeite|arbeit|jobbe|sitz|sitze ich jetzt|nun? bei|beim der|dem? $", "arbeitet bei $", .employer,
            topic: "employer", isAnywhere: true),
        .init("ich? hab|habe bei|beim der|dem? $ angefangen", "arbeitet bei $", .employer, topic: "employer"),
        .init("ich? studier|studiere jetzt|gerade|nun? $", "studiert $", .subject, topic: "study"),
        .init("jetzt studier|studiere ich $", "studiert $", .subject, topic: "study"),
        .init("ich mache|mach eine|ne|meine? ausbildung als|zum|zur $", "lernt $ als Beruf", .trade, topic: "study"),
        .init("ich spreche|sprech auch|fließend? $", "spricht $", .language, topic: "language $"),
        .init("ich lern|lerne gerade|grad|jetzt? $", "lernt $", .language, topic: "language $"),
        .init("ich? bin allergisch gegen|auf $", "ist allergisch gegen $", .shortThing, topic: "allergy $"),
        .init("ich? hab|habe eine|ne? $", "hat eine $", .allergy, topic: "allergy $"),
        .init("ich? bin|leb|lebe jetzt|seit|auch|wieder? jahren? $", "ist $", .diet, topic: "diet"),
        .init("ich bin verheiratet mit $", "ist verheiratet mit $", .capitalised, topic: "partner"),
        .init("mein|meine|meinem|meiner $ heißt|heisst $", "hat: $ namens %", .partner, .capitalised, topic: "partner"),
        .init(
            "mein|meine|meinem|meiner $ $", "hat: $ namens %", .partner, .capitalised, topic: "partner",
            isAnywhere: true),
        .init("mein|meine $ heißt|heisst $", "hat: $ namens %", .relation, .name, topic: "family $ %"),
        .init(
            "mein|meine|meinem|meiner|meinen $ $", "hat: $ namens %", .relation, .capitalised, topic: "family $ %",
            isAnywhere: true),
        .init("ich? hab|habe auch|noch? $", "hat $", .companion),
        .init(
            "ich? esse|ess|trinke|trink kein|keine|keinen $", "isst oder trinkt kein $", .shortThing, as: .preference,
            topic: "taste $"),
        .init("ich? mag kein|keine|keinen $", "mag kein $", .shortThing, as: .preference, topic: "taste $"),
        .init("ich? mag $ nicht|überhaupt|gar", "mag kein $", .shortThing, as: .preference, topic: "taste $"),
        .init("ich? hasse|hass|verabscheue $", "mag kein $", .shortThing, as: .preference, topic: "taste $"),
        .init("ich mag|liebe|lieb sehr|total|auch? $", "mag $", .shortThing, as: .preference, topic: "taste $"),
        .init(
            "meine lieblings|liebste|liebster|liebstes $ ist $", "hat am liebsten: $ %", .kind, .favourite,
            as: .preference, topic: "favourite $"),
        .init("ich spiel|spiele seit|auch|in? gern|gerne? $", "spielt $", .instrument, as: .interest, topic: "plays $"),
        .init(
            "ich? singe|sing|spiele|spiel|tanze|bin im|in einem|einer|der|unserem? $", "ist in: $", .group,
            as: .interest, topic: "hobby $"),
        .init("ich interessiere mich für $", "interessiert sich für $", .shortThing, as: .interest, topic: "taste $"),
        .init("mein hobby ist $", "hat das Hobby $", .shortThing, as: .interest, topic: "hobby $"),
        .init("meine hobbys sind $", "hat die Hobbys $", as: .interest, topic: "hobby $"),
        .init("ich sammle|sammele|sammel $", "sammelt $", .shortThing, as: .interest, topic: "collects $"),
        .init("ich? mach|mache|betreibe seit|gern|gerne? $ seit", "macht $", .hobby, as: .interest, topic: "hobby $"),
        .init("ich? mach|mache gern|gerne? $", "macht $", .hobby, as: .interest, topic: "hobby $"),
        .init("ich geh|gehe gern|gerne|regelmäßig? $", "macht $", .hobby, as: .interest, topic: "hobby $"),
    ]
}
