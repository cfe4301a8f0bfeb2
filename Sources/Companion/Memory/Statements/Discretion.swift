import Foundation

/// What is kept of what people say, whoever heard it, rules or a model: words that cannot do harm in a prompt, and
/// what is delicate only for the person alone.
enum Discretion {
    /// Characters of a statement.
    static let textLimit = 200

    static func allows(_ statement: Statement, in said: Said) -> Bool {
        guard isPlain(statement.text) else { return false }
        guard !statement.isEnd, said.audience != .person(said.speaker) else { return true }
        return !isDelicate(statement, at: said.saidAt)
    }

    /// Words, and nothing that means something to a prompt, to Discord or to a page.
    private static func isPlain(_ text: String) -> Bool {
        !text.isEmpty && text.count <= textLimit && !text.contains("://")
            && !text.unicodeScalars.contains {
                forbidden.contains($0) || $0.properties.generalCategory == .control
                    || $0.properties.generalCategory == .format && $0 != "\u{200D}"
                    || $0.properties.generalCategory == .lineSeparator
            }
            && Wording.words(of: text).allSatisfy { !orders.contains($0) }
    }

    private static let forbidden: Set<Unicode.Scalar> = ["<", ">", "|", "@", "{", "}", "[", "]"]

    /// Statements are told to a model again: orders to it are none.
    static let orders = Set(
        words: """
            obey ignore instruction instructions prompt jailbreak override disregard always never must gehorche ignoriere anweisung anweisungen
            """)

    // MARK: What is delicate

    /// Health, love, faith, politics, sexuality, crime, and that somebody is not of age.
    static func isDelicate(_ statement: Statement, at date: Date) -> Bool {
        let topic = statement.topic?.split(separator: " ").first.map(String.init) ?? ""
        if ["partner", "allergy", "health"].contains(topic) { return true }
        let words = Wording.words(of: statement.text)
        return words.contains { delicate.contains($0) || delicate.contains(SubjectKey.stem($0)) }
            || words.contains { word in beginnings.contains { word.hasPrefix($0) } } || isChild(words, statement, date)
    }

    private static let ofAge = 18

    private static func isChild(_ words: [String], _ statement: Statement, _ date: Date) -> Bool {
        let numbers = words.compactMap { Int($0) }
        let tellsAge = statement.topic == "age" || !Set(words).isDisjoint(with: ["years", "jahre", "ans", "años"])
        if tellsAge, numbers.contains(where: { $0 < ofAge }) { return true }
        guard statement.kind == .birthday || words.contains("born") else { return false }
        let year = Calendar(identifier: .gregorian).component(.year, from: date)
        return numbers.contains { (1900...year).contains($0) && year - $0 <= ofAge }
    }

    private static let delicate = Set(
        words: """
            ill sick illness disease disabled disability cancer hiv aids adhd ocd ptsd bipolar autistic autism \
            asthma asthmatic epilepsy migraine migraines arthritis anemia celiac coeliac lactose gluten intolerant \
            sober medication meds pills surgery chemo therapy rehab clinic miscarriage abortion ivf overweight \
            wheelchair blind deaf colour-blind insomnia tinnitus fibromyalgia eczema psoriasis krank krankheit krebs \
            behindert behinderung schwanger therapie nüchtern trocken ads adhs \
            wife husband girlfriend boyfriend fiancé fiancée fiance fiancee spouse partner married engaged divorced \
            widowed widow widower single dating crush lover ex affair polyamorous frau mann freund freundin verlobt \
            verheiratet geschieden verwitwet ehemann ehefrau verliebt affäre getrennt mari femme copain copine \
            novio novia marido esposa esposo casado casada \
            god jesus allah bible quran torah church mosque synagogue temple pray prayer religion religious pastor \
            imam rabbi islam judaism atheist atheism agnostic pagan gott bibel kirche moschee beten gläubig religiös \
            politics political vote voted voting voter republican republicans democrat democrats liberal conservative \
            socialist communist leftist fascist anarchist labour tory tories afd spd cdu csu fdp greens brexit trump \
            biden maga union partei politik wählt wähle linke rechte grüne grünen \
            gay lesbian bi bisexual bisexuell straight queer lgbt lgbtq trans transgender nonbinary asexual pansexual \
            aromantic closeted sex sexual sexuality porn kink fetish virgin schwul lesbisch asexuell \
            crime criminal prison jail arrested convicted felony felon parole probation dealer cocaine heroin weed \
            cannabis meth ketamine mdma ecstasy drugs stole shoplifting theft burglary assault gefängnis knast \
            vorbestraft drogen kokain kiffen verurteilt
            """)

    /// Words that begin so are all of one kind.
    private static let beginnings = [
        "christ", "muslim", "jewish", "jude", "jüdi", "cathol", "kathol", "protest", "evangel", "buddhis", "hindu",
        "mormon", "depress", "anxi", "diabet", "allerg", "pregnan", "alcohol", "alkohol", "addict", "süchtig",
        "schizo", "suicid", "selbstmord", "homosex", "heterosex",
    ]
}
