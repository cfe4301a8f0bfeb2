/// What a word or phrase says about the work a prompt asks for.
enum Cue: UInt8, CaseIterable, Sendable {
    // Fields in which a small model is soon wrong.
    case code, mathematics, science, thought, law, money, health, conflict
    // What is to be done.
    case reasoning, explaining, writing, verse, reworking, comparing, planning, puzzle, advice
    // How it is asked.
    case constraint, trouble, connective
    // Talk that any model can keep up.
    case smallTalk, story, lookup, greeting
}
