using Google.Apis.Util;

namespace LiveCaptions.Server.Publishing.YouTube;

/// <summary>The server's clock for Google's library.</summary>
internal sealed class GoogleClock(TimeProvider time) : IClock
{
    public DateTime Now => time.GetLocalNow().DateTime;

    public DateTime UtcNow => time.GetUtcNow().UtcDateTime;
}
