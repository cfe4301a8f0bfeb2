import Foundation
import Inference
import Testing

@testable import App

@Suite struct SettingValuesTests {
    @Test func `the first source that has a name wins`() {
        let values = SettingValues([
            .environment(["OLLAMA_MAX_TOKENS": "100"]), .dotEnv("OLLAMA_MAX_TOKENS=200\nOLLAMA_TOP_K=7", file: ".env"),
            .page(["OLLAMA_TOP_K": "9", "CHARACTER": "chief"]),
        ])
        #expect(values[ModelSettings.maxTokens] == 100)
        #expect(values[ModelSettings.topK] == 7)
        #expect(values[CompanionSettings.character] == "chief")
        #expect(values.entry(of: "OLLAMA_TOP_K")?.origin == ".env line 2")
        #expect(values.faults.isEmpty)
    }

    @Test func `an empty text is the same as none`() {
        let values = SettingValues([.environment(["OLLAMA_MAX_TOKENS": ""]), .page(["OLLAMA_MAX_TOKENS": "50"])])
        #expect(values[ModelSettings.maxTokens] == 50)
    }

    @Test func `zero is a temperature`() {
        let values = SettingValues([.environment(["OLLAMA_TEMPERATURE": "0"])])
        #expect(ModelSettings(values).sampling.temperature == 0)
    }

    @Test func `every fault is listed at once, with its place and what to write, without the value`() {
        let values = SettingValues([
            .environment(["OLLAMA_MAX_TOKENS": "hunter2", "OLLAMA_HOST": "localhost"]),
            .yaml("LOG_LEVEL: loud\nOLLAMA_MODLE: x\nTIME_ZONE: Mars/Olympus\n", file: "acore.yaml"),
        ])
        let faults = values.faults.map(\.description).joined(separator: "\n")
        #expect(values.faults.count == 5)
        #expect(faults.contains("environment: OLLAMA_MAX_TOKENS: write a whole number from 1 to 100000"))
        #expect(faults.contains("acore.yaml line 1: LOG_LEVEL: write one of: DEBUG"))
        #expect(faults.contains("acore.yaml line 2: there is no setting OLLAMA_MODLE (did you mean OLLAMA_MODEL?)"))
        #expect(faults.contains("acore.yaml line 3: TIME_ZONE"))
        #expect(!faults.contains("hunter2"))
    }

    @Test(arguments: ["{", "- a\n- b", "a: &x [*x]", "\u{0}", "a:\n  b:\n    c: 1", "? [a]\n: b", "a: 1\na: 2"])
    func `a broken file is a fault, never a trap`(text: String) {
        let values = SettingValues([.yaml(text, file: "acore.yaml")])
        #expect(!values.faults.isEmpty)
    }

    @Test func `a list may be written as YAML or with commas`() {
        let yaml = SettingValues([.yaml("LLM_FALLBACK_MODELS:\n  - ollama:a\n  - embedded\n", file: "acore.yaml")])
        let commas = SettingValues([.environment(["LLM_FALLBACK_MODELS": "ollama:a, embedded"])])
        #expect(ModelSettings(yaml).fallbacks == ModelSettings(commas).fallbacks)
        #expect(ModelSettings(yaml).fallbacks.map(\.provider) == [.ollama, .embedded])
    }

    @Test(arguments: [
        ("A=1", "1"), ("export A=1", "1"), ("A = \"a b\"", "a b"), ("A='x # y'", "x # y"), ("A=x # y", "x"),
        ("A=a=b", "a=b"), ("# c\n\nA=1", "1"), ("A=\"", "\""),
    ])
    func `an env file is read as people write it`(text: String, value: String) {
        #expect(SettingSource.dotEnv(text, file: ".env").entries["A"]?.text == value)
    }

    @Test func `an env line without a value is a fault with its line`() {
        let source = SettingSource.dotEnv("A=1\nwhat is this\n", file: ".env")
        #expect(source.faults.map(\.description) == [".env line 2: write NAME=value"])
    }

    @Test(arguments: [
        ([:], ModelSettings.Choice.Provider.embedded), (["OLLAMA_MODEL": "x"], .ollama),
        (["OLLAMA_HOST": "http://gpu:11434"], .ollama), (["OPENAI_URL": "http://localhost:1234/v1"], .openai),
        (["OPENROUTER_API_KEY": "k", "OLLAMA_HOST": "http://gpu:11434"], .openrouter),
        (["OPENROUTER_API_KEY": "k", "LLM_PROVIDER": "embedded"], .embedded),
    ])
    func `one setting is enough to choose a provider`(
        variables: [String: String], provider: ModelSettings.Choice.Provider
    ) {
        #expect(ModelSettings(SettingValues([.environment(variables)])).main.provider == provider)
    }

    @Test func `no two settings have the same name, and every default is one that would be accepted`() {
        let names = Settings.catalogue.map(\.name)
        #expect(Set(names).count == names.count)
        for definition in Settings.catalogue where !definition.defaultText.isEmpty {
            #expect(definition.kind.fault(in: definition.defaultText) == nil, "\(definition.name)")
        }
    }
}
