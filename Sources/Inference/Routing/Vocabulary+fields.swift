extension Vocabulary {
    static let code = """
        algorithm*, algorithmus, algoritmo, async*, await, asyncio, backend, frontend, bash, zsh, powershell, binary,
        bitwise, boolean, borrow checker, borrow, mutabl*, branch*, rebase, rebasing, git, github, gitlab, commit,
        commits, merge conflict, bug, bugs, buggy, debug*, deadlock*, race condition, data race, thread*, mutex*,
        semaphore, concurren*, lock-free, lockfree, queue, mpmc, c++, cpp, c#, csharp, python, pytorch, tensorflow,
        numpy, pandas, javascript, typescript, nodejs, node, react, reactjs, vue, angular, svelte, nextjs, useeffect,
        usestate, hooks, redux, css, html, flexbox, tailwind, rust, golang, goroutine*, kotlin, java, swiftui,
        haskell, monad*, functor*, scala, elixir, perl, php, laravel, django, flask, fastapi, rails, ruby, spring
        boot, sql, mysql, postgres*, sqlite, mongodb, redis, dynamodb, kafka, rabbitmq, elasticsearch, orm, database,
        datenbank*, base de datos, base de données, schema, index scan, query plan, migration script, docker*,
        kubernetes, k8s, helm, terraform, ansible, nginx, haproxy, apache, systemd, systemctl, cron, cronjob, kernel,
        linux server, segfault*, segmentation, core dump, coredump, stack trace, stacktrace, traceback, exception*,
        nullpointer*, null pointer, typeerror, valueerror, runtimeerror, keyerror, undefined, nan, memory leak, heap,
        garbage collect*, gc pause, pointer*, recursion, recursive*, rekursi*, quicksort, mergesort, binary search,
        linked list, hash map, hashmap, hashtable, bloom filter, b-tree, btree, trie, dijkstra, dynamic programming,
        big o, time complexity, complexity, komplexität, o(n), n log, regex*, regular expression, regexp, parser,
        parsing, compiler*, bytecode, interpreter, unit test*, unittest*, pytest, jest, mock, ci pipeline, ci, github
        actions, jenkins, api, rest api, graphql, grpc, websocket*, tcp, udp, tls, ssl, https handshake, oauth*, jwt,
        cors, csrf, xss, sql injection, encrypt*, decrypt*, public key, cookie, middleware, cdn, ttfb, latency,
        throughput, cache invalid*, caching, load balanc*, microservice*, raft, paxos, consensus, sharding,
        replication, cap theorem, event loop, closure*, callback*, promise*, decorator*, generics, lifetimes, template
        metaprogramming, inheritance hierarchy, refactor*, codebase, code review, repository pattern, makefile, cmake,
        gradle, maven, npm, webpack, vite, pip, conda, venv, cargo, crate, json, yaml, toml, xml, csv, parquet, pandas
        dataframe, dataframe, excel formula, vlookup, xlookup, spreadsheet formula, pivot table, unity, unreal, godot,
        shader*, opengl, vulkan, cuda, gpu kernel, fixedupdate, lerp, quaternion*, game loop, ecs, neural network*,
        transformer*, backprop*, gradient*, fine-tune, finetun*, embedding*, llm, rag pipeline, overfitting,
        hyperparameter*, arduino, esp32, raspberry pi gpio, i2c, uart, fpga, verilog, microcontroller, firmware,
        script, skript, código, codigo, función, funktion, fonction, programm, programa que, classe java, bucle,
        schleife, boucle, variable, variablen, compil*, deploy*, server crash*, logs, stdout, stderr, endpoint*,
        webhook*, selenium, scraper, scraping, crawler, daemon, docker-compose, vm, hypervisor, vpn tunnel, iptables,
        firewall rule*, dns, subnet*, cidr, ipv4, ipv6, bgp, vlan, wireguard, ssh, rsync, ffmpeg, h265, hevc, codec,
        awk, sed, grep, vim macro, neovim, emacs, lua, discord bot, bot token, plugin, скрипт, код, функци*, ошибка,
        алгоритм*, база данных, デッド, コード, エラー, バグ, 関数, 実装, 代码, 函数, 算法, 数据库, 程序, lisp, clojure, erlang, ocaml, prolog,
        macro, pattern matching, syntax, config, configur*, array, arrays, string format, dictionary comprehension,
        list comprehension, iterator*, enum, struct, interface, abstract class, dependency injection, singleton,
        observer pattern, state machine, serializ*, deserializ*, unicode, utf-8, timestamp*, timezone bug, websocket,
        http, requests per, rate limit*, oom, out of memory, swap, cpu, ram usage, bottleneck*, profil*, benchmark*,
        vacuum, deadlocks, foreign key, join, joins, left join, transaction*, isolation level, pull request, ide,
        command line, cli, stdin, chmod, symlink, proxmox, nas, raid, zfs, btrfs, partition, bootloader, grub, bios,
        driver, router config, port forward*, reverse proxy
        """

    static let mathematics = """
        algebra*, calculus, integral*, integrate, derivative*, differential*, différentielle, diferencial*, równanie,
        równania, gleichung*, ecuación, ecuaciones, équation*, equazione, equation*, polynomial*, quadratic, cubic,
        matrix, matrices, matrizen, eigenvalue*, eigenvector*, eigenwert*, determinant, vector space, vektorraum,
        linear map, basis, rank, theorem*, lemma, corollary, conjecture, hypothesis test*, axiom*, proof*, beweis*,
        prueba formal, démonstration, dimostra*, teorema*, théorème, satz von, infinitely many, primes, prime number*,
        primzahl*, nombre premier, números primos, modulo, mod, modular arithmetic, congruence*, group theory,
        gruppe*, abelian, isomorph*, homomorph*, zyklisch, cyclic, ring, field extension, galois, topolog*, homotopy,
        manifold*, compact, continuous, converge*, diverge*, series, sequence, limit, limits, epsilon, delta,
        supremum, bijecti*, injecti*, surjecti*, cardinality, countable, uncountable, cantor, gödel, godel,
        incompleteness, zfc, set theory, combinator*, permutation*, binomial*, pigeonhole, probabilit*,
        wahrscheinlichkeit*, probabilidad, probabilité, expected value, erwartungswert, variance, standard deviation,
        distribution, poisson, gaussian, bayes*, bayésienne, bayesian*, fréquentiste, frequentist, p-value, confidence
        interval, regression, correlation, markov chain, markov, stochastic, random walk, martingale, without
        replacement, at random, chance of, chance i get, odds of, geometr*, trigonomet*, sin x, cos x, tan x, sine,
        cosine, logarithm*, ln x, exponent*, fourier, laplace, taylor, lagrang*, hessian, jacobian, optimization
        problem, linear programming, np hard, np complete, graph theory, euler*, hamiltonian, spanning tree,
        irrational, rational number*, complex number*, imaginary, sqrt, square root of, rigorous*, fibonacci closed,
        monty hall, km/h, mph, per hour, how far from, do they meet, compound interest, zinseszins, percent chance,
        arithmetic mean, weighted average, доказать, уравнени*, интеграл*, вероятност*, теорем*, матриц*, 証明, 微分, 積分,
        方程式, 確率, 证明, 方程, 积分, 概率, 矩阵, hanoi, factorial*, summation, recurrence, sigma, arithmetic progression,
        proportion*, ratio, area of, volume of, circumference, radius, hypotenuse, tangent, perimeter, average of,
        median, percentile, outlier*, statistic*, statistik*, estadístic*, statistique*, prawdopodobieństw*, kwh,
        watts, litres per, liters per, discount of, percentage, zins, prozent, expected number, minimum moves,
        divisib*, remainder, digits of, infinite series, infinity
        """

    static let science = """
        physics, physik, quantum*, quanten*, entangle*, schrodinger*, schrödinger*, heisenberg, relativity,
        relativität*, spacetime, black hole*, event horizon, hawking, entropy, entropie, thermodynamic*, second law,
        carnot, enthalpy, gibbs, statistical mechanics, boltzmann, maxwell*, electromagnet*, induction, photon*,
        boson*, fermion*, higgs, standard model, string theory, dark matter, dark energy, cosmolog*, redshift,
        doppler, bell's theorem, hidden variable*, scattering, rayleigh, refraction, diffraction, interference,
        orbital, orbit mechanic*, delta-v, escape velocity, angular momentum, gyroscop*, torque, bernoulli, navier*,
        aerodynamic*, lift force, chemistry, chemi*, reaction mechanism, stoichiometr*, molar*, mole, moles,
        titration, equilibrium, le chatelier, redox, oxidation, catalyst*, organic synthesis, sn1, sn2, benzene,
        covalent, crispr, mrna, dna replication, transcription factor*, enzyme*, mitochondri*, atp synthase,
        evolution* pressure, natural selection, genetic*, epigenetic*, immune system, antibod*, neuron*, synap*,
        neurotransmitter*, dopamine, photosystem*, ecosystem*, climate model*, greenhouse effect, plate tectonic*,
        semiconductor*, transistor*, op-amp, opamp, capacitor*, inductor*, impedance, voltage divider, mosfet, pid
        controller, kalman, control theory, nyquist, aliasing, signal processing, finite element, stress strain, beam,
        load-bearing, is the sky, isotop*, half-life, halbwertszeit, nuclear, fission, fusion reactor, superconduct*,
        量子, 相対性, エント, 相对论, квантов*, энтропи*, soil ph, calcium deficien*, fermentation, hydration, sourdough, gluten
        network, maillard, osmosis, diffusion, t cells, b cells, protein*, bacteria*, virus*, pathogen*, ecolog*,
        astronom*, gravity, gravitation*, gravité, momentum, kinetic, friction, acceleration, velocity, wavelength,
        frequency, magnet*, electron*, circuit*, battery chem*, lithium, heat pump, wärmepumpe, insulation, solar
        panel*, photovoltaic*, inverter, turbine*, ocean current*, jet stream, geolog*
        """

    static let thought = """
        philosoph*, epistemolog*, ontolog*, metaphysic*, determinis*, compatibilis*, free will, consciousness, qualia,
        hard problem, utilitarian*, deontolog*, kant, kantian, hume, nietzsche*, hegel*, heidegger, wittgenstein,
        aristot*, plato, platos, socrates, descartes, spinoza, rawls, nozick, foucault, derrida, sartre, camus,
        existentialis*, nihilis*, stoicis*, trolley problem, moral*, ethical*, ethics, ethik, éthique, causation,
        causality, counterfactual*, paradox*, ship of theseus, theodicy, problem of evil, steelman, devils advocate,
        argument*, fallac*, premise*, logical*, dialectic*, marx*, keynes*, hayek, capitalis*, socialis*, communis*,
        liberalis*, fascis*, geopolit*, foreign policy, sanction*, monetary policy, inflation, gini, game theory, nash
        equilibrium, prisoners dilemma, auction theory, symbolis*, allegor*, motif*, unreliable narrator, close
        reading, thesis, literary, literature review, historiograph*, colonialis*, causes of, consequences of, treaty
        of, versailles, weimar, cold war, industrial revolution, reformation, roman empire fall, sociolog*,
        linguistic*, phonolog*, etymolog* of, sapir*, chomsky, psychoanaly*, freud, jung, cognitive bias*, dissonance,
        simulation argument, fermi paradox, alignment problem, mind-body, dualism, nuclear power, abolish*, universal
        basic income, electoral system, gerrymander*, 哲学, философ*, этик*, ottoman, empire*, revolution*,
        philosopher*, democracy, authoritarian*, propaganda, religio*, theolog*, ideolog*, feminis*, identity
        politics, social contract, human rights, globali*, tariff*, trade war, economic*, economy, ekonom*,
        wirtschaft*, grundeinkommen, gegenargument*, rhetoric*, valid argument, syllogism*, critical thinking, meaning
        of life, afterlife, personhood, machine consciousness, historian*
        """

    static let law = """
        legal, illegal, legally, lawsuit, sue, suing, sued, lawyer*, attorney, solicitor, court, small claims,
        contract, contracts, clause*, vertrag*, kündig*, mietvertrag, vermieter, mieterhöhung, contrat, bail, loyer,
        proprio, propriétaire, contrato, alquiler, casero, despido, arrendador, affitto, licenziamento, wypowiedzeni*,
        umow*, landlord*, tenant*, eviction, evict*, lease, security deposit, kaution, deposit back, sublet*, nda,
        non-compete, noncompete, cease and desist, trademark*, copyright*, patent*, infring*, fair use, licence,
        license, gpl, gdpr, dsgvo, rgpd, data protection, liab*, negligen*, damages, tort, settlement offer, alimony,
        child support, divorce*, scheidung, prenup, inheritance, erbe, erbschaft, testament, probate, visa,
        immigration, asylum, deport*, work permit, green card, severance, abfindung, wrongful*, discriminat*, hr
        department, warn letter, abmahnung, statute*, jurisdiction, plaintiff, defendant, subpoena, bail hearing,
        misdemeanor, felony, police report, self defence, self-defense, is it legal, am i liable, am i allowed, has
        the right, a le droit, ist das erlaubt, es legal, terms of service, unfair dismissal, notice period,
        kündigungsfrist, квартир* договор, суд, адвокат, 契約, 法律, 合同
        """

    static let money = """
        mortgage*, hypothek*, hipoteca, kredit*, loan*, prêt, préstamo, debt*, schulden, apr, refinanc*, index fund*,
        etf, etfs, roth, ira, 401k, pension*, rente, retirement, retire, invest*, portfolio, stocks, bonds, bond
        yield*, dividend*, capital gains, tax, taxes, taxed, steuer*, impôt*, impuesto*, deduct*, vat, self-employed,
        selbstständig, freelance rate*, salary negotiation, salary offer, gehalt*, net income, 2400 net, savings rate,
        emergency fund, budget, budgeting, cash flow, cashflow, unit cost*, unit economics, churn, ltv, cac, margin*,
        break even, burn rate, runway, valuation, equity, vesting, stock options, rsu*, term sheet, dilut*, cap table,
        pricing model, pricing strategy, business model, business plan, go-to-market, market size, revenue, profit*,
        amorti*, depreciat*, leasing, lease or, buy or rent, rent or buy, insurance, versicherung*, premium*,
        deductible, annuity, hedge, hedging, option pricing, black-scholes, arbitrage, volatility, interest rate*,
        zinssatz, zinsen, inflation-adjusted, net present, npv, irr, per month for, net worth, fire number, side
        income, job offer*, jobangebot*, ofertas de trabajo, offres d'emploi, ипотек*, кредит*, налог*, инвест*
        """

    static let health = """
        symptom*, diagnos*, dose, dosage, dosis, medication*, medikament*, medicament*, médicament*, prescri*, ssri*,
        sertralin*, ibuprofen*, paracetamol, tylenol, antibiotic*, antidepress*, tramadol, opioid*, insulin, diabet*,
        blood pressure, blutdruck, hypertens*, cholesterol, statin*, thyroid, schilddrüse*, mri, ct scan, blood test*,
        ferritin, hormone*, estrogen, testosterone level*, contracept*, pregnan*, schwanger*, embaraz*, enceinte,
        miscarr*, ivf, chest pain, shortness of breath, numbness, seizure*, migraine*, concussion, stroke, heart
        attack, arrhythm*, palpitation*, tumor*, tumour*, cancer, krebs, biopsy, chemo*, alzheimer*, dementia, demenz,
        parkinson*, adhd, adhs, autis*, bipolar, depress*, depression, panic attack*, anxiety disorder, ptsd, ocd,
        eating disorder, anorex*, bulimi*, self harm, suicid*, overdose*, withdrawal, relapse, addict*, side effect*,
        nebenwirkung*, interact with, drug interaction*, allerg*, anaphyla*, infection, fever, rash, tendon*,
        achilles, ligament, physio*, rehab*, herniat*, sciatica, injur*, verletz*, calorie deficit, macros, protein
        intake, intermittent fasting, vaccine*, pharmacist, doctor says, my doctor, mein arzt, médico, médecin,
        лекарств*, симптом*, врач, 病院, 症状, 薬, 药
        """

    static let conflict = """
        manipulat*, gaslight*, abus*, toxic, controlling, cheated, cheating on, affair, betray*, broke up, break up,
        breaking up, breakup, my ex, his ex, her ex, toxic relationship, custody, in-laws, mother in law,
        schwiegermutter, estranged, no contact, boundary, boundaries, confront*, guilt*, blame*, grief, grieving,
        mourning, dying, funeral, passed away, terminal, caregiver, burnout, burned out, burnt out, bully*, mobbing,
        harass*, my boss keeps, my manager keeps, toxic boss, coming out, disown*, jealous*, trust issues, lied to,
        lied about, lies to, hurt me, forgive, forgiving, apologi*, resent*, silent treatment, passive aggressive,
        ultimatum, overreact*, am i wrong, am i crazy, am i the, aita, walk away, leave him, leave her, leave my,
        leave them, stay or, says leave, owe him, owe her, owe them, whole family, family exploding, feel sick, cant
        forgive, dont trust, trennung, fremdgegangen, betrogen, divorcio, infidel*, trompé, rupture, tradi*,
        rozstani*, zdrad*, измен*, развод, 離婚, 分手, needs space, pull back, stepmom, stepdad, toxic friend, ghosted,
        ghosting me, reconcile*, closure, therap*, therapist, refuses to, refuses, threaten*, stomps, complain*, noise
        complaint, coworker keeps, boss wants, got fired, laid off, quit my job, promotion, raise, ask for a raise
        """
}
