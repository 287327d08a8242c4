using System.Net;
using LiveCaptions.Server.Publishing;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace LiveCaptions.Server.Tests.Limits;

/// <summary>Quality and metadata go through a whole session, one session at a time.</summary>
public sealed class AnalysisLimitTests
{
    [Fact]
    public async Task Who_waits_for_one_holds_no_place_of_an_export_and_what_has_not_changed_is_not_gone_through_again()
    {
        await using var server = await LimitedServer.StartAsync(("AnalysesPerAddress", "1"), ("ExportsPerAddress", "1"));
        var session = await server.PublishedAsync(new { language = "en" }, FakeSpeech.Say(1, 2));
        await session.UntilStateAsync("finished");
        var (quality, metadata) = ($"/api/sessions/{session.Id}/quality", $"/api/sessions/{session.Id}/metadata");
        var turn = server.Services.GetRequiredService<AnalysisTurn>();

        var release = Hold(turn);
        var waits = await OneOfTwoAsync(server, quality, metadata);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, $"/api/sessions/{session.Id}/captions.vtt"));
        release();
        await waits;

        var told = await server.Http.GetStringAsync(quality, TestContext.Current.CancellationToken);
        await server.Http.GetStringAsync(metadata, TestContext.Current.CancellationToken);
        release = Hold(turn);
        Assert.Equal(told, await server.Http.GetStringAsync(quality, TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, metadata));

        // What has changed is.
        await new Corrector(session).CorrectAsync("c1", new { text = "Something else." });
        waits = await OneOfTwoAsync(server, quality, metadata);
        release();
        await waits;
        Assert.NotEqual(told, await server.Http.GetStringAsync(quality, TestContext.Current.CancellationToken));
    }

    /// <returns>Gives the turn back.</returns>
    private static Action Hold(AnalysisTurn turn)
    {
        var free = new TaskCompletionSource<string>();
        _ = turn.RunAsync(() => free.Task, TestContext.Current.CancellationToken);
        return () => free.SetResult("");
    }

    /// <summary>Asks for both: one waits for its turn, the other is refused.</summary>
    /// <returns>The one that waits, until it is answered.</returns>
    private static async Task<Task> OneOfTwoAsync(TestServer server, string one, string other)
    {
        var (first, second) = (server.Http.GetAsync(one), server.Http.GetAsync(other));
        var refused = await Task.WhenAny(first, second);
        await refused.IsTooManyAsync();
        return RightAsync(refused == first ? second : first);
    }

    private static async Task RightAsync(Task<HttpResponseMessage> request)
    {
        using var answer = await request;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static async Task<HttpStatusCode> StatusAsync(TestServer server, string path)
    {
        using var answer = await server.Http.GetAsync(path);
        return answer.StatusCode;
    }
}
