extension Settings {
    /// `docs/configuration.md`: the catalogue for readers. A test holds the file against it.
    static var markdown: String {
        var text = """
            # Configuration

            Every setting is written the same way in three places; the first one that has it wins:

            1. the environment: `OLLAMA_MODEL=llama3.2 make run`,
            2. a file `.env`, beside the program or else in `ACORE_HOME`: `OLLAMA_MODEL=llama3.2`,
            3. a file `acore.yaml` in the same places: `OLLAMA_MODEL: llama3.2`.

            Beside the program is the folder that was cloned or unpacked, the one that holds `share/acore`. The working
            folder does not count, as it may be somebody else's. `chmod 600` the files: they may hold keys.

            What none of them says can be changed on the settings page, but for what decides where things lie, who reaches
            the page or which programs run. Another address set there forgets the key that was set for the old one.

            `acore config` prints what is in force and where it comes from; secrets are never shown. A fault stops the
            program with exit status 78 and a list of everything that is wrong. “Now” means that a running program takes a
            change made on the page up at once.

            """
        var group = ""
        for definition in catalogue {
            if definition.group != group {
                group = definition.group
                text +=
                    "\n## \(group)\n\n| Setting | Takes | Default | What for | Takes effect |\n|---|---|---|---|---|\n"
            }
            let fallback = definition.name == "TIME_ZONE" ? "the machine's" : definition.defaultText
            text += "| `\(definition.name)` | \(definition.kind.inWords) | \(fallback.isEmpty ? "–" : "`\(fallback)`") "
            text += "| \(definition.summary) | \(definition.effectInWords) |\n"
        }
        return text
    }
}

extension SettingDefinition {
    fileprivate var effectInWords: String {
        guard isEditable else { return "at the start, not on the page" }
        return takesEffect == .now ? "now" : "at the next start"
    }
}

extension SettingKind {
    fileprivate var inWords: String {
        switch self {
        case .text: "text"
        case .secret: "secret"
        case .path: "path"
        case .url, .ollamaHost: "address"
        case .timeZone: "time zone"
        case .flag: "true, false"
        case .list: "list, with commas"
        case .model: "model"
        case .models: "models, with commas"
        case .prices: "prices, with commas"
        case .ids: "ids, with commas"
        case .shards: "auto, n, a..b/n"
        case .integer(let range): "\(range.lowerBound)–\(range.upperBound)"
        case .decimal(let range): "\(range.lowerBound)–\(range.upperBound)"
        case .choice(let choices): choices.joined(separator: ", ")
        }
    }
}
