/// What people own, do and are.
extension BlankShape {
    /// "graveyard", "the night shift".
    static let shift = BlankShape { words in
        words.count <= 3
            && words.allSatisfy {
                [
                    "the", "a", "night", "nights", "shift", "shifts", "graveyard", "days", "day", "late", "early",
                    "part", "full", "time", "part-time", "full-time", "weekends", "remotely",
                ].contains($0.plain)
            } ? words : nil
    }
    /// "work in": a field, not a room.
    static let field = BlankShape { words in
        guard let taken = employer.taken(from: words), taken.count <= 3,
            taken.allSatisfy({ !Places.none.contains($0.plain) || $0.plain == "space" })
        else { return nil }
        return taken
    }
    static let school = BlankShape { words in
        let taken = before(Stops.ends, in: words)
        return (1...4).contains(taken.count)
            && taken.contains { ["university", "college", "uni", "academy", "mit", "polytechnic"].contains($0.plain) }
            && taken.count > 1 ? taken : nil
    }
    /// A pet or a relative of whom there may be several.
    static let relation = BlankShape { words in
        guard words.count <= 2, let last = words.last,
            Stops.relatives.contains(last.plain) || Stops.pets.contains(last.plain),
            words.dropLast().allSatisfy({
                [
                    "little", "big", "older", "younger", "oldest", "youngest", "middle", "twin", "baby", "old", "new",
                    "guinea", "other", "kleine", "großer", "große", "kleiner",
                ].contains($0.plain)
            })
        else { return nil }
        return words.suffix(1)
    }
    /// What one has one of.
    static let device = BlankShape(oneOf: [
        "car", "truck", "bike", "motorbike", "camera", "phone", "laptop", "pc", "guitar", "bass", "keyboard", "console",
        "tablet", "telescope", "daily", "ride", "van", "piano", "violin", "cello", "rig", "desktop", "headset", "watch",
        "ereader", "drone", "printer", "synth", "board", "bow", "kayak", "boat", "scooter", "gpu", "monitor",
    ])
    /// "a used car".
    static let shortDevice = BlankShape { words in
        let taken = before(Stops.ends, in: words)
        return taken.count <= 3 && taken.last.map { device.taken(from: [$0]) != nil } == true ? taken : nil
    }
    static let illness = BlankShape { words in
        let taken = before(Stops.ends, in: words)
        return taken.count <= 3
            && taken.last.map {
                [
                    "adhd", "autism", "asthma", "diabetes", "epilepsy", "ocd", "ptsd", "depression", "anxiety",
                    "arthritis", "eczema", "psoriasis", "migraines", "tinnitus", "endometriosis", "crohn's", "celiac",
                    "insomnia", "dyslexia", "asperger's", "cancer", "lupus", "scoliosis", "fibromyalgia",
                ].contains($0.plain)
            } == true ? taken : nil
    }
    static let condition = BlankShape { words in
        let taken = before(Stops.ends, in: words)
        return taken.count <= 2
            && taken.last.map {
                [
                    "diabetic", "autistic", "dyslexic", "asthmatic", "epileptic", "celiac", "coeliac", "deaf", "anemic",
                    "colourblind", "colorblind", "colour-blind", "color-blind", "pregnant", "diabetiker",
                    "diabetikerin",
                ].contains($0.plain)
            } == true ? taken : nil
    }
    /// "Nussallergie".
    static let allergy = BlankShape { words in
        words.count <= 2
            && words.last.map { $0.plain.hasSuffix("allergie") || $0.plain.hasSuffix("intoleranz") } == true
            ? words : nil
    }
    static let count = BlankShape { words in
        words.count <= 2
            && words.last.map { $0.plain.allSatisfy(\.isNumber) || Stops.counts.contains($0.plain) } == true
            ? words : nil
    }
    /// What a favourite is one of: "show", "ice cream".
    static let kind = BlankShape { words in
        let taken = before(Stops.ends, in: words)
        return (1...2).contains(taken.count)
            && taken.allSatisfy {
                isWord($0.plain) && !Stops.pointers.contains($0.plain) && !Stops.persons.contains($0.plain)
                    && ![
                        "person", "people", "part", "thing", "one", "place", "human", "bot", "humans", "ones", "kind",
                        "way",
                    ].contains($0.plain)
            }
            ? taken : nil
    }
    static let favourite = BlankShape { words in
        guard let taken = thing.taken(from: words), taken.count <= 5 else { return nil }
        return taken.allSatisfy { !["when", "being", "getting", "ok", "so", "but", "not"].contains($0.plain) }
            ? taken : nil
    }
    /// "like" is also a filler: what follows must be no verb and no adverb.
    static let liked = BlankShape { words in
        guard !words.contains(where: { $0.plain == "than" }), let taken = thing.taken(from: words),
            let first = taken.first,
            ![
                "literally", "just", "never", "went", "got", "really", "totally", "need", "feel", "only", "always",
                "already", "kinda", "sorta", "maybe", "even", "almost", "genuinely", "honestly", "barely", "actually",
                "fully", "not", "no", "way", "more", "forgot", "spent", "woke", "bought", "ate", "cried", "died", "saw",
            ].contains(first.plain), first.plain.first?.isNumber != true
        else { return nil }
        return taken
    }
    /// "I love my life" and "I hate everything" say how somebody feels today.
    static let loved = BlankShape { words in
        guard let taken = thing.taken(from: words), taken.count <= 5 else { return nil }
        let passing: Set<String> = [
            "life", "everything", "people", "mondays", "monday", "job", "myself", "today", "server", "chat", "bot",
            "guys",
            "group", "song", "game", "idea", "weather", "world", "day", "week", "vibe", "energy", "place", "one",
            "name",
        ]
        return taken.allSatisfy { !passing.contains($0.plain) } ? taken : nil
    }
    /// What somebody does: "i crochet", "i knit and sew".
    static let pastime = BlankShape { words in
        let taken = words
        let verbs: Set<String> = [
            "knit", "crochet", "sew", "quilt", "paint", "draw", "sketch", "climb", "boulder", "surf", "ski",
            "snowboard",
            "skateboard", "garden", "fence", "bake", "cosplay", "larp", "stream", "juggle", "embroider", "whittle",
            "hike",
            "birdwatch", "and", "brew", "homebrew", "sail", "kayak",
        ]
        return taken.count <= 3 && taken.allSatisfy { verbs.contains($0.plain) } ? taken : nil
    }

    /// "30th", as in "my 30th birthday".
    static let ordinalAge = BlankShape { words in
        guard words.count == 1, let word = words.first?.plain,
            ["st", "nd", "rd", "th"].contains(where: word.hasSuffix),
            let number = Int(word.dropLast(2)), (13...99).contains(number)
        else { return nil }
        return words
    }
    static let ordinal = BlankShape { words in
        words.count == 1 && words.first.map { Stops.ordinals.contains($0.plain) } == true ? words : nil
    }
    static let occupationPlural = BlankShape { words in
        let taken = before(Stops.ends, in: words)
        guard taken.count <= 3, let last = taken.last?.plain, last.hasSuffix("s") else { return nil }
        return Occupations.all.contains(String(last.dropLast())) ? taken : nil
    }
    /// What people do "for a living".
    static let livelihood = BlankShape { words in
        let verbs: Set<String> = [
            "bake", "fix", "repair", "build", "write", "teach", "drive", "cook", "clean", "design", "paint", "draw",
            "code", "program", "sell", "cut", "grow", "raise", "train", "translate", "edit", "weld", "install",
            "deliver",
            "make", "test", "grade", "nurse", "farm", "fish", "sew", "tune", "restore", "photograph", "dive", "fly",
            "sail",
            "dig", "count", "stack", "pour", "brew", "roast", "tattoo", "groom", "walk", "shoe", "carve", "tailor",
        ]
        return (1...4).contains(words.count) && words.first.map { verbs.contains($0.plain) } == true
            && words.allSatisfy { isWord($0.plain) && !Stops.persons.contains($0.plain) } ? words : nil
    }
    static let vehicle = BlankShape(oneOf: [
        "bus", "truck", "taxi", "cab", "tram", "train", "lorry", "forklift", "ambulance", "van", "metro", "subway",
    ])
    static let vehicles = BlankShape(oneOf: [
        "buses", "trucks", "taxis", "cabs", "trams", "trains", "lorries", "ambulances", "uber",
    ])
    static let house = BlankShape { words in
        let taken = before(Stops.ends, in: words)
        return (1...3).contains(taken.count) && taken.last.map { Occupations.houses.contains($0.plain) } == true
            ? taken : nil
    }
    /// A name in a text without capitals: "my dog biscuit ate".
    static let smallName = BlankShape { words in
        guard words.count >= 2, let first = words.first, let next = words.dropFirst().first?.plain,
            first.plain.count > 2, first.plain.allSatisfy(\.isLetter),
            !first.plain.hasSuffix("s") || first.plain.hasSuffix("ss"),
            !Stops.noPetNames.contains(first.plain), !Stops.noNames.contains(first.plain),
            !Stops.ends.contains(first.plain),
            !Stops.persons.contains(first.plain), !Stops.pointers.contains(first.plain),
            !["ed", "ly", "ing"].contains(where: first.plain.hasSuffix), isWord(first.plain),
            [
                "is", "was", "just", "has", "ate", "keeps", "got", "and", "sleeps", "hates", "loves", "thinks", "wants",
                "knows", "did", "turned", "stole", "broke", "will", "can", "had", "likes", "needs", "refuses",
                "decided", "again", "who", "figured", "chewed", "knocked", "threw", "sits", "snores", "barks", "meows",
                "passed", "died",
            ].contains(next)
        else { return nil }
        return words.prefix(1)
    }
    static let brand = BlankShape { words in
        let taken = before(Stops.ends, in: words)
        guard let index = taken.firstIndex(where: { Stops.brands.contains($0.plain) }), index - taken.startIndex <= 1
        else { return nil }
        // A model may stand behind it: "honda civic", "thinkpad t480".
        let rest = taken[(index + 1)...].prefix(1).filter {
            $0.plain.contains(where: \.isNumber) || Stops.brands.contains($0.plain)
        }
        return taken[..<(index + 1 + rest.count)]
    }
    static let brandOrDevice = BlankShape { words in
        brand.taken(from: words) ?? shortDevice.taken(from: words)
    }
    static let music = BlankShape { words in
        let taken = before(Stops.ends, in: words)
        return taken.count <= 2 && taken.last.map { Stops.instruments.contains($0.plain) } == true ? taken : nil
    }
    static let skill = BlankShape { words in
        let taken = before(Stops.things, in: words)
        let verbs: Set<String> = [
            "juggle", "whistle", "sew", "knit", "crochet", "solve", "touch-type", "moonwalk", "sight-read", "beatbox",
            "weld",
            "solder", "backflip", "yodel", "surf", "ski", "skate", "speak", "recite", "bake", "unicycle", "ride",
            "sign",
        ]
        return (1...6).contains(taken.count) && taken.first.map { verbs.contains($0.plain) } == true
            && taken.allSatisfy { !Stops.persons.contains($0.plain) && isWord($0.plain) } ? taken : nil
    }
    static let ambition = BlankShape { words in
        let taken = words.prefix {
            !["because", "so", "but", "lol", "haha", "if", "one", "someday", "before"].contains($0.plain)
        }
        let verbs: Set<String> = [
            "visit", "learn", "write", "open", "build", "become", "publish", "finish", "run", "climb", "hike", "travel",
            "study",
            "buy", "own", "start", "live", "move", "sail", "cycle", "swim", "speak", "record", "make", "direct",
        ]
        return (2...10).contains(taken.count) && taken.first.map { verbs.contains($0.plain) } == true
            && taken.allSatisfy { !["you", "u", "him", "her", "them"].contains($0.plain) && isWord($0.plain) }
            ? taken : nil
    }
    static let race = BlankShape { words in
        let taken = before(Stops.ends, in: words)
        return (1...3).contains(taken.count)
            && taken.last.map {
                [
                    "marathon", "half-marathon", "triathlon", "10k", "5k", "race", "ironman", "ultra", "exam",
                    "certification",
                ].contains($0.plain)
            } == true
            ? taken : nil
    }
}
