/// What people like and do in their free time, in English.
extension StatementRules {
    static let englishTastes: [StatementPattern] = [
        .init(
            "new favorite|favourite|fav|fave $ is|alert $", "has a favourite $: %", .kind, .favourite, as: .preference,
            topic: "favourite $", isAnywhere: true),
        .init(
            "my all-time|absolute? favorite|favourite|fav|fave $ is|are has|is|been|to|still|now|hands|probably|gotta? by|be|down|been? far? $",
            "has a favourite $: %", .kind, .favourite, as: .preference, topic: "favourite $", isAnywhere: true),
        .init(
            "favorite|favourite|fav|fave $ has|gotta to be $", "has a favourite $: %", .kind, .favourite,
            as: .preference, topic: "favourite $"),
        .init(
            "$ is|are|remains|was still|hands|by|easily|now|officially|and|probably? down|far|always? my new|all-time|absolute|current|number|no? one|1? favorite|favourite|fav|fave $",
            "has a favourite %: $", .favourite, .kind, as: .preference, topic: "favourite %"),
        .init(
            "favorite|favourite|fav|fave $ , $", "has a favourite $: %", .kind, .favourite, as: .preference,
            topic: "favourite $"),
        .init(
            "$ , my favorite|favourite|fav|fave $ .", "has a favourite %: $", .favourite, .kind, as: .preference,
            topic: "favourite %"),
        .init("nothing beats a|an|the|some? good|nice? $", "likes $", .shortThing, as: .preference, topic: "taste $"),
        .init("can not get enough of $", "likes $", .shortThing, as: .preference, topic: "taste $", isAnywhere: true),
        .init(
            "i am a|an|such? total|huge|massive|big|real|proper? $ addict|fanatic|nerd|enthusiast|lover|person|stan",
            "likes $", .shortThing, as: .preference, topic: "taste $"),
        .init("i have a thing for $", "likes $", .shortThing, as: .preference, topic: "taste $"),
        .init("i am addicted to $", "likes $", .shortThing, as: .preference, topic: "taste $"),
        .init("i live for $", "likes $", .shortThing, as: .preference, topic: "taste $"),
        .init("i hate hate? hate? $", "dislikes $", .shortThing, as: .preference, topic: "taste $"),
        .init("can not stand $", "dislikes $", .shortThing, as: .preference, topic: "taste $"),
        .init("i can not deal with $", "dislikes $", .shortThing, as: .preference, topic: "taste $"),
        .init("$ makes me gag|sick", "dislikes $", .shortThing, as: .preference, topic: "taste $"),
        .init(
            "$ is my nemesis|enemy|archenemy|kryptonite", "dislikes $", .shortThing, as: .preference, topic: "taste $"),
        .init("keep $ away from me", "dislikes $", .shortThing, as: .preference, topic: "taste $"),
        .init(
            "$ my mortal|sworn? enemy|nemesis|archenemy", "dislikes $", .shortThing, as: .preference, topic: "taste $"),
        .init("$ my beloved", "likes $", .shortThing, as: .preference, topic: "taste $"),
        .init(
            "my $ class|practice|lesson|lessons|club|coach|instructor|group|gear|studio|team|training|session|teacher|rehearsal|routine|habit|hobby|addiction",
            "does $", .hobby, as: .interest, topic: "hobby $", isAnywhere: true),
        .init(
            "$ class|practice|lesson|lessons|training|rehearsal|club tonight|again|today|tomorrow|was|on|every",
            "does $", .hobby, as: .interest, topic: "hobby $"),
        .init(
            "i went|go|been|am $ again|today|every|on|with|for|since|at|this|last|yesterday|twice", "does $", .hobby,
            as: .interest, topic: "hobby $"),
        .init("i have been $ since|for|every|a", "does $", .hobby, as: .interest, topic: "hobby $"),
        .init("been $ since|for", "does $", .hobby, as: .interest, topic: "hobby $"),
        .init("$ nerd|enthusiast|hobbyist|addict here", "does $", .hobby, as: .interest, topic: "hobby $"),
        .init("i am an? amateur|hobby|hobbyist $", "is an amateur $", .occupation, as: .interest, topic: "hobby $"),
        .init("amateur|hobby $ here", "is an amateur $", .occupation, as: .interest, topic: "hobby $"),
        .init("weekends are for $", "does $", .hobby, as: .interest, topic: "hobby $"),
        .init("i $ on the? weekends|sundays|saturdays", "does: $", .pastime, as: .interest, topic: "hobby $"),
        .init("in|for my spare|free time|fun i do|go|play? $", "does $", .hobby, as: .interest, topic: "hobby $"),
        .init(
            "i do|go $ every|on|twice|after|at|in|with|for|and|to", "does $", .hobby, as: .interest, topic: "hobby $"),
        .init("i started|start $", "does $", .hobby, as: .interest, topic: "hobby $"),
        .init("i am learning the|how? to? play? the? $", "plays $", .music, as: .interest, topic: "plays $"),
        .init("i have? been practicing|practising|learning the? $", "plays $", .music, as: .interest, topic: "plays $"),
        .init(
            "my $ teacher|lesson|lessons|practice|recital|playing", "plays $", .music, as: .interest, topic: "plays $",
            isAnywhere: true),
        .init("practicing|practising my|the $", "plays $", .music, as: .interest, topic: "plays $", isAnywhere: true),
        .init("i play in|for a|an|the|my $", "plays in a $", .group, as: .interest, topic: "hobby $"),
        .init(
            "i am the? bassist|drummer|guitarist|singer|vocalist in|of|for a|an|my|the $", "is in a $", .group,
            as: .interest, topic: "hobby $"),
        .init("i am in|part of? a|an|the|my local? $", "is in a $", .group, as: .interest, topic: "hobby $"),
        .init(
            "i joined|run|coach|started a|an|the|my|our local? $", "is in a $", .group, as: .interest, topic: "hobby $"),
        .init(
            "my $ collection|collecting", "collects $", .shortThing, as: .interest, topic: "collects $",
            isAnywhere: true),
        .init("i have been collecting $", "collects $", .shortThing, as: .interest, topic: "collects $"),
        .init("collecting $ since|for", "collects $", .shortThing, as: .interest, topic: "collects $"),
        .init(
            "my all-time|absolute? favorite|favourite|fav|fave $ is|are|has is|been|to? by|be? far|hands? $",
            "has a favourite $: %", .kind, .favourite, as: .preference, topic: "favourite $"),
        .init(
            "favorite|favourite|fav|fave $ is|are hands|probably|def? $", "has a favourite $: %", .kind, .favourite,
            as: .preference, topic: "favourite $"),
        .init(
            "$ is|are my all-time|absolute|current|new|old? favorite|favourite|fav|fave $", "has a favourite %: $",
            .favourite, .kind, as: .preference, topic: "favourite %"),
        .init("i no longer like|love|enjoy $", "dislikes $", as: .preference, topic: "taste $"),
        .init(
            "i really|also|still|just? do not really|even|actually? like|enjoy $", "dislikes $", as: .preference,
            topic: "taste $"),
        .init("i can not stand $", "dislikes $", as: .preference, topic: "taste $"),
        .init("i am not a|really|much? big|huge? fan of $", "dislikes $", as: .preference, topic: "taste $"),
        .init("not a|really|much? big|huge? fan of $", "dislikes $", as: .preference, topic: "taste $"),
        .init(
            "i really|absolutely|also|still|just|fucking? hate|dislike|despise|loathe|detest $", "dislikes $", .loved,
            as: .preference,
            topic: "taste $"),
        .init("$ can go to hell", "dislikes $", .shortThing, as: .preference, topic: "taste $"),
        .init(
            "i do not|can not|never eat|drink $", "does not eat or drink $", .shortThing, as: .preference,
            topic: "taste $"),
        .init("i never eat|drink $", "does not eat or drink $", .shortThing, as: .preference, topic: "taste $"),
        .init("i prefer $", "prefers $", as: .preference),
        .init("i am a|an? really|very? big|huge|massive? fan of $", "likes $", as: .interest, topic: "taste $"),
        .init("big|huge|massive fan of $", "likes $", as: .interest, topic: "taste $"),
        .init("i am really|super|very|also|so|totally|big|huge? into $", "is into $", as: .interest, topic: "taste $"),
        .init("i got|have gotten? really|super|very|so? into $", "is into $", .hobby, as: .interest, topic: "taste $"),
        .init("i am really|very|also? interested in $", "is interested in $", as: .interest, topic: "taste $"),
        .init("i am obsessed with $", "likes $", as: .interest, topic: "taste $"),
        .init(
            "my main|biggest|favorite|favourite? hobby|hobbies is|are $", "has the hobby $", as: .interest,
            topic: "hobby $"),
        .init(
            "$ is my new|main|favorite|favourite? therapy|hobby|passion|obsession|happy|jam|sport place?", "does $",
            .hobby, as: .interest, topic: "hobby $"),
        .init("i collect $", "collects $", as: .interest, topic: "collects $"),
        .init("i also|still|only|mostly? play the? $", "plays $", .instrument, as: .interest, topic: "plays $"),
        .init("i have been playing the? $ since|for", "plays $", .instrument, as: .interest, topic: "plays $"),
        .init("i do not play the? $", "plays $", as: .interest, topic: "plays $", isEnd: true),
        .init(
            "i sing|play|dance|am currently|lead? in a|an|the|my $", "is in a $", .group, as: .interest,
            topic: "hobby $"),
        .init("i do a|some|lot|bit? of? $", "does $", .hobby, as: .interest, topic: "hobby $"),
        .init("i have been doing|practicing|practising $ since|for", "does $", .hobby, as: .interest, topic: "hobby $"),
        .init("been doing|practicing $ since|for", "does $", .hobby, as: .interest, topic: "hobby $"),
        .init("i have? just|recently? took|taken|picked|take up $", "does $", .hobby, as: .interest, topic: "hobby $"),
        .init("i have? just|recently? started doing|learning? $", "does $", .hobby, as: .interest, topic: "hobby $"),
        .init("i also|mostly|usually? go $", "does $", .hobby, as: .interest, topic: "hobby $"),
        .init("$ is the only thing", "does $", .hobby, as: .interest, topic: "hobby $"),
        .init("i really|also|mostly? $ .", "does: $", .pastime, as: .interest, topic: "hobby $"),
        .init(
            "i really|absolutely|also|still|just|totally|honestly|do? love|enjoy|adore $", "likes $", .loved,
            as: .preference,
            topic: "taste $"),
        .init(
            "i really|absolutely|also|still|just|totally|honestly|do? like $", "likes $", .liked, as: .preference,
            topic: "taste $"),
    ]
}
