namespace LiveCaptions.Server.Sessions.Requests;

/// <summary>What of a session shall be otherwise; what is left out stays.</summary>
public sealed record ChangeSessionRequest
{
    public string? Title { get; init; }

    /// <summary>Names and jargon to expect, in place of those that there are; an empty list for none.</summary>
    public IReadOnlyList<string>? Keyterms { get; init; }

    /// <summary>Seconds after which a word that is said live becomes final at the latest, from 0.7 to 20; holds at once.</summary>
    public double? MaxDelay { get; init; }

    /// <summary>In place of those in <c>formatting</c>, for what is said from now on; an empty list for none.</summary>
    public IReadOnlyList<ReplacementSetting>? Replacements { get; init; }

    /// <summary>Whether watching needs no key. Who watched without one is cut off within seconds when it is taken back.</summary>
    public bool? Public { get; init; }

    /// <summary>A person says that all of the transcript is right now, or takes that back.</summary>
    public bool? Corrected { get; init; }

    /// <summary>Settings with what is asked for in the place of what was.</summary>
    public SessionSettings Change(SessionSettings settings) => settings with
    {
        Keyterms = SessionSettings.Cleaned(Keyterms) ?? settings.Keyterms,
        MaxDelay = MaxDelay ?? settings.MaxDelay,
        Formatting = Replacements is null
            ? settings.Formatting
            : (settings.Formatting ?? new FormattingSettings()) with { Replacements = FormattingSettings.Cleaned(Replacements) },
    };
}
