using LiveCaptions.Media.Processes;

namespace LiveCaptions.Server.Translation.Apertium;

/// <summary>
/// The directions that are installed, as Apertium names them: <c>eng-spa</c>, or <c>en-ca</c> of older pairs; <c>spa-eng_US</c> for a region.
/// </summary>
internal sealed class ApertiumModes(IReadOnlyList<string> names)
{
    /// <summary>Where Debian puts them; one file each.</summary>
    private static readonly string[] Folders = ["/usr/share/apertium/modes", "/usr/local/share/apertium/modes"];

    /// <summary>Three letters of those that have two, as far as Apertium has pairs of them.</summary>
    private static readonly Dictionary<string, string> Long =
        ("af:afr an:arg ar:ara be:bel bg:bul br:bre ca:cat cy:cym da:dan en:eng eo:epo es:spa eu:eus fr:fra gl:glg hi:hin id:ind is:isl "
            + "it:ita kk:kaz mk:mkd ms:msa mt:mlt nb:nob nl:nld nn:nno oc:oci pl:pol pt:por ro:ron ru:rus sc:srd sl:slv sv:swe uk:ukr ur:urd")
        .Split(' ').Select(pair => pair.Split(':')).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);

    /// <param name="tool">Apertium's program; empty for none.</param>
    public static ApertiumModes Find(string tool) => new(tool.Length == 0 || ChildProcess.Find(tool) is null
        ? []
        : [.. Folders.Where(Directory.Exists).SelectMany(folder => Directory.GetFiles(folder, "*.mode")).Select(Path.GetFileNameWithoutExtension)
            .OfType<string>()]);

    /// <param name="from">Null where that is not known yet: then any will do.</param>
    /// <returns>Null where there is none.</returns>
    public string? Find(string? from, string to)
    {
        var region = to.Split('-').FirstOrDefault(part => part.Length == 2 && part.All(char.IsAsciiLetterUpper));
        var pairs = names.Where(name => Goes(name, from, to)).ToList();
        return pairs.Find(name => region is not null && name.EndsWith($"_{region}", StringComparison.Ordinal))
            ?? pairs.Find(name => !name.Contains('_'));
    }

    private static bool Goes(string name, string? from, string to) => name.Split('-') is [var left, var right]
        && (from is null || IsCode(left, from)) && IsCode(right.Split('_')[0], to);

    private static bool IsCode(string code, string tag)
    {
        var primary = tag.Split('-')[0];
        return code.Equals(primary, StringComparison.OrdinalIgnoreCase)
            || (Long.TryGetValue(primary, out var three) && code.Equals(three, StringComparison.OrdinalIgnoreCase));
    }
}
