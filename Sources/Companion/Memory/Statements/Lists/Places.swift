/// Places that are known by their names, and what is called a place and is none.
enum Places {
    /// Cities, countries and regions that people are likely to write without capitals.
    static let known = Set(
        words: """
            london paris berlin madrid rome roma milan milano naples napoli turin florence venice bologna vienna wien \
            graz linz salzburg innsbruck zurich zürich geneva bern basel lausanne munich münchen hamburg cologne köln \
            frankfurt stuttgart düsseldorf leipzig dresden hannover nuremberg nürnberg bremen essen dortmund bochum \
            bonn münster karlsruhe mannheim augsburg freiburg kiel rostock erfurt mainz kassel ulm heidelberg potsdam \
            jena würzburg regensburg aachen chemnitz magdeburg halle lübeck göttingen trier amsterdam rotterdam utrecht \
            hague eindhoven groningen brussels antwerp ghent bruges luxembourg copenhagen aarhus odense oslo bergen \
            trondheim stavanger tromsø stockholm gothenburg malmö uppsala helsinki tampere turku tallinn tartu riga \
            vilnius kaunas warsaw krakow kraków wroclaw gdansk poznan lodz prague praha brno bratislava budapest \
            bucharest cluj sofia plovdiv belgrade zagreb split ljubljana sarajevo skopje tirana athens thessaloniki \
            istanbul ankara izmir moscow petersburg kyiv kiev lviv odesa kharkiv minsk chisinau tbilisi yerevan baku \
            dublin cork galway limerick belfast edinburgh glasgow aberdeen dundee inverness cardiff swansea bristol \
            birmingham manchester liverpool leeds sheffield newcastle nottingham leicester oxford cambridge york \
            brighton southampton portsmouth plymouth exeter bath norwich lisbon lisboa porto coimbra barcelona valencia \
            seville sevilla granada malaga málaga bilbao zaragoza lyon marseille toulouse nice nantes bordeaux lille \
            strasbourg rennes grenoble montpellier reykjavik valletta nicosia boston chicago houston dallas austin \
            phoenix denver seattle portland detroit miami tampa orlando atlanta nashville memphis philadelphia \
            pittsburgh baltimore washington cleveland columbus cincinnati minneapolis milwaukee sacramento oakland \
            brooklyn manhattan queens bronx tucson albuquerque omaha tulsa wichita buffalo raleigh charlotte richmond \
            louisville indianapolis anchorage fairbanks juneau honolulu boise spokane tacoma reno fresno toronto \
            montreal montréal vancouver ottawa calgary edmonton winnipeg halifax quebec victoria mexico guadalajara \
            monterrey havana bogota bogotá medellin medellín cali lima quito caracas santiago valparaiso montevideo \
            brasilia recife salvador curitiba fortaleza asuncion tokyo osaka kyoto nagoya sapporo fukuoka yokohama \
            kobe hiroshima seoul busan incheon daegu beijing shanghai shenzhen guangzhou chengdu wuhan taipei taichung \
            manila cebu davao jakarta bandung surabaya singapore bangkok phuket hanoi saigon penang yangon dhaka \
            kathmandu colombo mumbai delhi bangalore bengaluru hyderabad chennai kolkata pune ahmedabad jaipur karachi \
            lahore islamabad kabul tehran baghdad beirut amman damascus jerusalem haifa dubai doha riyadh jeddah muscat \
            kuwait manama cairo alexandria casablanca rabat tunis algiers lagos abuja accra dakar nairobi mombasa \
            kampala kigali lusaka harare johannesburg durban pretoria windhoek maputo luanda kinshasa khartoum sydney \
            melbourne brisbane perth adelaide canberra hobart darwin auckland wellington christchurch dunedin suva \
            germany deutschland austria österreich switzerland schweiz france italy spain portugal england scotland \
            wales ireland britain uk netherlands holland belgium denmark norway norwegen sweden schweden finland \
            iceland estonia latvia lithuania poland polen czechia slovakia hungary romania bulgaria serbia croatia \
            slovenia bosnia albania greece turkey türkei russia ukraine belarus moldova georgia armenia azerbaijan \
            usa america canada kanada brazil brasil argentina chile peru colombia venezuela ecuador bolivia paraguay \
            uruguay cuba jamaica haiti panama guatemala honduras nicaragua japan korea china taiwan vietnam thailand \
            laos cambodia malaysia indonesia philippines india pakistan bangladesh nepal lanka afghanistan iran iraq \
            syria lebanon israel palestine jordan egypt morocco tunisia algeria libya nigeria ghana senegal kenya \
            uganda tanzania rwanda ethiopia somalia sudan angola zambia zimbabwe botswana namibia mozambique madagascar \
            australia zealand fiji hawaii alaska texas california florida ohio oregon nevada utah arizona colorado \
            montana idaho wyoming kansas nebraska iowa missouri arkansas louisiana mississippi alabama tennessee \
            kentucky virginia maryland delaware pennsylvania jersey connecticut vermont maine michigan wisconsin \
            minnesota illinois indiana oklahoma massachusetts ontario alberta manitoba bavaria bayern tyrol tirol \
            saxony sachsen hessen catalonia andalusia brittany normandy provence tuscany sicily sardinia yorkshire \
            cornwall kent devon essex sunderland middlesbrough hull derby stoke coventry wolverhampton luton ipswich \
            colchester canterbury gloucester worcester lancaster bolton blackpool stirling kirkwall lerwick derry newry \
            sligo waterford killarney kilkenny tralee aberystwyth bangor wrexham leuven liège namur maastricht nijmegen \
            tilburg breda leiden delft haarlem arnhem enschede zwolle alkmaar esbjerg aalborg roskilde drammen \
            kristiansand bodø ålesund molde umeå luleå lund linköping örebro västerås norrköping oulu jyväskylä rovaniemi \
            lahti kuopio narva pärnu daugavpils klaipeda szczecin lublin katowice bydgoszcz bialystok zakopane torun \
            olomouc ostrava plzen liberec kosice szeged debrecen pecs timisoara brasov iasi constanta varna burgas \
            novi nis rijeka osijek zadar dubrovnik maribor mostar podgorica kotor ohrid shkoder durres patras heraklion \
            chania rhodes corfu bursa antalya adana konya gaziantep trabzon izmit kazan novosibirsk yekaterinburg \
            vladivostok irkutsk samara almaty astana tashkent samarkand bishkek dushanbe ashgabat batumi gyumri \
            braga faro funchal aveiro evora setubal cadiz cádiz córdoba cordoba murcia alicante salamanca burgos \
            pamplona vigo santander oviedo gijón gijon palma tenerife toledo leon valladolid annecy dijon reims rouen \
            caen brest nancy metz angers tours avignon perpignan pau nîmes limoges clermont bayonne biarritz parma \
            modena verona padova padua trieste genoa genova pisa siena perugia bari lecce palermo catania cagliari \
            ravenna rimini ancona trento bolzano bergamo brescia lugano winterthur thun chur fribourg bregenz \
            klagenfurt villach eisenstadt wels steyr dornbirn wiesbaden darmstadt saarbrücken koblenz bielefeld \
            osnabrück oldenburg wuppertal duisburg krefeld mönchengladbach solingen hagen siegen marburg fulda giessen \
            gießen bamberg bayreuth passau landshut ingolstadt konstanz tübingen reutlingen heilbronn pforzheim \
            offenburg flensburg schwerin greifswald stralsund wismar cottbus görlitz zwickau plauen weimar gera gotha \
            braunschweig wolfsburg hildesheim lüneburg celle cuxhaven bremerhaven emden wilhelmshaven paderborn \
            gütersloh minden hamm rosenheim kempten lindau garmisch knoxville chattanooga savannah charleston asheville \
            durham greensboro norfolk roanoke rochester syracuse albany ithaca hartford providence worcester \
            burlington concord bangor scranton allentown harrisburg toledo dayton akron cincinnati lansing kalamazoo \
            flint madison duluth fargo bismarck sioux lincoln topeka tulsa amarillo lubbock laredo corpus galveston \
            shreveport mobile birmingham huntsville jacksonville tallahassee gainesville pensacola sarasota naples \
            boulder pueblo cheyenne laramie billings missoula bozeman helena provo ogden flagstaff yuma sedona \
            bakersfield stockton modesto berkeley eugene bend salem bellingham olympia yakima sitka nome kelowna \
            kamloops regina saskatoon moncton fredericton hamilton london kingston sudbury laval gatineau sherbrooke \
            puebla oaxaca merida mérida tijuana cancun cancún guadalupe xalapa queretaro antigua tegucigalpa managua \
            cartagena barranquilla cusco cuzco arequipa trujillo guayaquil cuenca sucre cochabamba rosario mendoza \
            bariloche ushuaia salta tucumán concepción concepcion temuco antofagasta belém belem manaus natal maceió \
            florianópolis campinas santos oaxaca kanazawa sendai niigata nagano okayama kumamoto naha nara matsuyama \
            daejeon gwangju jeju ulsan suwon harbin dalian qingdao tianjin xiamen hangzhou suzhou nanjing kunming \
            kaohsiung tainan hsinchu macau iloilo baguio makati quezon yogyakarta medan bali denpasar ubud malacca \
            johor ipoh kuching chiang pattaya hue danang vientiane phnom mandalay chittagong sylhet pokhara kandy \
            lucknow kanpur nagpur indore bhopal patna surat vadodara kochi mysore mangalore coimbatore madurai \
            chandigarh amritsar shimla guwahati goa peshawar quetta multan faisalabad herat shiraz isfahan tabriz \
            basra mosul erbil aleppo aden sanaa sharjah ajman medina mecca alexandria luxor aswan fez fes marrakesh \
            marrakech tangier agadir oran sousse tripoli benghazi kano ibadan enugu calabar kumasi tamale lome cotonou \
            abidjan bamako ouagadougou niamey conakry freetown monrovia banjul douala yaounde libreville bujumbura \
            kisumu eldoret arusha zanzibar entebbe lilongwe blantyre bulawayo gaborone maseru mbabane bloemfontein \
            stellenbosch polokwane antananarivo mauritius geelong ballarat cairns townsville toowoomba newcastle \
            wollongong launceston fremantle hamilton tauranga napier nelson rotorua queenstown invercargill apia \
            noumea papeete guam ponce nuuk tórshavn akureyri
            """
    ).union([
        "new york", "new york city", "new york now", "nyc", "la", "los angeles", "san francisco", "sf", "san diego",
        "san jose", "las vegas", "vegas", "new orleans", "nola", "st louis", "st. louis", "salt lake city",
        "kansas city", "new zealand",
        "new jersey", "new mexico", "north carolina", "south carolina", "north dakota", "south dakota",
        "west virginia", "puerto rico", "costa rica", "south africa", "south korea", "sri lanka", "hong kong",
        "kuala lumpur", "ho chi minh city", "new delhi", "tel aviv", "abu dhabi", "cape town", "addis ababa",
        "buenos aires", "rio de janeiro", "rio", "são paulo", "sao paulo", "mexico city", "the netherlands",
        "the uk", "the us", "the usa", "the states", "the philippines", "the hague", "the bay area", "bay area",
        "den haag", "saudi arabia", "el salvador", "the czech republic", "der schweiz", "den niederlanden", "den usa",
        "frankfurt am main", "the midwest", "the pnw", "the netherlands now", "upstate new york", "dc", "d.c.",
    ])

    /// Nobody has a home there.
    static let none = Set(
        words: """
            minecraft skyrim roblox fortnite narnia hogwarts mordor azeroth tamriel hyrule westeros gotham wakanda \
            atlantis mars moon venus jupiter saturn sun space void matrix simulation metaverse discord internet online \
            twitter reddit youtube tiktok twitch instagram vrchat steam zoom excel vim emacs linux windows mac macos \
            ubuntu arch debian android iphone ios python rust java javascript swift sony nikon canon fuji samsung apple \
            google microsoft firefox chrome obsidian notion fear hope peace love hell heaven denial moment pain work \
            bed hotel tears future past walls attic attics basement cave castle volcano swamp dungeon box bin closet \
            shower bathroom kitchen fridge sofa couch car van tent tree bush shadows darkness silence misery poverty \
            luxury style sin shame regret exile harmony chaos bubble cloud clouds dream dreams dreamland fantasy head \
            mind heart memory memories shoes pajamas pyjamas sweatpants office traffic meetings hospital prison jail \
            school class court charge front back middle nowhere somewhere anywhere everywhere elsewhere house \
            apartment flat room place building interesting time times century hobbiton rivendell neverland wonderland \
            oz valhalla olympus asgard tatooine coruscant whiterun stormwind orgrimmar ba-sing-se tea coffee team \
            tears day night general chat voice channel server game games vr spirit theory person paradise general \
            bett keller wald nichts traum internet büro himmel hölle zimmer wohnung haus angst frieden narnia stress \
            minute sekunde urlaub schule arbeit kopf
            """)
}
