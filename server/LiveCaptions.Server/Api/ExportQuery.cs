using LiveCaptions.Captions.Formats;
using LiveCaptions.Captions.Layout;
using Microsoft.AspNetCore.Mvc;

namespace LiveCaptions.Server.Api;

/// <summary>What a request for a caption file may ask; see docs/formats.md.</summary>
public sealed record ExportQuery
{
    [FromQuery(Name = "emotion")]
    public string? Emotion { get; init; }

    /// <summary>Which transcript: live or publishing.</summary>
    [FromQuery(Name = "version")]
    public string? Version { get; init; }

    /// <summary>Of the session, or one that it is translated into.</summary>
    [FromQuery(Name = "language")]
    public string? Language { get; init; }

    [FromQuery(Name = FormatOptionText.Profile)]
    public string? Profile { get; init; }

    [FromQuery(Name = FormatOptionText.Speakers)]
    public string? Speakers { get; init; }

    [FromQuery(Name = FormatOptionText.Placement)]
    public string? Placement { get; init; }

    [FromQuery(Name = FormatOptionText.Music)]
    public string? Music { get; init; }

    [FromQuery(Name = FormatOptionText.Note)]
    public string? Note { get; init; }

    [FromQuery(Name = FormatOptionText.FrameRateName)]
    public string? FrameRate { get; init; }

    /// <returns>The options, or a sentence that says what is not right.</returns>
    public (FormatOptions? Options, string? Fault) Read(PublishingProfiles profiles) => FormatOptionText.Read(ValueOf, profiles);

    private string? ValueOf(string name) => name switch
    {
        FormatOptionText.Profile => Profile,
        FormatOptionText.Speakers => Speakers,
        FormatOptionText.Placement => Placement,
        FormatOptionText.Music => Music,
        FormatOptionText.Note => Note,
        _ => FrameRate,
    };
}
