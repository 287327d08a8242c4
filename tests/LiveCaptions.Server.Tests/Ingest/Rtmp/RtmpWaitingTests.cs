using System.Net;
using LiveCaptions.Server.Ingest.Rtmp;
using LiveCaptions.Server.Limits;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Tests.Ingest.Rtmp;

public sealed class RtmpWaitingTests
{
    private readonly List<string> _expelled = [];
    private readonly RtmpWaiting _waiting = new(
        new ClientAddress(Options.Create(new LimitOptions())), new RtmpOptions { MaxPending = 4, MaxPendingPerAddress = 3 });

    [Fact]
    public void Client_with_more_connections_than_it_may_have_loses_its_own_oldest()
    {
        Enter("a1", "203.0.113.1");
        Enter("b1", "203.0.113.2");
        Enter("b2", "203.0.113.2");
        Enter("b3", "203.0.113.2");
        Enter("b4", "203.0.113.2");

        Assert.Equal(["b1"], _expelled);
    }

    [Fact]
    public void Where_there_is_no_place_the_client_that_has_most_gives_one()
    {
        Enter("a1", "203.0.113.1");
        Enter("b1", "203.0.113.2");
        Enter("b2", "203.0.113.2");
        Enter("b3", "203.0.113.2");
        Enter("c1", "203.0.113.3");
        Enter("d1", "2001:db8::1");

        Assert.Equal(["b1", "b2"], _expelled);
    }

    [Fact]
    public void Place_that_is_given_back_is_free()
    {
        var places = Enumerable.Range(0, 4).Select(i => Enter($"a{i}", $"203.0.113.{i}")).ToList();
        _waiting.Leave(places[2]);
        _waiting.Leave(places[2]);

        Enter("b", "203.0.113.9");

        Assert.Empty(_expelled);
    }

    private RtmpWaiting.Place Enter(string name, string address) => _waiting.Enter(IPAddress.Parse(address), () => _expelled.Add(name));
}
