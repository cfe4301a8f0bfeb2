/// Words with which people say that something is over.
enum EndCues {
    /// Words between what is over and the word that says so.
    static let reach = 5

    /// They stand before what is over: "quit the band".
    static let before = Set(
        words: """
            quit quitting sold swapped switched traded replaced ditched dumped dropped rip goodbye bye farewell adios \
            adiós adieu tschüss tschüs tschau ciao resigned graduated gave handed left stopped cancelled canceled \
            scrapped retired donated packed abandoned outgrew returned finished divorced dropping leaving moved than \
            swapping switching trading replacing ditching selling pawned gifted crashed wrecked trashed binned chucked \
            tossed shelved enough said parted broke lost deleted uninstalled unsubscribed traded-in verschenkt wechsle wechsel \
            statt verkauft gekündigt verlassen geschmissen aufgehört aufgegeben dejé vendí cambié quitté vendu arrêté \
            arrêter ade not nicht kein keine ex-
            """)

    /// They stand behind it: "the car died".
    static let after = Set(
        words: """
            died dead gone over sold done cancelled canceled vorbei aufgegeben aufgehört verkauft gekündigt abgeraucht \
            kaputt gestorben abgemeldet verlassen geschmissen hingeschmissen abgegeben abgebrochen layoffs layoff fired \
            stolen totaled totalled anymore bust broke ended closed fini terminé rip retired scrapped returned donated \
            officially-over nope abgeschlossen geschichte verschrottet geklaut bankrupt bankrott dumped folded history out crashed shelved behind quit finished kaputtgegangen aus futsch hinüber
            """)

    static let livingBefore = Set(words: "rip lost buried divorced dumped left goodbye")
    static let livingAfter = Set(words: "died dead gestorben passed eingeschläfert verstorben dumped left")

    /// Who says so has reached what they wanted.
    static let reached = Set(
        words:
            "ran finished completed did achieved reached passed crossed ticked checked nailed scrapped geschafft erreicht"
    )

    static let phrases: [[String]] = [
        ["last", "day"], ["last", "shift"], ["last", "week", "at"], ["letzter", "tag"],
        ["no", "more"], ["no", "longer"], ["so", "long"], ["gave", "up"], ["given", "up"], ["giving", "up"],
        ["laid", "off"], ["let", "go"], ["used", "to"], ["nicht", "mehr"], ["kein", "bock"], ["ya", "no"],
        ["new", "owner"], ["new", "home"], ["has", "a", "new"], ["instead", "of"], ["rather", "than"], ["moved", "on"],
        ["done", "with"], ["through", "with"], ["handed", "in"], ["days", "are", "over"], ["hung", "up"],
        ["an", "den", "nagel"],
        ["kissed"], ["hat", "ausgedient"], ["not", "anymore"], ["schluss", "mit"], ["phase", "is", "over"],
        ["era", "is", "over"], ["era", "ended"], ["is", "no", "more"], ["gave", "away"], ["dropped", "out"],
        ["fell", "out", "of", "love"], ["got", "rid"], ["keine", "lust", "mehr"], ["nie", "wieder"],
        ["never", "again"], ["hörte", "auf"], ["hab", "aufgehört"], ["moved", "out"], ["moved", "away"],
        ["weg", "von"], ["lost", "my"], ["end", "of"],
        ["had", "a", "good", "run"], ["auf", "wiedersehen"], ["au", "revoir"], ["hasta", "nunca"],
    ]

    static let all = before.union(after).union(livingBefore).union(livingAfter).union(phrases.compactMap(\.first))
        .union(Set(words: "instead now jetzt today"))

    /// Behind these it is not yet so, or so of somebody else.
    static let unsettled = Set(
        words: """
            gonna going want wanna thinking considering tempted hope hoping wish should might may will wont never he \
            she they his her their who brother sister mom mum dad friend buddy colleague coworker roommate neighbour \
            neighbor boss everyone people will möchte will soll er bruder schwester freund kollege kollegin nachbar
            """)

    /// They stand in many facts.
    static let general = generalWords.union(generalWords.map(SubjectKey.stem))
    private static let generalWords = Set(
        words: """
            new old used good big small own part full time night day shift first second third favourite favorite \
            favoured community local owns plays collects drives speaks uses pronoun pronouns want wants does own runs teaches teach \
            learn training train goal hobby like likes regional two three long little best shop company
            """)

    static let articles = Set(
        words: "a an the my some used new tiny brand shiny old ein eine einen der die das den neue neuen neues")

    /// A number before these is no age.
    static let units = Set(
        words: """
            min mins minutes hours hrs days weeks months euro euros dollars bucks percent people kids cats dogs times \
            km miles kg pounds degrees grad minuten stunden tage wochen monate prozent leute mal cm messages pages
            """)

    static let birthdays = Set(
        words: """
            now today birthday bday turned ans jahre jahr heute geworden years seit old jetzt wurde finally officially \
            cumplí cumplo años
            """)
}
