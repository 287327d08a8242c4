using System.Text.Json;
using LiveCaptions.Captions;
using LiveCaptions.Captions.Cues;

namespace LiveCaptions.Server.Sessions;

/// <summary>A session's marks in order of time, as they are stored with it.</summary>
internal sealed class SessionMarks
{
    /// <summary>They go with the session, whole, to everybody who reads it.</summary>
    public const int Most = 200;

    /// <summary>Characters of what a mark says.</summary>
    public const int LongestText = 100;

    private const int IdLength = 8;

    private readonly IReadOnlyList<Mark> _marks;

    private SessionMarks(IReadOnlyList<Mark> marks) => _marks = marks;

    /// <summary>Null where there is none.</summary>
    public IReadOnlyList<Mark>? Shown => _marks.Count == 0 ? null : _marks;

    public static SessionMarks FromJson(string? json) =>
        new(json is null ? [] : JsonSerializer.Deserialize<List<Mark>>(json, CaptionJson.Options)!);

    public string? ToJson() => _marks.Count == 0 ? null : JsonSerializer.Serialize(_marks, CaptionJson.Options);

    public static string CreateId() => SessionId.Create()[..IdLength];

    /// <summary>With one more, or without it where there are as many as there may be.</summary>
    public SessionMarks With(Mark mark) => _marks.Count >= Most ? this : new([.. _marks.Append(mark).OrderBy(one => one.At)]);

    public SessionMarks Without(string id) => new([.. _marks.Where(mark => mark.Id != id)]);

    /// <param name="text">Null takes away what it says.</param>
    public SessionMarks Saying(string id, string? text) =>
        new([.. _marks.Select(mark => mark.Id == id ? mark with { Text = text } : mark)]);
}
