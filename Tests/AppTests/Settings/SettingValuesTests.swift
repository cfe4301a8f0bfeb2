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
            .environment(["OLLAMA_MAX_TOKENS": "hunter2", "OLLAMA_HOST": "ftp://localhost"]),
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

    @Test func `a file from Windows is read line by line, and begins where its text does`() {
        let text = "\u{FEFF}CHARACTER=chief\r\nOPENROUTER_API_KEY=hunter2\r\n\r\nwhat is this\r\n"
        let source = SettingSource.dotEnv(text, file: ".env")
        #expect(source.entries.mapValues(\.text) == ["CHARACTER": "chief", "OPENROUTER_API_KEY": "hunter2"])
        #expect(source.faults.map(\.description) == [".env line 4: write NAME=value"])
    }

    @Test(
        arguments: ["CHARACTER", "OPENROUTER_API_KEY", "LLM_PRICES", "LOG_FILE_PATH"], ["a\nb", "a\r\nb", "a\rb", "\0"])
    func `no setting holds a second line`(name: String, text: String) {
        #expect(SettingValues([.environment([name: text])]).faults.count == 1)
    }

    @Test(arguments: [
        ("OLLAMA_HOST", "0.0.0.0:11434", "http://127.0.0.1:11434"), ("OLLAMA_HOST", "gpu", "http://gpu:11434"),
        ("OLLAMA_HOST", "gpu:80", "http://gpu:80"), ("OLLAMA_HOST", "http://0.0.0.0", "http://127.0.0.1"),
        ("OLLAMA_HOST", ":5000", "http://127.0.0.1:5000"), ("OLLAMA_HOST", "[::1]:5000", "http://[::1]:5000"),
        ("OLLAMA_HOST", "https://gpu.example/x", "https://gpu.example/x"), ("LOG_LEVEL", "info", "INFO"),
        ("LLM_PROVIDER", "Ollama", "ollama"),
    ])
    func `what people write in other ways is kept in one`(name: String, text: String, kept: String) {
        let values = SettingValues([.environment([name: text])])
        #expect(values.faults.isEmpty)
        #expect(values.entry(of: name)?.text == kept)
    }

    @Test(arguments: ["http://user:hunter2@host/v1", "http://user@host/v1", "host/v1", "http:///v1", "http://"])
    func `an address has a scheme and a host, and nobody's password`(address: String) {
        #expect(SettingValues([.environment(["OPENAI_URL": address])]).faults.count == 1)
    }

    @Test(arguments: [
        ["DASHBOARD_HOST": "0.0.0.0"], ["DASHBOARD_HOST": "0.0.0.0", "DASHBOARD_BEHIND_TLS_PROXY": "true"],
        ["SYSTEM_PROMPT_FILE": "/nowhere"], ["SYSTEM_PROMPT_FILE": "/dev/zero"],
    ])
    func `what can be read by itself may be wrong all the same`(variables: [String: String]) {
        #expect(SettingValues([.environment(variables)]).faults.count == 1)
    }

    @Test func `the page decides nothing about places, listeners, logs and programs, though the database says so`() {
        let names = [
            "ACORE_HOME", "ACORE_DATA", "DASHBOARD_HOST", "DASHBOARD_PORT", "LOG_LEVEL", "METRICS_ENABLED",
            "LLAMA_SERVER", "LLAMA_MODEL", "SYSTEM_PROMPT_FILE", "LOG_FILE_PATH",
        ]
        let page = SettingSource.page(Dictionary(uniqueKeysWithValues: names.map { ($0, "x") }))
        #expect(page.entries.isEmpty)
        let editable = Settings.catalogue.filter(\.isEditable)
        #expect(editable.allSatisfy { $0.kind != .path })
        // Read before the database is open: on the page they would do nothing.
        let early = Set((LogSettings.keys + Places.keys + DashboardSettings.keys).map(\.name))
        #expect(editable.allSatisfy { !early.contains($0.name) })
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
