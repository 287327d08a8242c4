using System.Net.Http.Headers;

namespace LiveCaptions.Server.Outgoing;

/// <summary>A part of something (RFC 9110 §14.2).</summary>
/// <param name="From">Bytes before it.</param>
/// <param name="Tag">The ETag of what it is to be a part of (§13.1.5): something else comes whole. Null takes it of anything.</param>
/// <param name="Length">In bytes; null is all the rest.</param>
public sealed record RangeRequest(long From, EntityTagHeaderValue? Tag = null, long? Length = null)
{
    public void ApplyTo(HttpRequestMessage request)
    {
        request.Headers.Range = new RangeHeaderValue(From, Length is { } length ? From + length - 1 : null);
        request.Headers.IfRange = Tag is null ? null : new RangeConditionHeaderValue(Tag);
    }
}
