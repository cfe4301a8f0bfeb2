import DiscordModel

@testable import DiscordSimulator

/// What the bot says and knows.
extension PageBot {
    static let commands: JSON = [
        [
            "name": "ask", "description": "Asks something, and waits for the answer", "type": 1,
            "options": [["type": 3, "name": "question", "description": "What you want to know", "required": true]],
        ],
        [
            "name": "weather", "description": "How it is outside", "type": 1,
            "options": [
                [
                    "type": 3, "name": "city", "description": "Where", "required": true, "autocomplete": true,
                ],
                ["type": 4, "name": "days", "description": "How far ahead", "min_value": 1, "max_value": 7],
                ["type": 6, "name": "friend", "description": "Who comes along"],
            ],
        ],
        ["name": "feedback", "description": "Opens a form", "type": 1],
        ["name": "silence", "description": "Never answers", "type": 1],
        ["name": "Shout", "type": 3],
    ]

    static func cities(_ data: JSON) -> [JSON] {
        let typed = data["options"]?[0]?["value"]?.string?.lowercased() ?? ""
        return ["Lisbon", "London", "Lima", "Oslo"].filter { $0.lowercased().hasPrefix(typed) }
            .map { ["name": .string($0), "value": .string($0.lowercased())] }
    }

    static func option(_ data: JSON) -> String { data["options"]?[0]?["value"]?.string ?? "nowhere" }

    static func target(_ data: JSON) -> String {
        data["resolved"]?["messages"]?.object?.first?.value["content"]?.string ?? "nothing"
    }

    static func written(_ data: JSON) -> String {
        var texts: [String] = []
        for label in data["components"]?.array ?? [] {
            let field = label["component"] ?? label["components"]?[0] ?? [:]
            texts += field["value"]?.string.map { [$0] } ?? (field["values"]?.array ?? []).compactMap(\.string)
        }
        return texts.joined(separator: ", ")
    }

    static let modal: JSON = [
        "custom_id": "form", "title": "Tell me more",
        "components": [
            ["type": 10, "content": "Nobody else reads **this**."],
            [
                "type": 18, "label": "Your words", "description": "A sentence or two",
                "component": ["type": 4, "custom_id": "words", "style": 2, "placeholder": "I think…"],
            ],
            [
                "type": 18, "label": "How was it?",
                "component": [
                    "type": 3, "custom_id": "mood",
                    "options": [["label": "Lovely", "value": "lovely"], ["label": "Odd", "value": "odd"]],
                ],
            ],
        ],
    ]

    static let buttons: JSON = [
        [
            "type": 1,
            "components": [
                ["type": 2, "style": 1, "label": "Wave", "custom_id": "wave"],
                ["type": 2, "style": 2, "label": "Write", "custom_id": "write"],
                ["type": 2, "style": 3, "label": "Later", "custom_id": "later"],
                ["type": 2, "style": 4, "label": "Nobody answers", "custom_id": "nothing"],
            ],
        ],
        [
            "type": 1,
            "components": [
                ["type": 2, "style": 5, "label": "Elsewhere", "url": "https://example.org"],
                ["type": 2, "style": 2, "label": "Not now", "custom_id": "no", "disabled": true],
            ],
        ],
        [
            "type": 1,
            "components": [
                [
                    "type": 3, "custom_id": "pick", "placeholder": "One season",
                    "options": [["label": "Spring", "value": "spring"], ["label": "Autumn", "value": "autumn"]],
                ]
            ],
        ],
        [
            "type": 1,
            "components": [
                [
                    "type": 3, "custom_id": "many", "placeholder": "Several colours", "min_values": 1, "max_values": 2,
                    "options": [["label": "Red", "value": "red"], ["label": "Blue", "value": "blue"]],
                ]
            ],
        ],
        ["type": 1, "components": [["type": 5, "custom_id": "who"]]],
    ]

    static let answers: [String: JSON] = [
        "buttons": ["content": "What would you like?", "components": buttons],
        "embed": [
            "embeds": [
                [
                    "title": "Tonight", "url": "https://example.org/tonight", "color": 14_053_710,
                    "description": "The **river walk** begins at eight. Bring a light.",
                    "author": ["name": "The town crier"],
                    "fields": [
                        ["name": "Where", "value": "The old bridge", "inline": true],
                        ["name": "How long", "value": "An hour", "inline": true],
                        ["name": "Who", "value": "Everybody", "inline": true],
                        ["name": "Rain", "value": "Then we meet in the *tea house*."],
                    ],
                    "image": ["url": "https://example.org/river.png"], "footer": ["text": "Printed with care"],
                ]
            ]
        ],
        "container": [
            "flags": 32768,
            "components": [
                [
                    "type": 17, "accent_color": 3_382_187,
                    "components": [
                        ["type": 10, "content": "## A small shop\nEverything is *hand made*."],
                        ["type": 14, "divider": true, "spacing": 1],
                        [
                            "type": 9, "components": [["type": 10, "content": "A paper lantern\n-# seven coins"]],
                            "accessory": ["type": 2, "style": 1, "label": "Wave", "custom_id": "wave"],
                        ],
                        [
                            "type": 1,
                            "components": [["type": 2, "style": 2, "label": "Write", "custom_id": "write"]],
                        ],
                    ],
                ]
            ],
        ],
        "poll": [
            "poll": [
                "question": ["text": "Tea or coffee?"], "duration": 24, "allow_multiselect": false,
                "answers": [["poll_media": ["text": "Tea"]], ["poll_media": ["text": "Coffee"]]],
            ]
        ],
    ]
}
