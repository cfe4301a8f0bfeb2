/// General vocabulary of easy and hard requests, in the languages that people write to a companion most.
///
/// Entries are separated by commas; `*` ends a stem. Japanese and Chinese ones have at most three characters, phrases
/// at most three words (``Lexicon``).
enum Vocabulary {}

extension Lexicon {
    static let requests = Lexicon([
        (.code, Vocabulary.code), (.mathematics, Vocabulary.mathematics), (.science, Vocabulary.science),
        (.thought, Vocabulary.thought), (.law, Vocabulary.law), (.money, Vocabulary.money),
        (.health, Vocabulary.health), (.conflict, Vocabulary.conflict), (.reasoning, Vocabulary.reasoning),
        (.explaining, Vocabulary.explaining), (.writing, Vocabulary.writing), (.verse, Vocabulary.verse),
        (.reworking, Vocabulary.reworking), (.comparing, Vocabulary.comparing), (.planning, Vocabulary.planning),
        (.puzzle, Vocabulary.puzzle), (.advice, Vocabulary.advice), (.constraint, Vocabulary.constraint),
        (.trouble, Vocabulary.trouble), (.connective, Vocabulary.connective), (.smallTalk, Vocabulary.smallTalk),
        (.story, Vocabulary.story), (.lookup, Vocabulary.lookup), (.greeting, Vocabulary.greeting),
    ])
}
