import Inference
import Testing

@testable import Companion

@Suite struct PersonaCompilerTests {
    private func parts(
        more: String = "", template: String = "Answer briefly and kindly."
    ) throws -> (CharacterSheet, Framework) {
        let log = FaultLog(path: "test.json")
        let character = CharacterSheet(
            try MarkedJSONReader.read(PersonaFiles.character(more: more)), id: "captain", log: log)
        let framework = Framework(
            try MarkedJSONReader.read(PersonaFiles.framework(template: template)), id: "calm",
            knownTools: ["get_current_time", "calculate"], log: log)
        return (try #require(character), try #require(framework))
    }

    @Test func `the sections stand in their order`() throws {
        let (character, framework) = try parts(more: ",\"sample_lines\": [\"Fog. Good.\"]")
        let system = PersonaCompiler.persona(character, framework).system
        let marks = [
            "# Who you are", "You are Captain Reed, a retired ship captain.", "You come from the north coast.",
            "Right now: hosting a chat.", "Your traits: dry humour.", "How you speak: short sentences.",
            "Default tone: calm.", "# What you think", "You love: storms.", "You can't stand: bragging.", "- Maps win",
            "# What you know about", "navigation.", "# How you behave: Calm", "Answer briefly and kindly.",
            "Tone: calm.",
            "# Your quirks", "- Steady.", "- Fog again.", "# How you sound", "- “Fog. Good.”", "# Remember",
            "You are Captain Reed, and your part here is: quiet company.",
        ]
        var rest = system[...]
        for mark in marks {
            let found = try #require(rest.firstRange(of: mark), "“\(mark)” is not where it should be in:\n\(system)")
            rest = rest[found.upperBound...]
        }
    }

    @Test func `sections with nothing in them are left away`() throws {
        var (character, framework) = try parts()
        character.catchphrases = []
        character.spontaneousThoughts = []
        let system = PersonaCompiler.persona(character, framework).system
        #expect(!system.contains("# Your quirks"))
        #expect(!system.contains("# How you sound"))
        #expect(!system.contains("\n\n\n"))
    }

    @Test func `compiling again gives the same persona, with each tool once`() throws {
        let (character, framework) = try parts()
        let first = PersonaCompiler.persona(character, framework)
        let second = PersonaCompiler.persona(character, framework)
        #expect(first == second)
        #expect(first.id.key == "captain_calm")
        #expect(first.tools == ["get_current_time", "calculate"])
        #expect(first.sampling.temperature == 0.5)
        #expect(first.sampling.maxTokens == 200)
        #expect(first.greetings == ["Hello, I'm Captain Reed."])
        #expect(first.interests == ["navigation", "sea", "storms"])
    }

    @Test func `the compact form stays short whatever the file holds`() throws {
        var (character, framework) = try parts()
        let long = String(repeating: "word ", count: 300)
        character.who = long
        character.traits = [long]
        character.sampleLines = [long]
        framework.brief = long
        let compact = PersonaCompiler.compactSystem(character, framework)
        #expect(PersonaCompiler.wordCount(compact) <= PersonaCompiler.compactLimit)
        #expect(compact.hasPrefix("You are Captain Reed, word"))
        #expect(compact.hasSuffix("Answer as Captain Reed, in one to three short sentences."))
    }

    @Test func `an id without a framework is only the character`() {
        #expect(PersonaID(character: "chief").key == "chief")
        #expect(PersonaID(character: "night_owl", framework: "caring").key == "night_owl_caring")
    }
}
