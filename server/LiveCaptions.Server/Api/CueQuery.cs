using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;
using Microsoft.AspNetCore.Mvc;

namespace LiveCaptions.Server.Api;

/// <summary>Which of a session's finals somebody asks for.</summary>
public sealed record CueQuery
{
    public const int MaxPage = 1_000;

    [FromQuery(Name = "after")]
    public long? AfterSeq { get; init; }

    [FromQuery(Name = "before")]
    public long? Before { get; init; }

    [FromQuery(Name = "limit")]
    public int? AskedLimit { get; init; }

    /// <summary>In the place of what was said.</summary>
    [FromQuery(Name = "language")]
    public string? Language { get; init; }

    /// <summary>Besides what was said, with commas between.</summary>
    [FromQuery(Name = "languages")]
    public string? Languages { get; init; }

    internal long After => AfterSeq ?? 0;

    internal int Limit => AskedLimit ?? MaxPage;

    /// <summary>What links to other pages carry along, with an ampersand in front.</summary>
    internal string Rest =>
        (Language is null ? "" : $"&language={Uri.EscapeDataString(Language)}")
        + (Languages is null ? "" : $"&languages={Uri.EscapeDataString(Languages)}");

    /// <returns>As the store takes them, null for what was said alone; or what is wrong, with its status.</returns>
    internal async Task<(IReadOnlyCollection<string>? Languages, int Status, string Fault)> ReadAsync(
        SessionView session, CaptionLanguages languages)
    {
        if (Language is { Length: > 0 } one)
        {
            var (found, fault) = await languages.FindAsync(session, one);
            return found is null ? (null, 404, fault!) : ([found], 0, "");
        }

        return CaptionLanguages.Split(Languages) is not { } added
            ? (null, 400, CaptionLanguages.Rule)
            : (added.Count == 0 ? null : [FinalRow.AsSaid, .. await languages.MeantAsync(session, added)], 0, "");
    }
}
