/// Words that stand everywhere, in the languages most spoken here: they find nothing.
enum StopWords {
    static let all = Set(
        (english + german + romance).split(whereSeparator: \.isWhitespace).map { String($0.replacing("'", with: "")) })

    private static let english = """
        a about after again all also am an and any are aren't as at be because been before being but by can can't could
        did didn't do does doesn't doing don't for from further had has have having he her here hers him his how i i'd
        i'll i'm i've if in into is isn't it it's its itself just let's me more most my myself no nor not of off on once
        only or other our ours out over own same she should so some such than that that's the their theirs them then
        there these they they're this those through to too under until up very was wasn't we we're were what what's when
        where which while who whom why will with won't would you you're your yours yourself im ive dont thats whats its
        really oh yeah yes okay ok hey hi hello lol well
        """
    private static let german = """
        aber als am an auch auf aus bei bin bis bist da damit dann das dass dein deine dem den der des die dir doch du
        durch ein eine einem einen einer es euch fuer gegen hab habe haben hat hatte hier ich ihm ihn ihr ihre im in ist
        ja jetzt kann kein keine mal man mein meine mich mir mit nach nicht noch nur ob oder schon sein seine sich sie
        sind so und uns unser vom von vor war waren warum was weil wenn wer werden wie wieder wir wird wo zu zum zur fur
        uber
        """
    private static let romance = """
        au aux avec ce ces cette dans de des du elle elles en est et eu il ils je la le les leur lui ma mais mes moi mon
        ne nos notre nous ou par pas pour qu que qui sa se ses son sur ta te tes toi ton tu un une vos votre vous el los
        las lo un una unos unas y o pero si no con por para como mas muy su sus mi mis tu tus al del ha he es era fue
        que qual quando com um uma os nao na nas nos dos das ao il gli che di per non sono della dei
        """
}
