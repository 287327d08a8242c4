namespace LiveCaptions.Server.Publishing.Quota;

/// <summary>The day has not enough units left for a call, which was not made.</summary>
public sealed class QuotaSpentException(DateTimeOffset resetAt)
    : Exception($"The quota of today is spent; it is there again at {resetAt:yyyy-MM-dd HH:mm'Z'}.")
{
    public DateTimeOffset ResetAt => resetAt;
}
