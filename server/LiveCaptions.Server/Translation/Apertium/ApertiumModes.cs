using LiveCaptions.Media.Processes;

namespace LiveCaptions.Server.Translation.Apertium;

/// <summary>
/// The directions that are installed, as Apertium names them: <c>eng-spa</c>, or <c>en-ca</c> of older pairs; <c>spa-eng_US</c> for
/// a region.
/// </summary>
internal sealed class ApertiumModes(IReadOnlyList<string> names)
{
    /// <summary>Three letters of those that have two, as far as Apertium has pairs of them.</summary>
    private static readonly Dictionary<string, string> Long =
        ("af:afr an:arg ar:ara be:bel bg:bul br:bre ca:cat cy:cym da:dan en:eng eo:epo es:spa eu:eus fr:fra gl:glg hi:hin id:ind is:isl "
            + "it:ita kk:kaz mk:mkd ms:msa mt:mlt nb:nob nl:nld nn:nno oc:oci pl:pol pt:por ro:ron ru:rus sc:srd sl:slv sv:swe "
            + "uk:ukr ur:urd")
        .Split(' ').Select(pair => pair.Split(':')).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);

    /// <summary>They are a file each, beside the program: <c>/usr/bin</c>, <c>/usr/share/apertium/modes</c>.</summary>
    /// <param name="tool">Apertium's program; empty for none.</param>
    public static ApertiumModes Find(string tool)
    {
        var program = tool.Length == 0 ? null : ChildProcess.Find(tool);
        var folder = new DirectoryInfo(Path.Combine(Path.GetDirectoryName(program) ?? "/", "..", "share", "apertium", "modes"));
        return new ApertiumModes(program is null || !folder.Exists
            ? []
            : [.. folder.GetFiles("*.mode").Select(file => Path.GetFileNameWithoutExtension(file.Name))]);
    }

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
