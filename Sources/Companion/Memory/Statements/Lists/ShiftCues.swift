/// Words with which people say that something of theirs is another now, without naming what was.
enum ShiftCues {
    /// Words that stand one behind the other.
    struct Phrase: Sendable {
        let words: [String]

        init(_ text: String) { words = text.split(separator: " ").map(String.init) }

        func stands(at index: Int, in sentence: [SpokenSentence.Word]) -> Bool {
            index + words.count <= sentence.count
                && zip(sentence[index...], words).allSatisfy { $0.0.plain == $0.1 }
        }
    }

    static func cues(for family: String) -> [Phrase]? {
        switch family {
        case "home": homes
        case "work": jobs
        case "call": names
        case "birthday": corrections
        case "diet": diets
        case "time": homes + clocks
        case "study": studies
        case "partner": partings
        default: nil
        }
    }

    static func ends(for family: String) -> [Phrase]? {
        switch family {
        case "work": noticed
        case "partner": partings
        case "diet": meat
        case "study": graduated
        default: nil
        }
    }

    /// What may take the place of a fact of this topic, wherever it stands.
    static func shapes(for topic: String?) -> [BlankShape] {
        switch StatementChanges.family(of: topic) {
        case "home": [.knownPlace]
        case "work": [.occupation, .knownEmployer]
        case "call": [.capitalised]
        case "birthday": [.date]
        case "diet": [BlankShape { $0.first.map { Stops.diets.contains($0.plain) } == true ? $0.prefix(1) : nil }]
        case "time": [.timeZone]
        default: []
        }
    }

    static let leaving = Set(
        words: """
            from leaving left goodbye bye sold out miss missing farewell than of statt aus not visiting visit trip \
            nicht keine no old former ex
            """)

    /// Who visits a place does not live there.
    static let visits = Set(
        words: """
            weekend visiting visit visited trip vacation holiday holidays overnight flight airport concert conference \
            layover honeymoon tour tourist festival match gig marathon wedding wochenende urlaub besuch besuche ausflug \
            konzert tomorrow tonight friend's vacances week-end vacaciones viaje fly flying until till
            """)

    private static func phrases(_ list: String) -> [Phrase] { list.split(separator: ",").map { Phrase(String($0)) } }

    private static let homes = phrases(
        """
        moved,just moved,moving van,boxes,unpacked,unpacking,the keys,keys to,new flat,new apartment,new house,\
        new place,new address,new city,new home,new neighbourhood,new neighborhood,settled,relocated,packed up,\
        left the,lease,movers,u-haul,uhaul,made the move,the move,hello,goodbye,bye,so long,farewell,traded,swapped,\
        no longer,now,officially,new view,first night,home is now,umgezogen,umzug,gezogen,eingezogen,kisten,schlüssel,\
        neue wohnung,neue stadt,jetzt,déménagé,mudado,mudé,mudanza
        """)
    private static let jobs = phrases(
        """
        new job,got the job,got a job,started,hired,promoted,promotion,first day,first week,quit,resigned,fired,\
        laid off,sacked,retired,new gig,new role,new position,switched,switching careers,career change,career switch,\
        retrained,signed,joined,contract,officially a,officially an,now a,now an,handed in,my notice,last day,last shift,\
        last week at,gave up,left the,no longer,no more,job offer,transferred,took a job,took over,took a post,goodbye,bye,traded,\
        swapped,went freelance,new boss,new office,new badge,befördert,gekündigt,neuer job,neuen job,neue stelle,gewechselt,angefangen,\
        eingestellt,hingeschmissen,aufgehört,jetzt bei,jetzt als
        """)
    private static let noticed = phrases(
        """
        quit my job,left my job,lost my job,got fired,was fired,been fired,got laid off,was laid off,been laid off,\
        got sacked,handed in my notice,handed in my resignation,i retired,am retired,i resigned,unemployed now,\
        hab gekündigt,habe gekündigt,wurde gekündigt,bin arbeitslos,am unemployed,between jobs,out of a job
        """)
    private static let names = phrases(
        """
        from now on,call me,instead,going by,go by,prefer,rather,changed my name,not,no longer,now,actually,\
        nennt mich,nenn mich,ab jetzt,lieber,statt
        """)
    private static let corrections = phrases(
        """
        typo,wrong,meant,correction,actually,sorry,mistyped,mixed up,not,oops,whoops,vertippt,falsch,nicht,my bad,fixed,\
        birthday,geburtstag,scratch that
        """)
    private static let diets = phrases(
        "now,went,gone,am,switched,again,back,officially,anymore,no longer,jetzt,wieder,bin,nicht mehr,since,as of,these days,turned,became,become"
    )
    private static let meat = phrases(
        """
        meat again,eating meat,eat meat again,back on meat,ate a steak,ate meat,eating fish again,eat fish again,\
        eating dairy again,eat cheese again,eating cheese again,wieder fleisch,gave up being,no longer vegan,\
        no longer vegetarian,not vegan anymore,not vegetarian anymore,nicht mehr vegan,nicht mehr vegetarisch
        """)
    private static let clocks = phrases("now on,i am on,clocks,moved")
    private static let studies = phrases("switched,changed,dropped,transferred,new major,gewechselt")
    private static let graduated = phrases(
        """
        graduated,i graduated,got my degree,finished my degree,defended my thesis,passed my thesis,dropped out,\
        finished uni,done with uni,handed in my thesis,handed in my dissertation,exmatrikuliert,studium abgebrochen,\
        studium beendet,abgeschlossen
        """)
    private static let partings = phrases(
        """
        broke up,split up,we split,got divorced,am divorced,divorce is final,divorce went,single again,single now,\
        my ex,getrennt,schluss gemacht,geschieden,called off,called it off,left me,dumped me,moved out
        """)

    /// Who likes no longer what they liked.
    static let souring = phrases(
        """
        used to love,used to like,used to be,gone off,went off,sick of,over it,tired of,done with,can not stand,hate,\
        ruined,anymore,no longer,not into,not for me,grew out of,can not even,despise
        """)
    /// Who likes what they did not.
    static let warming = phrases(
        """
        used to hate,used to dislike,love,like now,came around,come around,coming around,growing on,grew on,\
        changed my mind,was wrong,do not hate,not so bad,not that bad,actually good,turns out,take back,took back,kinda like,\
        i like,enjoy,converted,obsessed
        """)

    static let all = Set(
        (homes + jobs + noticed + names + corrections + diets + meat + clocks + studies + graduated + partings + souring
            + warming).compactMap(\.words.first))
}
