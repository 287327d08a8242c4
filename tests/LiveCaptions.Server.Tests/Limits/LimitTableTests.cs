using LiveCaptions.Server.Limits;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace LiveCaptions.Server.Tests.Limits;

public sealed class LimitTableTests
{
    [Fact]
    public async Task Every_endpoint_is_counted_as_something_that_somebody_decided()
    {
        await using var server = await TestServer.StartAsync();
        var endpoints = server.Services.GetRequiredService<EndpointDataSource>().Endpoints;

        Assert.True(endpoints.Count > 30);
        Assert.Empty(endpoints.Where(endpoint => LimitTable.Find(endpoint) is null).Select(endpoint => endpoint.DisplayName));
    }

    [Fact]
    public void Endpoint_may_decide_for_itself()
    {
        var endpoint = new Endpoint(requestDelegate: null, new EndpointMetadataCollection(new LimitAttribute(LimitKind.Import)), "one");

        Assert.Equal(LimitKind.Import, LimitTable.Find(endpoint));
        Assert.Null(LimitTable.Find(new Endpoint(requestDelegate: null, EndpointMetadataCollection.Empty, "another")));
    }
}
