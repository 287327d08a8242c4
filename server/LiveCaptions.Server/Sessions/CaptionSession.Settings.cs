using LiveCaptions.Server.Storage;
using LiveCaptions.Speech.Formatting;

namespace LiveCaptions.Server.Sessions;

/// <summary>Settings that may change while it is live.</summary>
public sealed partial class CaptionSession
{
    /// <summary>How words are to be written now; null where they stay as they are.</summary>
    internal TranscriptFormatter? Formatter => Volatile.Read(ref _formatter);

    internal async Task ChangeAsync(Action<SessionRow> change)
    {
        await _around.Sessions.ChangeAsync(Id, change);
        lock (_lock)
        {
            change(_row);
            Volatile.Write(ref _formatter, FormattingSettings.Create(SessionSettings.FromJson(_row.Settings).Formatting));
        }

        await AnnounceAsync();
    }
}
