import Inference
import Testing

@testable import Companion

@Suite struct PersonaFileTests {
    private func character(_ text: String, id: String = "captain") throws -> (CharacterSheet?, [String]) {
        let log = FaultLog(path: "/data/personas/characters/\(id).json")
        let sheet = CharacterSheet(try MarkedJSONReader.read(text), id: id, log: log)
        return (sheet, log.faults.map(\.description))
    }

    private func framework(_ text: String, id: String = "calm") throws -> (Framework?, [String]) {
        let log = FaultLog(path: "/data/personas/frameworks/\(id).json")
        let framework = Framework(
            try MarkedJSONReader.read(text), id: id, knownTools: ["get_current_time", "calculate"], log: log)
        return (framework, log.faults.map(\.description))
    }

    @Test func `the smallest character is enough`() throws {
        let (sheet, faults) = try character(PersonaFiles.character())
        #expect(faults.isEmpty)
        #expect(sheet?.name == "Captain Reed")
        #expect(sheet?.summary == "a retired ship captain")
        #expect(sheet?.loves == ["storms"])
        #expect(sheet?.hates == ["bragging"])
        #expect(sheet?.interests == ["sea"])
        #expect(sheet?.categories == ["sea"])
        #expect(sheet?.tone == [.init(topic: "default tone", remark: "calm")])
        #expect(sheet?.spontaneousThoughts == ["Fog again."])
        #expect(sheet?.affectionMultiplier == 1)
    }

    @Test(arguments: [
        (#"{"topics": ["storms", "tea"], "people": "sailors"}"#, ["storms", "tea", "sailors"]),
        (#"["storms", "tea"]"#, ["storms", "tea"]),
        (#""storms""#, ["storms"]),
        ("[]", []),
    ])
    func `loves may be an object, a list or a text`(json: String, loves: [String]) throws {
        let text = PersonaFiles.character().replacing(#"{"topics": ["storms"]}"#, with: json)
        #expect(try character(text).0?.loves == loves)
    }

    @Test func `thoughts may be called random, and texts may be lists`() throws {
        let text = PersonaFiles.character()
            .replacing("spontaneous_thoughts", with: "random_thoughts")
            .replacing(#""a retired ship captain""#, with: #"["a retired captain", "a cook"]"#)
        let (sheet, faults) = try character(text)
        #expect(faults.isEmpty)
        #expect(sheet?.spontaneousThoughts == ["Fog again."])
        #expect(sheet?.who == "a retired captain; a cook")
    }

    @Test func `an unknown key is reported with its line and the nearest known one`() throws {
        let (sheet, faults) = try character(
            PersonaFiles.character().replacing("\"catchphrases\"", with: "\"catch_phrases\""))
        #expect(sheet != nil)
        #expect(faults == ["captain.json:7: unknown key “catch_phrases” (did you mean “catchphrases”?)"])
    }

    @Test func `a key that stands twice is reported, and the last one counts`() throws {
        let (sheet, faults) = try character(PersonaFiles.character(more: ",\n\"display_name\": \"Reed\""))
        #expect(sheet?.name == "Reed")
        #expect(faults == ["captain.json:1: “display_name” stands here twice, the last one counts"])
    }

    @Test func `all that is missing or wrong is reported at once, each with its line`() throws {
        let text = PersonaFiles.character()
            .replacing("\"display_name\": \"Captain Reed\",", with: "")
            .replacing("\"from\": \"the north coast\",", with: "\"from\": 7,")
            .replacing("[\"dry humour\"]", with: "[true]")
            .replacing("\"hates\"", with: "\"hatse\"")
            .replacing("{\"default_tone\": \"calm\"}", with: "\"calm\"")
        let (sheet, faults) = try character(text)
        #expect(sheet == nil)
        #expect(
            Set(faults) == [
                "captain.json:1: “display_name” is missing",
                "captain.json:2: “identity.from” must be text or a list of texts, not a number",
                "captain.json:3: “identity.core_traits” must be text or a list of texts, not true or false",
                "captain.json:5: “opinions.hates” is missing",
                "captain.json:5: unknown key “hatse” (did you mean “hates”?)",
                "captain.json:6: “voice_and_tone” must be an object, not a text",
            ])
    }

    @Test func `the id must be the name of the file`() throws {
        let (sheet, faults) = try character(PersonaFiles.character("reed"))
        #expect(sheet == nil)
        #expect(faults == ["captain.json:1: “character_id” is “reed”, but the file is called captain.json"])
    }

    @Test func `voice, conversion and affection are read`() throws {
        let more = """
            ,
            "legacy_config": {"voice": {"kokoro_voice": "bm_george", "kokoro_speed": 0.95, "edge_rate": "-5%"},
                              "rvc": {"enabled": true, "model": "sea.pth", "pitch_shift": -2},
                              "behavior": {"affection_multiplier": 1.5, "auto_reply_enabled": true}}
            """
        let (sheet, faults) = try character(PersonaFiles.character(more: more))
        #expect(faults.isEmpty)
        #expect(
            sheet?.voice
                == Persona.Voice(
                    kokoroVoice: "bm_george", kokoroSpeed: 0.95, edgeVoice: nil, edgeRate: "-5%",
                    conversionModel: "sea.pth", pitchShift: -2))
        #expect(sheet?.affectionMultiplier == 1.5)
        let off = try character(
            PersonaFiles.character(more: more.replacing("\"enabled\": true", with: "\"enabled\": false")))
        #expect(off.0?.voice.conversionModel == nil)
        #expect(try character(PersonaFiles.character(more: more.replacing("0.95", with: "95"))).0 == nil)
    }

    @Test func `routing is fast or strong, or left to each prompt`() throws {
        #expect(try character(PersonaFiles.character()).0?.route == nil)
        #expect(try character(PersonaFiles.character(more: ",\"routing\": \"strong\"")).0?.route == .strong)
        let (sheet, faults) = try character(PersonaFiles.character(more: ",\n\"routing\": \"quick\""))
        #expect(sheet != nil && sheet?.route == nil)
        #expect(faults == ["captain.json:8: “quick” is not one of fast, strong; left aside"])
    }

    @Test func `a tool that is not there is warned about with its line and the nearest one`() throws {
        let text = PersonaFiles.framework().replacing("\"calculate\"", with: "\n\"calculator\"")
        let (framework, faults) = try framework(text)
        #expect(framework?.optionalTools == ["calculator", "get_current_time"])
        #expect(faults == ["calm.json:4: there is no tool “calculator” (did you mean “calculate”?)"])
    }

    @Test func `too much text for a prompt is refused`() throws {
        let long = String(repeating: "word ", count: 6_000)
        let (sheet, faults) = try character(PersonaFiles.character(more: ",\"description\": \"\(long)\""))
        #expect(sheet == nil)
        #expect(faults.count == 1)
        #expect(faults.first?.contains("too many for a prompt") == true)
    }

    @Test func `what is no object at all is refused`() throws {
        #expect(try character("[1]").1 == ["captain.json:1: the file must be an object, not a list"])
        #expect(try framework("\"x\"").1 == ["calm.json:1: the file must be an object, not a text"])
    }

    @Test func `a file with thousands of wrong keys gives a readable number of faults`() throws {
        let keys = (0..<5_000).map { ",\"key\($0)\": 1" }.joined()
        let (sheet, faults) = try character(PersonaFiles.character(more: keys))
        #expect(sheet != nil)
        #expect((1...50).contains(faults.count))
    }

    @Test func `a framework tells how to behave`() throws {
        let (framework, faults) = try framework(PersonaFiles.framework())
        #expect(faults.isEmpty)
        #expect(framework?.brief == "Your part: quiet company.")
        #expect(framework?.temperature == 0.5)
        #expect(framework?.responseLength == .short)
        #expect(framework?.behaviour.interjectionChance == 0.25)
        #expect(framework?.behaviour.isSpontaneous == false)
        #expect(framework?.behaviour.confidenceThreshold == 0.7)
        #expect(
            framework?.behaviour.respondsTo == ["mentioned": 1, "chance": 0.3, "banter": 0.7, "spam": 0])
    }

    @Test func `words that mean no chance or length are warned about`() throws {
        let text = PersonaFiles.framework()
            .replacing("\"usually\"", with: "\"often\"").replacing("\"short\"", with: "\"tiny\"")
        let (framework, faults) = try framework(text)
        #expect(framework?.behaviour.respondsTo["banter"] == 0.4)
        #expect(framework?.responseLength == .medium)
        #expect(faults.count == 2)
        #expect(faults.contains { $0.hasPrefix("calm.json:4: “banter” wants a number from 0 to 1") })
        #expect(faults.contains { $0.hasPrefix("calm.json:7: “tiny” is not one of short") })
    }

    @Test func `chances outside of 0 to 1 and flags that are none are refused`() throws {
        let text = PersonaFiles.framework().replacing("0.25", with: "25").replacing(
            "\"enabled\": false", with: "\"enabled\": 0")
        let (framework, faults) = try framework(text)
        #expect(framework == nil)
        let path = "calm.json:2: “behavioral_patterns.spontaneity"
        #expect(
            faults == [
                "\(path).enabled” must be true or false, not a number",
                "\(path).random_interjection_chance” must be a number from 0 to 1",
            ])
    }

    @Test(arguments: [
        "name", "purpose", "behavioral_patterns", "tool_requirements", "decision_making", "context_requirements",
        "interaction_style", "anti_hallucination", "prompt_template",
    ])
    func `every part of a framework is required`(key: String) throws {
        let (framework, faults) = try framework(PersonaFiles.framework().replacing("\"\(key)\"", with: "\"x_y_z_1\""))
        #expect(framework == nil)
        #expect(faults.contains { $0.hasSuffix("“\(key)” is missing") })
    }
}
