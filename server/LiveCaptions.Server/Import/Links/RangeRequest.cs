using System.Net.Http.Headers;

namespace LiveCaptions.Server.Import.Links;

/// <summary>The rest of something of which a part is there already, if it is still the same (RFC 9110 §13.1.5, §14.2).</summary>
/// <param name="From">Bytes that are there.</param>
/// <param name="Tag">The ETag it had.</param>
public sealed record RangeRequest(long From, EntityTagHeaderValue Tag)
{
    public void ApplyTo(HttpRequestMessage request)
    {
        request.Headers.Range = new RangeHeaderValue(From, to: null);
        request.Headers.IfRange = new RangeConditionHeaderValue(Tag);
    }
}
