using System.Net;
using LiveCaptions.Server.Limits;

namespace LiveCaptions.Server.Ingest.Rtmp;

/// <summary>
/// Connections that have not published yet: few in all, and few of each client. Who comes when there is no place gets that of the
/// connection that has waited longest, of the client that has most: strangers that say nothing keep nobody out.
/// </summary>
internal sealed class RtmpWaiting(ClientAddress clients, RtmpOptions options)
{
    private readonly Lock _lock = new();
    private readonly List<Place> _places = [];

    /// <param name="address">Whose connection it is.</param>
    /// <param name="expel">Called when somebody else needs the place.</param>
    public Place Enter(IPAddress? address, Action expel)
    {
        var place = new Place(clients.Of(address), expel);
        Place? crowdedOut;
        lock (_lock)
        {
            crowdedOut = FindCrowdedOut(place);
            if (crowdedOut is not null)
            {
                _places.Remove(crowdedOut);
            }

            _places.Add(place);
        }

        crowdedOut?.Expel();
        return place;
    }

    public void Leave(Place place)
    {
        lock (_lock)
        {
            _places.Remove(place);
        }
    }

    private Place? FindCrowdedOut(Place comer)
    {
        if (comer.Client is not null && _places.Count(place => comer.Client.Equals(place.Client)) >= options.MaxPendingPerAddress)
        {
            return _places.Find(place => comer.Client.Equals(place.Client));
        }

        // The first of the largest group: they are in the order in which they came.
        return _places.Count < options.MaxPending ? null : _places.GroupBy(place => place.Client).MaxBy(places => places.Count())!.First();
    }

    /// <param name="Client">Null where the limit per client is not for it.</param>
    internal sealed record Place(IPAddress? Client, Action Expel);
}
