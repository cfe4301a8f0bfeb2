/// What people say of themselves in French and Spanish: the plainest ways.
extension StatementRules {
    static let french: [StatementPattern] = [
        .init("je m'appelle $", "is called $", .name, topic: "name"),
        .init("moi c'est $ .", "is called $", .capitalised, topic: "name"),
        .init("appelez-moi|appelle-moi $", "wants to be called $", .name, topic: "call name"),
        .init("j'ai $ ans", "is $ years old", .age, topic: "age"),
        .init("$ ans .", "is $ years old", .age, topic: "age"),
        .init("j'habite|j'vis toujours|maintenant? à|a|en|au|dans $", "lives in $", .place, topic: "home"),
        .init("je vis|vit|loge toujours|maintenant? à|a|en|au $", "lives in $", .place, topic: "home"),
        .init("j'ai déménagé à|au|en $", "lives in $", .place, topic: "home"),
        .init("je viens|suis originaire? de $", "comes from $", .knownPlace, topic: "origin"),
        .init("je suis $", "is $", .occupation, topic: "work"),
        .init("je suis $", "is $", .diet, topic: "diet"),
        .init("je travaille chez|à|pour $", "works at $", .employer, topic: "employer"),
        .init("je travaille comme $", "works as $", .trade, topic: "work"),
        .init("j'étudie le|la|les? $", "studies $", .subject, topic: "study"),
        .init("je suis allergique au|aux|à la? $", "is allergic to $", .shortThing, topic: "allergy $"),
    ]

    static let spanish: [StatementPattern] = [
        .init("me llamo $", "is called $", .name, topic: "name"),
        .init("mi nombre es $", "is called $", .name, topic: "name"),
        .init("tengo $ años", "is $ years old", .age, topic: "age"),
        .init("vivo ahora? en $", "lives in $", .place, topic: "home"),
        .init("me mudé|mude a $", "lives in $", .place, topic: "home"),
        .init("soy de $", "comes from $", .place, topic: "origin"),
        .init("soy $", "is $", .occupation, topic: "work"),
        .init("soy $", "is $", .diet, topic: "diet"),
        .init("trabajo de|como $", "works as $", .trade, topic: "work"),
        .init("trabajo en|para un|una|la|el? $", "works at $", .employer, topic: "employer"),
        .init("estudio $", "studies $", .subject, topic: "study"),
        .init("soy alérgico|alérgica al|a|a la? $", "is allergic to $", .shortThing, topic: "allergy $"),
    ]
}
