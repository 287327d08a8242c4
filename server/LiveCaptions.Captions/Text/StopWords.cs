using System.Collections.Frozen;

namespace LiveCaptions.Captions.Text;

/// <summary>
/// Words that say little of what a text is about: articles, pronouns, prepositions, auxiliaries and what fills speech. English, German,
/// French, Spanish, Italian, Portuguese and Dutch; of other languages none is known, and short words stand for them.
/// </summary>
public static class StopWords
{
    /// <summary>Letters of words that are taken for such in languages without a list.</summary>
    private const int Short = 3;

    private static readonly FrozenDictionary<string, FrozenSet<string>> Lists = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["en"] = "a an the and or but if then than so as of at by for with about against between into through during before after "
            + "above below to from up down in out on off over under again further once here there when where why how all any "
            + "both each few more most other some such only own same too very can will just dont should now i me my we our us "
            + "you your he him his she her it its they them their what which who whom this that these those am is are was were "
            + "be been being have has had having do does did doing would could may might must shall not no nor yes yeah ok okay "
            + "well like know think mean really going gonna get got go went come came one two thing things lot also because "
            + "until while im ive youre hes shes theyre thats whats lets say said see way much many even still back want make "
            + "made take let right good little bit actually kind sort people time",
        ["de"] = "der die das den dem des ein eine einen einem einer eines und oder aber wenn dann als so wie von zu zum zur bei "
            + "für mit über gegen zwischen in im ins durch vor nach ab auf an am aus um unter wieder hier da dort wann wo warum "
            + "alle alles jede jeder jedes mehr andere einige nur sehr auch schon noch ich mich mir mein meine wir uns unser du "
            + "dich dir dein er ihn ihm sein seine sie ihr ihre es man was welche wer dies diese dieser dieses dass daß ist "
            + "sind war waren bin bist sei gewesen haben hat hatte hatten habe werden wird wurde wurden würde kann können "
            + "konnte könnte muss müssen soll sollte will wollen nicht kein keine keinen nein ja doch mal eben halt also weil "
            + "bis während ganz gut viel viele geht gibt machen gemacht sagen gesagt etwas immer jetzt okay ähm äh",
        ["fr"] = "le la les un une des du de d l et ou mais si alors que quoi qui dont où ce cet cette ces ça cela c est sont "
            + "était étaient être été suis es sommes êtes a ai as avons avez ont avait avoir eu je j me m moi tu te t toi il "
            + "elle on nous vous ils elles lui leur se s son sa ses mon ma mes ton ta tes notre nos votre vos leurs dans en au "
            + "aux par pour avec sans sous sur entre vers chez plus moins très aussi bien pas ne n non oui tout tous toute "
            + "toutes même comme quand donc car parce fait faire va vais peut peux voilà là ici y euh",
        ["es"] = "el la los las un una unos unas de del y o u pero si entonces que qué quien cual cuando donde como este esta "
            + "estos estas ese esa eso esto es son era eran ser sido soy eres somos ha he has han había haber estar está están "
            + "yo me mi tú te tu él ella nosotros nos ustedes ellos ellas se su sus le les lo en a al por para con sin sobre "
            + "entre hasta desde más menos muy también bien no sí todo todos toda todas mismo ya porque hay hace hacer va voy "
            + "puede pues aquí ahí",
        ["it"] = "il lo la i gli le un uno una di del dello della dei degli delle e o ma se allora che chi cui quando dove come "
            + "questo questa questi queste quello quella è sono era erano essere stato ho hai ha abbiamo hanno aveva avere io "
            + "mi tu ti lui lei noi ci voi vi loro si suo sua mio mia in nel nella a al alla da dal dalla per con senza su sul "
            + "sulla tra fra più meno molto anche bene non sì no tutto tutti perché fa fare va può qui lì cosa poi quindi",
        ["pt"] = "o a os as um uma uns umas de do da dos das e ou mas se então que quem quando onde como este esta isso isto esse "
            + "essa aquele é são era eram ser sido sou foi tem têm tinha ter estar está estão eu me meu minha tu você ele ela "
            + "nós nos vocês eles elas lhe seu sua em no na nas ao à por para com sem sobre entre até mais menos muito também "
            + "bem não sim tudo todos toda já porque há faz fazer vai pode aqui aí né",
        ["nl"] = "de het een en of maar als dan dat die dit deze wie wat waar wanneer hoe waarom van te tot bij voor met over "
            + "tegen tussen in door na op aan uit om onder weer hier daar alle alles meer andere alleen zeer ook al nog ik mij "
            + "me mijn wij we ons onze je jij jouw hij hem zijn zij ze haar hun is was waren ben bent geweest heb heeft had "
            + "hebben worden wordt werd kan kunnen kon moet zou zal wil niet geen nee ja wel dus omdat veel gaan gaat doen "
            + "gedaan zeggen iets nu even gewoon",
    }.ToFrozenDictionary(
        list => list.Key, list => list.Value.Split(' ').ToFrozenSet(StringComparer.Ordinal), StringComparer.Ordinal);

    /// <param name="word">In lower case; an apostrophe and what is behind it are of no account.</param>
    /// <param name="language">BCP 47; null for English.</param>
    public static bool Has(string word, string? language)
    {
        var list = Lists.GetValueOrDefault((language ?? "en").Split('-')[0].ToLowerInvariant());
        var bare = word.Replace("'", "", StringComparison.Ordinal);
        return list is null ? bare.Length <= Short : list.Contains(bare);
    }
}
