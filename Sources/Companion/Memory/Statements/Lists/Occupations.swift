/// Trades, by the word that names them, and houses in which people work.
enum Occupations {
    static let all = Set(
        words: """
            accountant actor actress actuary acupuncturist administrator admin sysadmin advisor adviser agronomist \
            analyst anesthesiologist animator announcer anthropologist apprentice archaeologist archeologist architect \
            archivist artist assistant astronaut astronomer attorney auctioneer auditor author baker banker barber \
            barista bartender beekeeper beautician biochemist biologist blacksmith boatbuilder bookbinder bookkeeper \
            bookseller botanist brewer bricklayer broker builder butcher buyer cabinetmaker cardiologist caregiver \
            carer caretaker carpenter cartographer cartoonist cashier caterer chauffeur cheesemaker chef chemist \
            choreographer cinematographer cleaner clerk clinician coach cobbler comedian composer conductor confectioner \
            conservator consultant contractor controller cook cooper coordinator copywriter coroner counselor \
            counsellor courier craftsman curator dancer dentist dermatologist designer detective developer dev \
            dietitian dietician director diver doctor doula dramaturg dressmaker driver economist editor educator \
            electrician embalmer engineer entomologist entrepreneur epidemiologist estimator examiner fabricator farmer \
            farrier filmmaker firefighter fireman fisherman fitter florist flautist forester forklift-driver founder \
            freelancer gardener geographer geologist glassblower glazier goldsmith grader groomer groundskeeper guard \
            guide hairdresser hairstylist handyman historian hygienist illustrator instructor intern internist \
            interpreter investigator jailer janitor jeweler jeweller jockey joiner journalist judge keeper \
            kindergartener landscaper lawyer lecturer librarian lifeguard linguist locksmith logger longshoreman \
            luthier machinist magician magistrate mailman maintainer manager manicurist marketer mason masseur masseuse \
            mathematician mechanic mediator medic merchandiser merchant meteorologist midwife miller miner minister \
            model moderator monk mortician musician nanny nephrologist neurologist neuroscientist notary novelist nun \
            nurse nutritionist obstetrician officer oncologist operator optician optometrist organist orthodontist \
            painter paralegal paramedic park-ranger pathologist pediatrician pharmacist philosopher photographer \
            physicist physician physio physiotherapist pianist pilot planner plasterer playwright plumber poet \
            policeman policewoman porter postdoc postman potter priest principal printer printmaker producer professor \
            programmer projectionist proofreader psychiatrist psychologist publicist publisher radiographer radiologist \
            ranger realtor receptionist recruiter referee registrar reporter researcher restorer rheumatologist roofer \
            sailor salesman salesperson saleswoman scaffolder scholar scientist sculptor seamstress secretary server \
            shepherd shipwright shopkeeper shoutcaster singer smith sociologist soldier solicitor sommelier \
            statistician stenographer steward stewardess stonemason strategist streetsweeper stuntman student \
            superintendent supervisor surgeon surveyor tailor tattooist teacher technician technologist tech \
            telemarketer teller tester therapist tiler toolmaker trader trainer translator trucker tutor typist \
            umpire undertaker undergrad undergraduate upholsterer urologist usher valet vet veterinarian violinist \
            violist vintner waiter waitress warden watchmaker weaver webdev welder winemaker woodcarver woodworker \
            worker writer yardmaster zookeeper zoologist ta pa cna rn emt dba devops sre cto ceo cfo paraglider-pilot \
            lehrer lehrerin arzt ärztin krankenpfleger krankenschwester pfleger pflegerin koch köchin bäcker bäckerin \
            tischler tischlerin schreiner schreinerin elektriker elektrikerin mechaniker mechanikerin mechatroniker \
            mechatronikerin ingenieur ingenieurin informatiker informatikerin programmierer programmiererin entwickler \
            entwicklerin student studentin azubi erzieher erzieherin verkäufer verkäuferin friseur friseurin anwalt \
            anwältin architekt architektin journalist journalistin gärtner gärtnerin polizist polizistin fahrer \
            fahrerin maurer dachdecker schlosser buchhalter buchhalterin apotheker apothekerin hebamme bibliothekar \
            bibliothekarin fotograf fotografin musiker musikerin beamter beamtin sekretärin kellner kellnerin \
            zahnarzt zahnärztin tierarzt tierärztin physiotherapeut physiotherapeutin optiker optikerin landwirt \
            bauer bäuerin imker imkerin goldschmied goldschmiedin schneider schneiderin lokführer lokführerin \
            sozialarbeiter sozialarbeiterin rentner rentnerin infirmière infirmier professeur boulanger serveuse \
            serveur enfermera enfermero profesora profesor cocinera cocinero camarera camarero ingeniera ingeniero
            """)

    /// German trades are written as one word: "Softwareentwicklerin".
    static let germanEndings = [
        "entwickler", "entwicklerin", "ingenieur", "ingenieurin", "lehrer", "lehrerin", "pfleger", "pflegerin",
        "techniker", "technikerin", "mechaniker", "fahrer", "fahrerin", "berater", "beraterin", "verkäufer",
        "verkäuferin", "meister", "meisterin", "kaufmann", "kauffrau", "assistent", "assistentin", "schwester",
        "leiter", "leiterin", "therapeut", "therapeutin", "führer", "führerin", "macher", "macherin", "arzt", "ärztin",
        "student", "studentin", "sanitäter", "sanitäterin", "binder", "binderin", "bauer", "bauerin",
    ]

    /// Who says where they work names a house, or a kind of it.
    static let houses = Set(
        words: """
            bakery bank bar barbershop bookshop bookstore brewery cafe café cinema clinic college company court factory \
            farm firm florist garage gallery garden gym hospital hotel kindergarten kitchen lab laboratory law-firm \
            library mall museum newspaper nursery office orchard pharmacy plant pub restaurant school shelter shipyard \
            shop startup start-up station store studio supermarket theatre theater uni university vineyard warehouse \
            winery zoo airport dealership salon agency bureau ministry center centre hospice depot post-office \
            hardware-store planetarium aquarium refinery mill workshop bistro diner bodega call-center
            """)
}
