using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Sessions;

/// <summary>Settings that may change while it is live.</summary>
public sealed partial class CaptionSession
{
    internal async Task ChangeAsync(Action<SessionRow> change)
    {
        await _around.Sessions.ChangeAsync(Id, change);
        lock (_lock)
        {
            change(_row);
        }

        await AnnounceAsync();
    }
}
