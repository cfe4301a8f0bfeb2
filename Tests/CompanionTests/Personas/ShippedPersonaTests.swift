import Inference
import Testing

@testable import Companion

/// The personas that come with the program.
@Suite struct ShippedPersonaTests {
    private static let library = PersonaLibrary(shipped: PersonaFiles.shipped, own: nil)

    static let pairs = library.all.flatMap { character in
        character.frameworks.map { PersonaID(character: character.id, framework: $0.id) }
    }

    @Test func `there are enough, and nothing is wrong with them`() {
        #expect(Self.library.faults.map(\.description) == [])
        #expect(Self.library.all.count >= 8)
        #expect(Set(["chief", "assistant", "pixel"]).isSubset(of: Self.library.all.map(\.id)))
        for character in Self.library.all {
            #expect(character.frameworks.map(\.id) == ["assistant", "caring", "chaotic", "neuro"])
            #expect(!character.summary.isEmpty && character.summary.count <= 100, "\(character.id)")
            #expect(character.greetings.count >= 2, "\(character.id)")
        }
        #expect(Self.library.all.first { $0.id == "chief" }?.framework == "chaotic")
        #expect(Self.library.all.first { $0.id == "assistant" }?.framework == "assistant")
        #expect(Self.library.all.first { $0.id == "pixel" }?.framework == "neuro")
    }

    @Test(arguments: pairs)
    func `every character works with every framework`(id: PersonaID) throws {
        let persona = try Self.library.persona(id)
        #expect(persona.id == id)
        let sections = [
            "# Who you are", "# What you think", "# What you know about", "# How you behave", "# Your quirks",
            "# How you sound", "# Remember",
        ]
        #expect(persona.system.split(separator: "\n").filter { $0.hasPrefix("# ") }.count == sections.count)
        for section in sections { #expect(persona.system.contains(section)) }
        let words = PersonaCompiler.wordCount(persona.system)
        #expect((400...900).contains(words), "\(id.key): \(words) words")
        #expect(!persona.system.contains("…."))
        #expect(!persona.system.contains(".."))
    }

    @Test(arguments: pairs)
    func `the compact form says who, how and one line to imitate`(id: PersonaID) throws {
        let persona = try Self.library.persona(id)
        let words = PersonaCompiler.wordCount(persona.compactSystem)
        #expect((60...120).contains(words), "\(id.key): \(words) words")
        #expect(persona.compactSystem.hasPrefix("You are \(persona.characterName), "))
        #expect(persona.compactSystem.contains("You say things like: “"))
        #expect(!persona.compactSystem.contains(" …"))
        #expect(!persona.compactSystem.contains("\n"))
    }

    @Test func `every framework offers every standard tool and no other`() throws {
        let standard = Set(Toolbox().descriptions.map(\.name))
        for framework in ["assistant", "caring", "chaotic", "neuro"] {
            let persona = try Self.library.persona(PersonaID(character: "assistant", framework: framework))
            #expect(Set(persona.tools) == standard, "\(framework)")
            #expect(persona.tools.count == standard.count, "\(framework)")
        }
    }

    @Test func `the frameworks behave as their names say`() throws {
        func behaviour(_ framework: String) throws -> Persona.Behaviour {
            try Self.library.persona(PersonaID(character: "pixel", framework: framework)).behaviour
        }
        #expect(try behaviour("neuro").interjectionChance == 0.05)
        #expect(try behaviour("neuro").chaosChance == 0.03)
        #expect(try behaviour("neuro").nonSequiturChance == 0.04)
        #expect(try behaviour("neuro").respondsTo["mentioned"] == 1)
        #expect(try behaviour("assistant").isSpontaneous == false)
        #expect(try behaviour("assistant").confidenceThreshold == 0.8)
        #expect(try behaviour("assistant").respondsTo["question_asked"] == 1)
        #expect(try behaviour("caring").respondsTo["emotional_distress"] == 1)
        #expect(try behaviour("chaotic").respondsTo["random_chance"] == 0.3)
        #expect(try behaviour("chaotic").confidenceThreshold == 0.1)
    }
}
