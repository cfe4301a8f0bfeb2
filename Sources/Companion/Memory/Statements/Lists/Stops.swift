/// Words at which what is said ends, or that cannot be what a blank asks for.
enum Stops {
    /// They say nothing at the end of a phrase.
    static let small = Set(
        words: """
            a an the of in on at to for with by from and or as my our your some very really just so too is are was am \
            be been der die das ein eine einen einem einer und oder im am an zu für mit von bei de la le el un une du \
            des y et en not no
            """)

    /// Words that say nothing without what was said before.
    static let pointers = Set(
        words: """
            it that this those these what when your why how us there here something everything nothing anything \
            everyone someone anyone where both all none its es dies dich euch dir dein deine deinen wie was dort alles \
            nichts etwas who which whoever whatever if lol like stuff things sowas ça cela eso esto
            """)

    /// What is said of others is nothing of oneself.
    static let persons = Set(
        words: """
            you u ya him her them they he she it me ur your yours urs ye thou himself herself themselves yourself \
            myself i we us he's she's ihr ihn ihm sie er uns mich mir dich dir euch du wir ihnen je tu il elle moi toi \
            yo tú él ella
            """)

    /// Where a thing ends, and talk about it begins.
    static let things = Set(
        words: """
            because when whenever while after before every so since if lol again though right until til unless than \
            then but however sometimes where who which whose btw tbh ngl fr imo rn atm lmao bc cause cuz tho yet once \
            except is are was were am has have had do does did will would can could should gets makes took takes goes \
            ever enough anyway nicht weil wenn als seit obwohl aber doch immer sehr ist sind haben wird x3
            """)

    /// Where a place, a trade or an employer ends.
    static let ends = things.union(
        Set(
            words: """
                for at in on from with by last this next two three four five six years year months month weeks week days \
                day yesterday today tonight tomorrow until till during as that like near and or to into around now here \
                still back good once also per not no without over after been being among out up down off just already \
                where gestern heute morgen seit für bei in im mit und oder bis nach vor jetzt noch schon wieder letzte \
                letzten letzter pour depuis avec dans chez et ou con para y desde hace pero mais since w which who i we my \
                    so than permanently recently currently full part whole basically actually literally
                """))

    /// What may stand before an animal or a relative: "two cats".
    static let counts = Set(
        words: """
            a an the two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty my some many several only 1 2 3 4 5 6 \
            7 8 9 10 ein eine einen zwei drei vier fünf sechs 'ne 'nen ne nen twin
            """)

    /// Nobody is called that.
    static let noNames = Set(
        words: """
            later maybe back tomorrow tonight when crazy old old-fashioned if what asap now dumb stupid weird anytime \
            whatever anything soon names out in up over on for after before and but or again whenever please pls bro \
            dude sir maam ma'am mom mum dad boss daddy mommy mama papa insane paranoid lazy basic biased petty \
            superstitious naive cynical wrong right tired bored hungry sick sad happy sorry sure fine good bad great \
            ready done dead drunk late early busy free home here there new back okay ok so too very really not no yes \
            just still also gonna going almost about from at by an the like cute ugly hot cold lost broke rich poor \
            afraid scared confused excited nervous angry mad alone lonely single married glad proud awake asleep off \
            today yesterday everyone everybody somebody someone nobody queen king princess king's chef captain master \
            god müde krank da wieder weg neu dran froh gespannt dabei raus fertig echt auch noch nicht schon mal so \
            ganz gerade grad jetzt hier bereit doof dumm verrückt einfach immer nur kurz heute morgen spät später \
            student studentin lehrer lehrerin deutsch deutsche deutscher british american english german french \
            spanish italian dutch swedish canadian irish scottish australian vegan vegetarian nonbinary trans gay bi \
            help serious kidding joking team bot admin mod ai human me them he she they il elle je tu yo
            """)

    /// They stand before a trade that is none: "a terrible cook", "no doctor".
    static let noTrade = Set(
        words: """
            bad terrible awful not no former ex horrible lousy hell bit lot kind sort little born half real actual \
            fake fictional lvl level retired future aspiring wannabe amateur better worse great chair couch keyboard \
            armchair professional-napper secret huge big total complete fucking damn fan son daughter wife husband
            """)

    /// One may work there, and it tells nothing.
    static let noEmployers = Set(
        words: """
            home night nights moment all a-loss least myself free hours work it school now day days peace fun money \
            me you nothing something anything weekends weekend morning mornings evening evenings once first last best \
            worst least moment minute hand dawn people person someone somebody tips exposure bed silence progress \
            heart that this night-time midnight noon lunch dinner loss shift life zuhause hause mich
            """)

    /// Nobody studies these as a field.
    static let noSubjects = Set(
        words: """
            hard all tonight tomorrow today exam exams test tests finals final midterm midterms night late abroad \
            alone together you people humans everyone chapter notes anything nothing something now more less here \
            there too enough map maps board video flashcards homework heute morgen nicht viel gerade gern grad immer
            """)

    static let diets = Set(
        words: """
            vegan vegetarian pescatarian veggie flexitarian halal kosher keto paleo veganer veganerin vegetarier \
            vegetarierin végétarien végétarienne végétalien vegano vegana vegetariano vegetariana pescetarier \
            pescetarierin pescetarian
            """)

    static let pronouns = Set(words: "he him his she her hers they them their theirs it its xe xem ze zir any")

    static let timeZones = Set(
        words: """
            utc gmt est edt cst cdt mst mdt pst pdt akst hst cet cest eet eest wet west bst ist msk jst kst aest aedt \
            awst acst nzst nzdt sgt pht wib sast wat cat eat brt art clt mez mesz pkt ict hkt
            """)

    static let languages = Set(
        words: """
            english german french spanish italian portuguese dutch swedish norwegian danish finnish icelandic estonian \
            latvian lithuanian polish czech slovak hungarian romanian bulgarian serbian croatian slovenian albanian \
            greek turkish russian ukrainian belarusian georgian armenian arabic hebrew persian farsi urdu hindi \
            punjabi bengali tamil telugu marathi gujarati nepali sinhala thai lao khmer vietnamese indonesian malay \
            tagalog filipino mandarin cantonese chinese japanese korean mongolian swahili zulu xhosa afrikaans amharic \
            somali hausa yoruba igbo catalan basque galician welsh irish gaelic breton esperanto latin asl bsl maltese \
            luxembourgish frisian yiddish kurdish pashto kazakh uzbek quechua guarani maori hawaiian samoan \
            deutsch englisch französisch spanisch italienisch portugiesisch niederländisch schwedisch norwegisch \
            dänisch finnisch polnisch tschechisch ungarisch rumänisch griechisch türkisch russisch ukrainisch arabisch \
            hebräisch persisch chinesisch japanisch koreanisch kurdisch latein plattdeutsch français anglais allemand \
            espagnol italien inglés francés alemán español italiano portugués
            """)

    static let partners = Set(
        words: """
            wife husband girlfriend boyfriend fiancé fiancée fiance fiancee spouse partner gf bf hubby frau mann \
            ehefrau ehemann freundin freund verlobte verlobter mari femme copain copine marido esposa esposo novia \
            novio
            """)

    static let relatives = Set(
        words: """
            brother sister son daughter mother father mom mum dad kid kids child children twin twins grandson \
            granddaughter grandmother grandfather grandma grandpa nan nana niece nephew cousin aunt uncle brothers \
            sisters sons daughters siblings sibling toddler baby stepson stepdaughter stepdad stepmom goddaughter \
            godson bruder schwester sohn tochter mutter vater oma opa nichte neffe cousine tante onkel kind kinder \
            geschwister brüder schwestern söhne töchter enkel enkelin zwillinge frère soeur sœur fils fille mère père \
            hermano hermana hijo hija madre padre abuela abuelo
            """)

    static let pets = Set(
        words: """
            cat dog puppy kitten hamster rabbit bunny parrot horse snake turtle tortoise fish lizard bird gecko pony \
            ferret budgie goat chicken hen pet pig hedgehog rat mouse cockatiel axolotl tarantula beagle labrador \
            poodle corgi dachshund husky terrier collie greyhound pug chihuahua retriever shepherd tabby pup doggo \
            kitty cow donkey duck parakeet canary chinchilla gerbil iguana katze kater hund hündin pferd kaninchen \
            vogel papagei katzen hunde pferde wellensittich meerschweinchen hase dackel hamster schildkröte chat chien \
            gato gata perro perra
            """)

    /// What stands behind an animal and is no name: "my dog food".
    static let noPetNames = Set(
        words: """
            food hair fur bed toy toys park door house walk walker treats litter tree vet sitter crate ears ear tail paw \
            paws collar leash person people owner lover mom dad video videos pic pics photo photos meme memes shirt \
            stuff name names box tank cage poop pee puke barf breath noise nap therapy costume rescue shelter show \
            thing mode brain eyes face has just and who was is got threw ate literally keeps also now again still even \
            always never only cafe café cam whisperer insurance bowl bag basket bite scratch allergy age poo flap \
            training trainer groomer friend friends
            """)

    static let ordinals = Set(
        words: """
            first second third fourth fifth sixth seventh final 1st 2nd 3rd 4th 5th 6th 7th 8th last
            """)

    static let instruments = Set(
        words: """
            guitar bass piano violin viola cello flute clarinet oboe bassoon saxophone sax trumpet trombone tuba horn \
            drums drum harp ukulele banjo mandolin accordion harmonica organ keyboard keys synth bagpipes fiddle lute \
            sitar koto erhu theremin recorder marimba xylophone cajon bodhran gitarre klavier geige bratsche querflöte \
            schlagzeug trompete posaune akkordeon blockflöte klarinette saxophon saxofon harfe
            """)

    /// Things that last, by the name of who makes them or of the model.
    static let brands = Set(
        words: """
            thinkpad macbook iphone ipad nokia oneplus xiaomi fairphone switch ps4 ps5 xbox playstation \
            gameboy steamdeck kindle kobo gopro nikon canon fuji fujifilm leica olympus pentax hasselblad vespa honda \
            toyota ford bmw audi mercedes volvo subaru mazda nissan hyundai kia tesla jeep chevy chevrolet dodge \
            volkswagen vw passat corolla civic camry prius mustang miata tacoma tundra ranger f150 f-150 \
            tercel corsa clio twingo fiat peugeot renault citroen citroën skoda škoda dacia saab lada \
            porsche ferrari yamaha kawasaki suzuki ducati harley triumph ktm fender gibson ibanez epiphone \
            stratocaster telecaster steinway roland korg moog wacom huion xp-pen cintiq ender \
            prusa bambu roomba thermomix kitchenaid instantpot brompton cannondale \
            garmin fitbit chromebook raspberry arduino sony dobsonian celestron seestar janome bernina \
            telescope motorbike motorcycle scooter campervan caravan sailboat kayak canoe typewriter longboard \
            skateboard snowboard surfboard drone 3d-printer kiln e-bike ebike moped unicycle tandem
            """)

    static let groups = Set(
        words: """
            band choir crew club team league orchestra troupe group squad guild society ensemble quartet trio chorus \
            chor verein mannschaft gruppe orchester bigband theatre theater
            """)

    static let hobbies = Set(
        words: """
            pottery yoga pilates karate judo boxing kickboxing taekwondo jiu-jitsu bjj aikido fencing archery climbing \
            bouldering hiking running cycling swimming rowing sailing surfing skiing snowboarding skating skateboarding \
            diving kayaking gymnastics ballet dancing salsa tango photography painting drawing watercolor watercolors \
            watercolour sketching calligraphy knitting crochet crocheting sewing quilting embroidery weaving \
            woodworking woodwork carpentry whittling gardening baking cooking birdwatching birding fishing camping \
            geocaching astronomy stargazing chess poker origami juggling magic improv theatre theater singing \
            beekeeping blacksmithing leatherwork ceramics sculpting journaling blogging streaming podcasting cosplay \
            larp larping dnd d&d warhammer wargaming boardgames genealogy metalworking homebrewing brewing crossfit \
            powerlifting weightlifting bodybuilding parkour triathlon triathlons marathons ultramarathons orienteering \
            paragliding skydiving kitesurfing windsurfing horseriding riding dressage falconry foraging bonsai \
            ikebana scrapbooking crosswords sudoku speedcubing animation art beatboxing djing maga muay capoeira \
            judo handball volleyball basketball football soccer tennis badminton squash hockey rugby cricket baseball \
            softball golf bowling darts snooker frisbee lacrosse curling triathlon spinning zumba stricken häkeln nähen \
            malen zeichnen töpfern klettern bouldern wandern laufen joggen schwimmen radfahren reiten segeln tauchen \
            angeln gärtnern backen kochen fotografieren singen tanzen imkern schach turnen fechten boxen rudern zocken
            """)
}
