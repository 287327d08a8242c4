using LiveCaptions.Server.Storage;
using LiveCaptions.Speech.Formatting;

namespace LiveCaptions.Server.Sessions;

/// <summary>Settings that may change while it is live.</summary>
public sealed partial class CaptionSession
{
    /// <summary>How words are to be written now; null where they stay as they are.</summary>
    internal TranscriptFormatter? Formatter => Volatile.Read(ref _formatter);

    /// <summary>How long after it was said a word becomes final at the latest.</summary>
    internal TimeSpan MaxDelay => TimeSpan.FromSeconds(Volatile.Read(ref _maxDelay));

    /// <summary>Names and jargon to expect.</summary>
    internal IReadOnlyList<string> Keyterms => Volatile.Read(ref _keyterms);

    internal async Task ChangeAsync(Action<SessionRow> change)
    {
        await _around.Sessions.ChangeAsync(Id, change);
        lock (_lock)
        {
            change(_row);
            Use(SessionSettings.FromJson(_row.Settings));
        }

        await AnnounceAsync();
    }

    private void Use(SessionSettings settings)
    {
        Volatile.Write(ref _formatter, FormattingSettings.Create(settings.Formatting));
        Volatile.Write(ref _keyterms, settings.Keyterms ?? []);
        Volatile.Write(ref _maxDelay, settings.MaxDelay ?? _around.Options.MaxDelaySeconds);
    }
}
