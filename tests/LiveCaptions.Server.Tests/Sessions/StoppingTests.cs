using System.Net;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;

namespace LiveCaptions.Server.Tests.Sessions;

/// <summary>One session's end holds up nothing else.</summary>
public sealed class StoppingTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    /// <summary>An engine that is busy in a decode looks at no token.</summary>
    private readonly TaskCompletionSource _decoded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _decoding = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task Session_whose_decode_takes_its_time_is_deleted_at_once_and_others_go_on()
    {
        await using var server = await TestServer.StartAsync(recognizer: BusyWith(9));
        var (busy, other) = (await server.CreateSessionAsync(), await server.CreateSessionAsync());
        await using var publisher = await busy.PublishAsync();
        await publisher.SendAsync(FakeSpeech.Say(9));
        await _decoding.Task;

        using (var deleted = await server.Http.DeleteAsync($"/api/sessions/{busy.Id}").WaitAsync(Soon))
        {
            Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        }

        Assert.Equal("session_deleted", (await publisher.NextAsync("error")).GetProperty("code").GetString());
        Assert.False(Directory.Exists(Path.Combine(server.Data, "recordings", busy.Id)));
        await using (var next = await other.PublishAsync())
        {
            await next.SendAsync(FakeSpeech.Say(1));
            await next.CloseAsync();
        }

        Assert.Equal(FakeSpeech.Text(1), await other.TextAsync());
        using (var gone = await server.Http.GetAsync($"/api/sessions/{busy.Id}"))
        {
            Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        }

        _decoded.SetResult();
    }

    [Fact]
    public async Task Session_is_ended_once_however_many_ask_for_it_at_the_same_time()
    {
        await using var server = await TestServer.StartAsync();
        for (var round = 0; round < 10; round++)
        {
            var session = await server.CreateSessionAsync();
            await using var publisher = await session.PublishAsync();
            await publisher.SendAsync(FakeSpeech.Say(1));

            var deletes = Enumerable.Range(0, 4).Select(_ => server.Http.DeleteAsync($"/api/sessions/{session.Id}")).ToList();
            var finishes = Enumerable.Range(0, 2)
                .Select(_ => server.Http.PostAsync($"/api/sessions/{session.Id}/finish", content: null)).ToList();
            var attach = AttachAsync(session);
            var statuses = (await Task.WhenAll(deletes)).Select(response => response.StatusCode).ToList();
            var finished = (await Task.WhenAll(finishes)).Select(response => response.StatusCode);

            Assert.Single(statuses, HttpStatusCode.NoContent);
            Assert.Equal(3, statuses.Count(status => status == HttpStatusCode.NotFound));
            Assert.All(finished, status =>
                Assert.True(status is HttpStatusCode.OK or HttpStatusCode.Accepted or HttpStatusCode.NotFound, $"{status}"));
            Assert.True(await attach is null or 404 or 409, "somebody publishes what is deleted");
            Assert.False(Directory.Exists(Path.Combine(server.Data, "recordings", session.Id)));
        }
    }

    /// <summary>What is asked for last holds, whoever is faster: nobody publishes what was finished.</summary>
    [Fact]
    public async Task Finish_and_publishers_at_the_same_time_leave_no_session_open()
    {
        await using var server = await TestServer.StartAsync(maxStreams: 100);
        for (var round = 0; round < 10; round++)
        {
            var session = await server.CreateSessionAsync();
            var attaching = Enumerable.Range(0, 4).Select(i => AttachAsync(session, $"&speaker=S{i}")).ToList();
            using var finish = await server.Http.PostAsync($"/api/sessions/{session.Id}/finish", content: null);
            await Task.WhenAll(attaching);
            Assert.True(finish.IsSuccessStatusCode);

            await session.UntilStateAsync("finished");
        }
    }

    [Fact]
    public async Task No_more_publishers_are_let_in_at_once_than_there_is_room_for()
    {
        await using var server = await TestServer.StartAsync(maxStreams: 3);
        var sessions = new List<TestSession>();
        for (var i = 0; i < 8; i++)
        {
            sessions.Add(await server.CreateSessionAsync());
        }

        var statuses = await Task.WhenAll(sessions.Select(session => AttachAsync(session)));

        Assert.Equal(3, statuses.Count(status => status is null));
        Assert.Equal(5, statuses.Count(status => status == 503));
    }

    private FakeRecognizer BusyWith(int word) => new()
    {
        BeforeFrame = (frame, _) =>
        {
            if (FakeSpeech.WordOf(frame.Samples.Span[0]) != word)
            {
                return Task.CompletedTask;
            }

            _decoding.TrySetResult();
            return _decoded.Task;
        },
    };

    /// <returns>The status that refused it; null where it was let in.</returns>
    private static async Task<int?> AttachAsync(TestSession session, string query = "")
    {
        try
        {
            var publisher = await session.PublishAsync(query);
            return publisher is null ? 0 : null;
        }
        catch (RefusedException refused)
        {
            return refused.Status;
        }
    }
}
