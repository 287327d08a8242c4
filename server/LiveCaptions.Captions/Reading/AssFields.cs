namespace LiveCaptions.Captions.Reading;

/// <summary>Where the fields of an ASS file's events are, as its Format line says; -1 for one that they do not have.</summary>
internal sealed class AssFields
{
    /// <summary>No program writes more than a dozen; each event is taken apart at all of them.</summary>
    public const int Max = 50;

    private AssFields(string[] names)
    {
        Count = names.Length;
        (Start, End, Text, Name, Actor) = (Place("Start"), Place("End"), Place("Text"), Place("Name"), Place("Actor"));

        int Place(string name) => Array.FindIndex(names, other => other.Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    public int Count { get; }

    public int Start { get; }

    public int End { get; }

    public int Text { get; }

    public int Name { get; }

    public int Actor { get; }

    /// <param name="format">Names, with commas between them.</param>
    /// <returns>Null where there are more than <see cref="Max"/>.</returns>
    public static AssFields? Of(string format) =>
        format.Split(',', Max + 1, StringSplitOptions.TrimEntries) is { Length: <= Max } names ? new AssFields(names) : null;
}
