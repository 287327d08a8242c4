namespace LiveCaptions.Media.Codecs;

/// <summary>Languages as containers name them (ISO 639-2, three letters) and as people do (BCP 47, mostly two).</summary>
internal static class Iso639
{
    // Both codes of those that have two, such as deu and ger. No culture data is loaded: see InvariantGlobalization.
    private const string Codes =
        "ara:ar bul:bg cat:ca zho:zh chi:zh hrv:hr ces:cs cze:cs dan:da nld:nl dut:nl eng:en est:et fin:fi fra:fr fre:fr deu:de " +
        "ger:de ell:el gre:el heb:he hin:hi hun:hu isl:is ice:is ind:id gle:ga ita:it jpn:ja kor:ko lav:lv lit:lt msa:ms may:ms " +
        "nor:no nob:nb nno:nn fas:fa per:fa pol:pl por:pt ron:ro rum:ro rus:ru srp:sr slk:sk slo:sk slv:sl spa:es swe:sv tam:ta " +
        "tha:th tur:tr ukr:uk urd:ur vie:vi cym:cy wel:cy";

    private static readonly Dictionary<string, string> Short =
        Codes.Split(' ').Select(pair => pair.Split(':')).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether two tags are of the same language, whatever region they name.</summary>
    public static bool AreSame(string one, string other) => Primary(one).Equals(Primary(other), StringComparison.OrdinalIgnoreCase);

    private static string Primary(string tag)
    {
        var primary = tag.Split('-')[0];
        return Short.GetValueOrDefault(primary, primary);
    }
}
