extension Vocabulary {
    static let reasoning = """
        prove, proves, proving, prove that, show that, show every, beweise, zeige dass, demuestra, demostrar,
        démontre*, montre que, dimostra che, udowodnij, докажи, derive, derivation, herleit*, deduce, solve, solved,
        solving, löse, lösen, résous, résoudre, resuelve, resolver, risolvi, rozwiąż, реши, calculate, compute,
        berechne*, calcula, calcule, calculer, oblicz, work out, figure out why, determine, analyze, analyse,
        analysis, analysiere, analiza, critique, criticize, assess, design, designing, architect, architecture,
        entwirf, entwickle, diseña, conçois, progett*, zaprojektuj, implement, implementation, implementier*,
        implementa, optimi*, optimal, optimieren, step by step, schritt für schritt, paso a paso, étape par étape,
        krok po kroku, walk me through, walk me thru, break down, reason through, think through, durchrechnen, trace
        through, reverse engineer, estimate how, estimate the, fermi estimate, from scratch, from first principles,
        first principles, formally, rigorously, proof by, counterexample*, show work, show your work, generali*,
        justify, verify, falsif*, infer, root cause, ursache, diagnose why, track it down, find the flaw, poke holes,
        where does it break, stress test, model the, simulate, strategy, strategie, estrategia, stratégie,
        methodology, in which order, what order, what happened and, contradict*, inconsisten*, trade-off*, tradeoff*,
        trade offs, trade off, implications, desaf*, 解け, 計算し, 設計, 分析, 设计, 计算, 推导, proof of, flaw in, find the bug,
        what went wrong, calculat*, forecast*, predict how, extrapolat*, decision tree, algorithm for
        """

    static let explaining = """
        explain, explains, explaining, explanation, erklär*, erkläre, explique, expliquer, explica*, spiega*,
        wyjaśnij, wytłumacz, объясни*, eli5 why, how does, how do, how would, how can a, how come, why does, why do,
        why is, why are, why isnt, why doesnt, why didnt, why cant, why wont, and why, but why, warum, wieso, weshalb,
        pourquoi, por qué, porque é que, por que, perché, dlaczego, почему, зачем, difference between, différence
        entre, unterschied zwischen, diferencia entre, differenza tra, różnica między, разница между, how it works,
        how works, wie funktioniert, comment fonctionne, cómo funciona, come funziona, jak działa, intuition,
        intuitively, understand why, understand how, in detail, in depth, im detail, en detalle, en détail, deep dive,
        teach me, tutorial, actual proof, actually works, under the hood, mechanism, what exactly, where exactly,
        reasoning behind, 説明, 仕組み, なぜ, 理由, 原因, どうし, 解释, 为什么, 原理, 区别
        """

    static let writing = """
        write, writing, draft, compose, schreib, schreibe, verfasse, escribe, escreve, escreva, écris, rédige, scrivi,
        napisz, напиши, essay, aufsatz, ensayo, dissertation, story, kurzgeschichte, cuento, conto, histoire,
        racconto, opowiadanie, рассказ, monologue, dialogue, screenplay, scene, chapter, novel, plot, plot twist,
        twist, worldbuild*, lore, backstory, character arc, story arc, arc, campaign, encounter, dnd, d&d, speech,
        eulogy, wedding vows, toast for, cover letter, anschreiben, bewerbung*, lettre de motivation, carta de,
        résumé, resume, cv, personal statement, statement of purpose, letter to, email to, mail to, complaint,
        beschwerde*, reclamación, blog post, article, press release, newsletter, product description, landing page,
        slogan, proposal, report, whitepaper, documentation, readme, job description, reply to, response to, lesson
        plan, quiz questions, scenario, parody, satire, pastiche, in the style, im stil, al estilo, dans le style,
        narrator, narrado, second person, first person, third person, generate a, create a, build a, make me a, 書いて,
        物語, 写一, 作文, 小说
        """

    static let verse = """
        sonnet*, sonett*, soneto, villanelle, haiku sequence, sestina, limerick*, terza rima, iambic, pentameter,
        ghazal, ode, ballad*, acrostic, palindrom*, lipogram, rhyme scheme, rhyming, reim*, couplet*, free verse,
        poem, gedicht, poema, poème, poesia, wiersz, стих*, lyrics, rap verse, song about, 詩, 诗
        """

    static let reworking = """
        rewrite, re-write, rephrase, reword, paraphras*, umschreib*, umformulier*, reescribe, réécris, riscrivi,
        przepisz, перепиши, proofread, edit this, edit my, improve this, improve my, verbesser*, polish, tighten,
        shorten, condense, summar*, summary, zusammenfass*, fasse, resume este, resumir, resumen, résume, résumer,
        riassum*, streść, streszcz*, tldr, bullet points, key points, translate this, übersetz*, traduce, traduis,
        traduci, traduire, przetłumacz, переведи, natural english, translate the following, convert, turn this into,
        turn it into, transform, reformat, restructure, extract, categori*, classif*, group by, grouped by, tabelle,
        table with, as a table, into a table, fix the grammar, make it sound, sounds less, sound more, meeting notes,
        minutes, transcript, feedback on, review my, review this, critique my, action items, 要約, 翻訳し, 総括, 总结, 改写, 翻译
        """

    static let comparing = """
        compare, comparing, comparison, compared to, vs, versus, vergleich*, compara*, comparer, confronta, porównaj,
        сравни*, pros and cons, vor- und nachteile, vor und nachteile, pros y contras, avantages et, wady i zalety,
        advantages, disadvantages, weigh, abwägen, better choice, which is better, which one should, when would, when
        should, instead of, as opposed to, both sides, either, traditional at, buy or, or should, difference, bewerte,
        recommend*, empfehl*, recomiend*, alternatives to, evaluate, tradeoffs between, 比較, 比较
        """

    static let planning = """
        plan, plans for, plane, planung, planifica*, planifie*, plan it, planner, schedule, scheduling, zeitplan,
        horaire, itinerary, reiseplan, itinéraire, itinerario, roadmap, timeline, milestones, training plan,
        trainingsplan, workout plan, meal plan, meal prep, essensplan, study plan, lernplan, 5 day, 7 day, weeks, week
        6, per week, times a week, half marathon, marathon, triathlon, session, sessions, budget for, wedding, guests,
        seating, organi*, priorit*, strategy for, onboarding, checklist, step plan, move abroad, moving to, relocat*,
        renovat*, project plan, gantt, sprint, okr*, each incl, per person, vegan, wheelchair, layover, flights, 計画,
        计划, маршрут, план, rota, roster, timetable, shift plan, shifts, exams, repertoire, curriculum, routine for,
        day plan, week plan, road trip, things to pack for
        """

    static let puzzle = """
        puzzle, riddle, rätsel, acertijo, énigme, indovinello, zagadka, загадк*, knights and, knaves, always lies,
        always tells, truth teller, liar, prisoners, lightbulb, weighings, weighing, balance scale, fake, counterfeit,
        river crossing, wolf goat, fox chicken, water jug*, jug, jugs, hats, blue eyes, einstein puzzle, zebra puzzle,
        sudoku, chess position, checkmate in, mate in, logic grid, guards, islanders, ages of, older than, twice as,
        as old as, how old is, hourglass, burning ropes, egg drop, birthday problem, coins, dice, dices, cards, deck,
        urn, bag has, marbles, boxes, doors, host forgets, sibling*, handshake*, average speed, train leaves, fill the
        tank, pipe, workers, seating arrangement, cryptarithm, cipher, decipher, decode, トリッ, 谜题
        """

    static let advice = """
        should i, should we, shouldnt i, what should, what do i, how do i, how should, how worried, are my options, my
        options, what options, what would you, would you regret, how would you, is it worth, worth it, is it safe,
        safe to, whats the risk, risk, risks, risky, what can i, what could i, where do i, how to handle, do you
        handle, how to deal, deal with, bring it up, bring that up, bring up, do i tell, best way to, right way to,
        best approach, negotiat*, verhandl*, négocier, négociation, decision, decide, entscheid*, soll ich, was soll
        ich, wie soll ich, was würdest, wie würdest, sollte ich, debería, qué hago, cómo le digo, je devrais, dois-je,
        que faire, je lui réponds, dovrei, cosa faccio, powinienem, powinnam, co robić, стоит ли, что делать, roast
        my, honest feedback, worried, concerned, urgent, consequences, どうす, 怎么办, 应该, next steps, what now, pick
        between, choose between, help me pick, help me choose, help me decide, which should, überrede, overcome, cope
        with, convince
        """

    static let constraint = """
        exactly, at least, at most, no more than, no longer than, max, maximum, minimum, under, words, wörter,
        palabras, mots, parole, słów, слов, must, without, sans, sin usar, sem usar, ohne, bez, never using, never
        use, no use of, avoid, only, each, every, per, keep, keeping, keeps, but not, except, unless, only if, such
        that, so that, subject to, given that, constraint*, requirement*, condition*, limit of, between, within,
        currently, three times, last sentence, first sentence, same as, at once, respects, preserv*, handles, handle,
        edge case*, typed, properly, safe, incl, including, total, then tell, also explain, also tell, and also, and
        then, then do, and what, and which, and how, and where, and whether, and say, and tell, und warum, und wie, et
        pourquoi, y por, e perché, with an example, with example*, mit beispiel*, avec un exemple, con un ejemplo,
        depends on, not just, not the, ties, duplicates, dupes, o(1), ただし, 以内
        """

    static let trouble = """
        error, errors, fehler, erreur, błąd, fails, failing, failed, fail, crash, crashes, crashed, crashing, stürzt,
        wrong, broken, broke my, broke the, breaks, doesnt work, doesn't, not working, wont work, wont, wont let, wont
        compile, wont build, funktioniert nicht, geht nicht, ne marche pas, ne fonctionne, no funciona, non funziona,
        nie działa, не работает, fix, fixed, fixes, solve this, stuck, hangs, freezes, frozen, loops, infinite loop,
        forever, leak, leaks, leaking, slow, slower, timeout, timeouts, times out, timed out, refused, denied,
        permission denied, not found, 404, 500, 502, 503, corrupt*, lost my, botched, gone, undo, recover, restore,
        revert, conflict, conflicts, unexpected*, weird, intermittent*, sometimes, randomly, flaky, jitters, jitter,
        flicker*, stutter*, only in, only when, in prod, production, under load, panic, abort*, warning, deprecated,
        mismatch, undefined behaviour, whats wrong, what is wrong, was stimmt nicht, dlaczego nie, сломал*, 動かな, 直し,
        报错, 不工作, collapse, collapses, bloat, swollen, noisy, rattling, overheats, overheating, drains fast, keeps
        running, keeps failing, keeps crashing, ideas?, still broken, no luck, tried everything, ive tried, already
        tried
        """

    static let connective = """
        why, whether, because, therefore, however, although, despite, otherwise, whereas, assuming, suppose, given,
        thus, hence, implies, if and only, iff, what if, does it still, even if, then does, does that mean, how
        exactly, ob, obwohl, weil, deshalb, falls, aunque, porque, entonces, si, donc, parce, puisque, alors,
        cependant, quindi, perciò, ponieważ, chociaż, потому, поэтому, если, hypothetical*, in theory, in practice,
        conflicting, opposite conclusions, conclusions, opposées, which way, to what extent, really
        """

    static let smallTalk = """
        lol, lmao*, rofl, haha*, hehe*, jaja*, kkk*, hihi*, xd, xdd, omg, omfg, wtf lol, bruh, bro, dude, yay, woo,
        woohoo, yikes, oof, aww, awww, meh, nah, yeah, yep, yup, nope, ok, okay, sure, cool, nice, neat, sweet,
        lovely, great, awesome, amazing, epic, based, fire, slay, vibe, vibes, vibing, chill, chilling, bored, tired,
        sleepy, hungry, cozy, mood, feels, same here, me too, you too, for real, ngl, not gonna lie, fr fr, brb, afk,
        gtg, gg, wp, ez, congrats, congratulations, proud, cheers, wish me luck, good luck, have fun, enjoy, favorite,
        favourite, liebling*, lieblings*, lieblingsfarbe, do you like, do you love, do you ever, do you have, do you
        think, do you get, are you a, are you real, are you ok, are you there, u there, you there, would you rather,
        whats up, wassup, sup, wyd, hbu, wbu, how about you, what about you, and you, und du, und dir, bei dir, et
        toi, y tú, y tu, e tu, e você, a ty, a u ciebie, а ты, how are you, how r u, hows it going, hows your, hows
        life, how was your, hows everyone, wie gehts, alles gut, alles klar, ça va, ca va, cava, qué tal, que tal,
        cómo estás, como estas, todo bien, tudo bem, come stai, come va, co tam, jak tam, как дела, что нового, joke,
        witz, blague, chiste, barzelletta, żart, шутк*, pun, funny, cute, adorable, silly, random thought, just
        wanted, just saying, just kidding, jk, i love, i like, i hate mondays, love it, love this, hate it, loved it,
        so good, so much fun, so proud, so happy, so cute, miss you, hug, hugs, cuddle*, tell me something, say
        something, send help, keep me company, sing me, guess what, change my mind, cats or, dogs or, or dogs, or
        cats, coffee or, tea or, pizza, popcorn, snack*, puppy, kitten, doggo, lol ok, tbh, imo, idk, whatever,
        anyway, honestly, totally, kinda, sorta, gotta, gonna, wanna, rate my, rate this, whose side, be honest, pick
        a number, flip a coin, roll a, 笑, 草, 哈哈, ахах*, хаха*, лол, привет всем, 天気, 元気, おつか, 可爱, fight me, new phone,
        who dis, slaps, bop, any plans, le plus beau, guapo, bestie, buddy, pal, pls lol, lolol, hahaha*, xoxo, cutie,
        sleep well, do you sleep, do you eat, do you dream, did you see, did you know, best ever, heart out, im so,
        could cry, yum, yummy, delicious, tasty
        """

    static let story = """
        today, tonight, yesterday, this morning, last night, last week, weekend, heute, gestern, wochenende, abend,
        hoy, ayer, finde, aujourd'hui, hier, ce matin, hoje, ontem, oggi, ieri, dzisiaj, dziś, wczoraj, сегодня,
        вчера, just got, just came, just finished, got back, got home, came home, went home, went to, i went, i was,
        we went, i got, i found, i saw, i met, i ate, we ate, i forgot, i bought, i made, i baked, i cooked, i
        finally, we finally, finally, im off, on my way, sitting on, waiting for, lying in, watching, listening to,
        looking thru, looking through, playing, slept, woke up, nap, couch, sofa, bed, blanket, bus, train to,
        laundry, dishes, weather, rain, raining, rainy, sunny, sun, snow, snowing, autumn, spring, summer, winter,
        garden, garten, flowers, roses, grandma, grandmas, granny, oma, mum, mom, wife says, husband says, little
        brother, little sister, roommate, flatmate, neighbour, neighbor, neighbours, nachbar*, cat, cats, dog, dogs,
        katze, hund, perro, gato, chat dort, chien, dinner, lunch, breakfast, coffee, kaffee, tea, beer, bier, cake,
        cookies, cookie dough, ice cream, helado, dumplings, hoodie, concert, movie, episode, episodes, series finale,
        song, album, gym, leg day, holiday, vacation, urlaub, vacaciones, vacances, playa, beach, party, birthday
        cake, school trip, photos, old photos, socks, hair, screamed, laughed, laughing, cried, almost cried, smiled,
        danced, spilled, dropped my, my life, no regrets, man time, time flies, garlic bread, ramen, sandwich,
        kitchen, 今日, 昨日, 今天, 昨天, made pancakes, pancakes, fries, cartoon, neighbor is, aufgewacht, despierto, novio,
        novia, memes, dance, dancing, walk, walked, hike, picnic, bbq, sunset, sunrise, balcony, candle*, fireplace,
        plant, plants, painting, knitting, puzzle night, board game night, match, coach, team, kids, baby, toddler,
        nephew, niece
        """

    static let lookup = """
        capital of, hauptstadt, capitale, capital de, stolica, столица, do you say, how to say, wie sagt man, comment
        dit-on, comment on dit, cómo se dice, como se diz, come si dice, jak się mówi, jak powiedzieć, как сказать,
        mean, means, what does, whats the word, word for, translate, synonym*, antonym*, opposite of, another word
        for, spell, spelled, spelling, buchstabier*, plural of, past tense of, how many legs, how many days, how many
        minutes, how many hours, how many seconds, how many people, how many planets, how many states, how many
        continents, how many, how tall, how old, how big, how far is, how long is, how much is, how high, wie viele,
        wie viel, wie alt, wie hoch, wie spät, wie heißt, combien de, quel âge, cuántos, cuántas, cuánto, quantos,
        quanti, ile, сколько, who is, who was, who painted, who wrote, who invented, who discovered, who sang, who
        won, who directed, who plays, wer ist, wer hat, qui est, qui a, quién, quem, chi ha, kto, кто, when was, when
        did, when is, wann, quand, cuándo, quando, kiedy, когда, where is, wo ist, wo liegt, où est, dónde, onde,
        dove, gdzie, где, what year, what day, what time, which year, which country, which planet, what color, what
        colour, welche farbe, welches jahr, quelle couleur, quelle heure, qué hora, qué día, a qué hora, jaki dzień,
        który rok, boiling point, freezing point, in fahrenheit, in celsius, in miles, in km, in cm, in inches, in
        pounds, in kg, percent of, is a, do penguins, do fish, do cats, can dogs, can cats, currency of, population
        of, tallest, biggest, largest, longest, fastest, smallest, oldest, highest, größte*, one sentence, one line,
        one word, in one word, short name, a name for, name for, name a, name three, me a name, short for, stand for,
        stands for, abbreviation, emoji for, time zone, what language, nickname, 首都, 意味, 何です, 什么意, 怎么说, 几点, heavier,
        lighter, rhymes with, a prime number, chemical symbol, atomic number, president of, king of, queen of, mayor
        of, miles to, km to, feet to, inches to, cm to, pounds to, kg to, celsius to, fahrenheit to, dollars to, euros
        to, usd to, eur to, ounces in, grams in, cups in, seconds in, days in, hours in, weeks in, fun fact, whens,
        wheres, whos, auf englisch, auf deutsch, en inglés, en español, en anglais, in italian, in german, in french,
        in spanish, in japanese, in russian, in polish, to spanish, to german, to french, to english, is it friday, a
        group of, times table
        """

    static let greeting = """
        hi, hii*, hey*, hello, hallo, yo, moin, servus, salut, bonjour, bonsoir, coucou, hola, olá, ola, oi, ciao,
        buongiorno, cześć, hej, siema, привет*, здравствуй*, good morning, good night, good evening, good afternoon,
        goodnight, gm, gn, morning everyone, guten morgen, gute nacht, guten tag, buenos días, buenas noches, bom dia,
        boa noite, buonanotte, dobranoc, dzień dobry, bonne nuit, спокойной, bye, byee*, goodbye, see you, see ya,
        cya, later, tschüss, bis später, ciao ciao, à plus, à demain, adiós, hasta luego, até logo, do zobaczenia,
        пока, thanks, thank you, thx, ty, tysm, danke, dankeschön, merci, gracias, obrigad*, grazie, dzięki, dziękuję,
        спасибо, happy birthday, happy new, merry christmas, alles gute, joyeux, feliz, tanti auguri, well done, good
        job, good bot, welcome back, im back, anyone here, everyone, おはよ, こんに, こんば, ありが, おやす, 你好, 早上好, 晚安, 谢谢, 안녕, 고마워
        """
}
