using System.Net;
using System.Runtime.InteropServices;
using LiveCaptions.Server.Access;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace LiveCaptions.Server.Tests.Api;

/// <summary><c>GET /api/sessions/{id}/audio</c>, and how loud it is.</summary>
public sealed class SoundApiTests
{
    private const int Header = 44;
    private static readonly short[] Ramp = [.. Enumerable.Range(0, 16_000).Select(n => (short)(n * 2))];

    [Fact]
    public async Task Recording_is_heard_whole_and_from_any_byte_on()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.PublishedAsync(new { }, Ramp);
        var all = await server.Http.GetByteArrayAsync(PathOf(session));

        Assert.Equal("RIFF"u8.ToArray(), all[..4]);
        Assert.Equal(Ramp, MemoryMarshal.Cast<byte, short>(all.AsSpan(Header))[..Ramp.Length].ToArray());
        foreach (var (from, to) in ((int, int)[])[(0, 9), (40, 47), (45, 46), (1_001, 20_004), (all.Length - 3, all.Length - 1)])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, PathOf(session)) { Headers = { Range = new(from, to) } };
            using var part = await server.Http.SendAsync(request);
            Assert.Equal((HttpStatusCode.PartialContent, "audio/wav"), (part.StatusCode, part.Content.Headers.ContentType!.MediaType));
            Assert.Equal(all[from..(to + 1)], await part.Content.ReadAsByteArrayAsync());
        }

        using var head = await server.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, PathOf(session)));
        Assert.Equal(all.Length, head.Content.Headers.ContentLength);
        using var behind = new HttpRequestMessage(HttpMethod.Get, PathOf(session)) { Headers = { Range = new(all.Length, null) } };
        using var none = await server.Http.SendAsync(behind);
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, none.StatusCode);
    }

    [Fact]
    public async Task Tracks_are_added_up_also_while_they_are_recorded()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var one = await session.PublishAsync("&speaker=Ann");
        await one.SendAsync([.. Enumerable.Repeat((short)1_000, 8_000)]);
        await session.RecordedAsync(0.5);
        await using var other = await session.PublishAsync("&speaker=Ben");
        await other.SendAsync([.. Enumerable.Repeat((short)32_000, 80_000)]);
        await one.SendAsync([.. Enumerable.Repeat((short)1_000, 160_000)]);
        await session.RecordedAsync(10.5);

        var samples = MemoryMarshal.Cast<byte, short>((await server.Http.GetByteArrayAsync(PathOf(session))).AsSpan(Header)).ToArray();

        // Where the other begins depends on when it came; of what it is, nothing does.
        Assert.Equal([1_000, 32_767], samples.Distinct().Order().Where(sample => sample is not 0));
    }

    [Fact]
    public async Task Loudness_is_told_stretch_by_stretch()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.PublishedAsync(new { }, [.. new short[16_000], .. Enumerable.Repeat((short)-16_384, 16_000), .. Ramp]);

        var peaks = await server.GetAsync($"{PathOf(session)}/peaks?count=3&to=3");
        Assert.Equal([0, 0.5, 0.977], peaks.GetProperty("peaks").EnumerateArray().Select(peak => peak.GetDouble()));
        var part = await server.GetAsync($"{PathOf(session)}/peaks?from=0.5&to=1.5&count=4000");
        Assert.Equal((0.5, 1.5, 4_000), (part.GetProperty("from").GetDouble(), part.GetProperty("to").GetDouble(),
            part.GetProperty("peaks").GetArrayLength()));
        Assert.Equal((0, 0.5), (part.GetProperty("peaks")[1_999].GetDouble(), part.GetProperty("peaks")[2_000].GetDouble()));

        foreach (var query in (string[])["count=0", "count=4001", "from=2&to=1", "from=9"])
        {
            using var refused = await server.Http.GetAsync($"{PathOf(session)}/peaks?{query}");
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        }
    }

    [Fact]
    public async Task Who_has_no_key_hears_nothing_of_a_public_session_and_viewers_nothing_of_what_is_redacted()
    {
        await using var server = await TestServer.StartAsync();
        var open = await server.PublishedAsync(new { @public = true }, Ramp);
        var redacted = await server.PublishedAsync(new { formatting = new { redact = new[] { "numbers" } } }, Ramp);
        var key = await server.Services.GetRequiredService<KeyIssuer>().CreateAsync(KeyScope.View, expiresAt: null);
        var edit = redacted.Created.GetProperty("editToken").GetString();

        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(server, PathOf(open)));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, $"{PathOf(open)}?access_token={key}"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(server, $"{PathOf(redacted)}?access_token={key}"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(server, $"{PathOf(redacted)}/peaks?access_token={key}"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, $"{PathOf(redacted)}?access_token={edit}"));
    }

    [Fact]
    public async Task Where_there_is_no_recording_that_is_told()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();

        using var response = await server.Http.GetAsync(PathOf(session));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("recording_not_there", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(server, "/api/sessions/nobody/audio"));
    }

    private static string PathOf(TestSession session) => $"/api/sessions/{session.Id}/audio";

    private static async Task<HttpStatusCode> StatusAsync(TestServer server, string path)
    {
        using var response = await server.Http.GetAsync(path);
        return response.StatusCode;
    }
}
