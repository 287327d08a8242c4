using LiveCaptions.Captions.Layout;
using LiveCaptions.Captions.Text;

namespace LiveCaptions.Captions.Formats;

/// <summary>Options of formats as addresses and commands write them.</summary>
public static class FormatOptionText
{
    public const string Profile = "profile";
    public const string Speakers = "speakers";
    public const string Placement = "placement";
    public const string Music = "music";
    public const string Note = "note";
    public const string FrameRateName = "frameRate";

    private static readonly Dictionary<string, SpeakerMarks> Marks = new(StringComparer.Ordinal)
    {
        ["none"] = SpeakerMarks.None, ["names"] = SpeakerMarks.Names, ["dashes"] = SpeakerMarks.Dashes,
        ["chevrons"] = SpeakerMarks.Chevrons, ["colors"] = SpeakerMarks.Colors, ["colours"] = SpeakerMarks.Colors,
    };

    /// <param name="valueOf">The text of an option by its name; null where it is not given.</param>
    /// <param name="profiles">That may be named; null knows those that are built in.</param>
    /// <returns>The options, or a sentence that says which one is not right and what it may be.</returns>
    public static (FormatOptions? Options, string? Fault) Read(Func<string, string?> valueOf, PublishingProfiles? profiles = null)
    {
        string? fault = null;
        profiles ??= new PublishingProfiles();
        var options = new FormatOptions
        {
            Profile = Named(),
            Speakers = Choice(Speakers, Marks, "none, names, dashes, chevrons or colors"),
            PlacedApart = Choice(
                Placement, new Dictionary<string, bool>(StringComparer.Ordinal) { ["apart"] = true, ["auto"] = false }, "apart or auto"),
            MusicNotes = Choice(
                Music, new Dictionary<string, bool>(StringComparer.Ordinal) { ["notes"] = true, ["words"] = false }, "notes or words"),
            Provenance = Choice(
                Note, new Dictionary<string, bool>(StringComparer.Ordinal) { ["provenance"] = true, ["none"] = false },
                "provenance or none"),
            FrameRate = Rate(),
        };
        return fault is null ? (options, null) : (null, fault);

        T? Choice<T>(string name, Dictionary<string, T> choices, string all)
            where T : struct
        {
            if (valueOf(name) is not { } text)
            {
                return null;
            }

            if (choices.TryGetValue(text, out var choice))
            {
                return choice;
            }

            fault ??= $"{name} is {all}; there is no {name}={CaptionText.Shown(text)}.";
            return null;
        }

        PublishingOptions? Named()
        {
            var text = valueOf(Profile);
            var profile = text is null ? null : profiles.Find(text);
            fault ??= text is null || profile is not null
                ? null
                : $"{Profile} is one of {profiles.Names}; there is no {Profile}={CaptionText.Shown(text)}.";
            return profile;
        }

        FrameRate? Rate()
        {
            var text = valueOf(FrameRateName);
            var rate = text is null ? null : FrameRate.Find(text);
            fault ??= text is null || rate is not null
                ? null
                : $"{FrameRateName} is one of {FrameRate.Names}; there is no {FrameRateName}={CaptionText.Shown(text)}.";
            return rate;
        }
    }
}
