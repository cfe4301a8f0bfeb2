/// What people write, and what should come of it: `expected | facts | text`.
///
/// The bot is called Arby (`<@1>`), its persona is Captain Reed; it cares for sailing and black holes. Ann speaks;
/// Bob (`<@7>`) and Zoë were here too. Unless the facts say otherwise it is a server's channel where the bot may
/// speak, nobody asked for ambient talk, no talk is open, no picture near, and chance stays away.
///
/// Expected: `answer`, `observe` or `ignore` with the reason, `ask` with what holds where no model answers.
enum AttentionSituationsTable {
    static let rows = """
        # Filters
        ignore own_message        | self                | arby here, how can I help?
        ignore own_message        | self dm             | hello
        ignore bot                | bot                 | arby what now
        ignore bot                | bot mention         | <@1> ping
        ignore bot                | bot dm              | hello
        ignore webhook            | webhook             | arby, new commit pushed
        ignore webhook            | webhook mention     | <@1> build failed
        ignore system             | system              | Ann joined the server.
        ignore system             | system mention      | Ann pinned a message
        ignore ignored_user       | ignored             | arby what now
        ignore ignored_user       | ignored mention     | <@1> hello?
        ignore ignored_user       | ignored dm          | hello?
        ignore ignored_user       | ignored ambient     | does anybody know?
        ignore command_prefix     |                     | !play arby
        ignore command_prefix     | mention             | !ban <@1>
        ignore command_prefix     | dm                  | !help
        ignore command_prefix     | follow-up           | !rank
        ignore ignore_tag         |                     | arby is great #ignore
        ignore ignore_tag         | mention             | <@1> is silly #IGNORE
        ignore ignore_tag         | dm                  | #ignore just a note
        ignore ignore_tag         | reply-bot           | lol #Ignore this one
        ignore duplicate          | duplicate           | arby what now
        ignore duplicate          | duplicate dm        | hello
        ignore nothing_said       |                     |
        ignore nothing_said       | reply-bot           |
        ignore may_not_speak      | silent mention      | <@1> hello
        ignore may_not_speak      | silent              | arby what now
        ignore may_not_speak      | silent reply-bot    | thanks
        ignore may_not_speak      | silent ambient      | does anybody know?

        # Direct messages
        answer dm                 | dm                  | hello
        answer dm                 | dm                  | k
        answer dm                 | dm                  | what is the weather like
        answer dm                 | dm image            |
        answer dm                 | dm image            | look at this
        answer dm                 | dm follow-up        | and then?
        answer dm                 | dm                  | Bob, are you there?
        answer dm                 | dm                  | …
        answer dm                 | dm silent           | hello

        # Mentions
        answer mentioned          | mention             | <@1> hello
        answer mentioned          | mention             | <@!1> hello
        answer mentioned          | mention             | <@1>
        answer mentioned          | mention             | hey <@&10> are you there
        answer mentioned          | mention others      | <@1> <@7> who of you is older?
        answer mentioned          | mention reply-other | <@1> what does he mean?
        answer mentioned          | mention             | so I asked <@1> and got no answer
        answer mentioned          | mention image       | <@1> look at this
        answer mentioned          | mention ambient     | <@1> tell us a story
        ignore not_addressed      |                     | @everyone the raid starts at eight
        ignore meant_for_another  | others              | <@7> are you coming?

        # Replies
        answer reply_to_bot       | reply-bot           | why?
        answer reply_to_bot       | reply-bot           | no
        answer reply_to_bot       | reply-bot           | 😂
        answer reply_to_bot       | reply-bot image     |
        answer reply_to_bot       | reply-bot others    | <@7> see, that's what I meant
        answer reply_to_bot       | reply-bot           | Bob, look, the answer
        ignore meant_for_another  | reply-other         | why?
        ignore meant_for_another  | reply-other image   | look at this
        ignore meant_for_another  | reply-other follow-up | I agree with you
        answer name_trigger       | reply-other         | arby, is that true?
        answer name_trigger       | reply-other         | let's ask Captain Reed

        # Names: whole words, in any writing
        answer name_trigger       |                     | arby what now
        answer name_trigger       |                     | Arby, what's the time?
        answer name_trigger       |                     | ARBY!!!
        answer name_trigger       |                     | what do you think arby
        answer name_trigger       |                     | what do you think, arby?
        answer name_trigger       |                     | hey arby
        answer name_trigger       |                     | **arby** come here
        answer name_trigger       |                     | *pokes arby*
        answer name_trigger       |                     | ||arby||
        answer name_trigger       |                     | @arby hello
        answer name_trigger       |                     | arby...
        answer name_trigger       |                     | (arby) hello
        answer name_trigger       |                     | "arby" hello
        answer name_trigger       |                     | árby, écoute
        answer name_trigger       |                     | ａｒｂｙ hello
        answer name_trigger       |                     | arby今何時
        answer name_trigger       |                     | 👋arby
        answer name_trigger       |                     | arby👋 hi
        answer name_trigger       |                     | captain reed, what now?
        answer name_trigger       |                     | is Captain Reed around?
        answer name_trigger       |                     | Captain, what now?
        answer name_trigger       |                     | hey captain!
        answer name_trigger       |                     | aye aye, captain
        answer name_trigger       |                     | thanks, Reed
        answer name_trigger       |                     | reed: tell me about whales
        answer name_trigger       |                     | good morning captain
        answer name_trigger       | others              | <@7> ask arby about it
        answer name_trigger       | named:Lightning_McQueen | what would lightning do
        answer name_trigger       | named:アービー        | アービー、今何時？
        answer name_trigger       | named:アービー        | ねえアービー今何時
        answer name_trigger       | named:Жучка         | жучка, ко мне
        answer name_trigger       | named:Zoé           | zoe, t'es là ?
        answer name_trigger       | named:小明           | 小明你好

        # Not names
        ignore not_addressed      |                     | both of us
        ignore not_addressed      |                     | that bottle is empty
        ignore not_addressed      |                     | the bot is down again
        ignore not_addressed      |                     | stupid computer
        ignore not_addressed      |                     | my assistant will call you
        ignore not_addressed      |                     | robots are cool
        ignore not_addressed      |                     | which bot should I use
        ignore not_addressed      |                     | derby day tomorrow
        ignore not_addressed      |                     | I grew up near Darby
        ignore not_addressed      |                     | arbyter of taste
        ignore not_addressed      |                     | arby_fan_99 joined
        ignore not_addressed      |                     | let's eat at Arby's
        ignore not_addressed      |                     | the file is called arby.txt
        ignore not_addressed      |                     | write to arby@example.com
        ignore not_addressed      |                     | https://arby.example.com/menu
        ignore not_addressed      |                     | see https://example.com/arby for more
        ignore not_addressed      |                     | `arby --help` prints it
        ignore not_addressed      |                     | ```\\nlet arby = 1\\n```
        ignore not_addressed      |                     | > arby what now\\nlol he really said that
        ignore not_addressed      |                     | captain america is my favourite
        ignore not_addressed      |                     | I was captain of the team once
        ignore not_addressed      |                     | the reed by the river
        ignore not_addressed      |                     | I can't reed
        ignore not_addressed      |                     | indeed
        ignore not_addressed      | named:AI            | he said it again
        ignore not_addressed      | named:AI            | ai art is everywhere
        ignore not_addressed      | named:Bot           | the bot is down
        ignore not_addressed      | named:アービー        | アービートラージの話

        # Questions about pictures
        answer image_question     | image               | look at this
        answer image_question     | image               | what is this?
        answer image_question     | image               | What's that 😂
        answer image_question     | image               | thoughts?
        answer image_question     | image               | any opinions?
        answer image_question     | recent-image        | can you see the cat?
        answer image_question     | recent-image        | who is that
        answer image_question     | image               | was ist das denn
        answer image_question     | recent-image        | c'est quoi
        ignore not_addressed      |                     | look at this
        ignore not_addressed      |                     | what is this?
        ignore not_addressed      | image               | my new desk
        ignore not_addressed      | image               |
        ignore not_addressed      | recent-image        | nice one
        ignore not_addressed      | recent-image        | I have second thoughts
        ignore not_addressed      | image               | somewhat is thistle
        ignore meant_for_another  | image others        | <@7> look at this
        ignore meant_for_another  | image               | Bob, look at this

        # Talks that go on
        answer session            | follow-up           | and then?
        answer session            | follow-up           | ok thanks
        answer session            | follow-up           | I don't think so
        answer session            | follow-up           | 🙂
        answer session            | follow-up image     |
        answer session            | follow-up ambient   | what about tomorrow
        ignore meant_for_another  | follow-up others    | <@7> are you coming?
        ignore meant_for_another  | follow-up           | Bob, did you see that?
        ignore meant_for_another  | follow-up           | hey Zoe, welcome back
        answer session            | follow-up           | Bob told me so
        answer session            | follow-up           | I like Zoë more
        ignore not_addressed      | ended               | and then?
        ignore not_addressed      | ended               | ok thanks
        ignore not_addressed      |                     | I don't think so
        answer mentioned          | ended mention       | <@1> one more thing

        # Channels that opted in
        ask question_detection    | ambient             | does anybody know how tides work?
        ask question_detection    | ambient             | how do I reset my router
        ask question_detection    | ambient             | why is the sky blue
        ask question_detection    | ambient             | 誰か知ってる？
        observe not_addressed     | ambient             | I had pasta today
        observe not_addressed     | ambient             | lol
        observe not_addressed     | ambient             | ok
        observe not_addressed     | ambient image       |
        observe not_addressed     | ambient             | that's what she said
        observe not_addressed     | ambient lucky       | ok
        observe not_addressed     | ambient             | 😂😂
        observe meant_for_another | ambient others      | <@7> how do I reset my router?
        observe meant_for_another | ambient reply-other | how do you know?
        observe meant_for_another | ambient             | Bob, how do I reset my router?
        observe meant_for_another | ambient lucky others | <@7> I love sailing
        answer interesting_topic  | ambient lucky       | we went sailing last week
        answer interesting_topic  | ambient lucky       | I read about black holes all night
        observe not_addressed     | ambient             | we went sailing last week
        observe not_addressed     | ambient fair        | the black cat digs holes
        observe not_addressed     | ambient fair        | assailing the castle again
        answer ambient_channel    | ambient lucky       | I had pasta today
        answer ambient_channel    | ambient lucky       | what a day
        ignore not_addressed      | lucky               | I had pasta today
        ignore not_addressed      | lucky               | we went sailing last week
        ignore not_addressed      |                     | does anybody know how tides work?
        answer name_trigger       | ambient             | arby does anybody know how tides work?
        answer image_question     | ambient image       | look at this

        # Written after the rules were set, and not tuned for
        answer name_trigger       |                     | oi arby u there
        answer name_trigger       |                     | ok so arby, quick question
        answer name_trigger       |                     | does arby know?
        answer name_trigger       |                     | ARBY ARBY ARBY
        answer name_trigger       |                     | what say you, captain?
        answer name_trigger       |                     | Captain?
        answer name_trigger       |                     | captain!!! help
        answer name_trigger       |                     | - arby: tell me a joke
        answer name_trigger       |                     | # Arby
        answer name_trigger       |                     | arby/reed, whoever, help me
        ignore not_addressed      |                     | the captain said no
        ignore not_addressed      |                     | aye captain my captain is a poem
        ignore not_addressed      |                     | /arby
        ignore not_addressed      |                     | arby's is closed
        ignore not_addressed      |                     | harby and barby went out
        ignore not_addressed      |                     | my computer is a bot now
        ignore not_addressed      |                     | assistant manager wanted
        ignore not_addressed      |                     | $arby-coin to the moon
        answer image_question     | recent-image        | do you see the dog in the back?
        answer image_question     | image               | describe this please
        ignore meant_for_another  | image reply-other   | what is that
        ignore not_addressed      | image               | no thoughts head empty
        answer session            | follow-up           | lol
        answer session            | follow-up           | Bob is wrong about this
        ignore meant_for_another  | follow-up           | thanks bob
        ignore meant_for_another  | follow-up           | Zoë: see you tomorrow
        ask question_detection    | ambient             | anyone up for a game
        ask question_detection    | ambient             | can somebody help me with swift
        observe not_addressed     | ambient             | brb
        observe meant_for_another | ambient             | Zoe, how was your day?
        answer dm                 | dm                  | 🦊
        ignore command_prefix     | reply-bot           | !skip
        """
}
