using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Feed;
using LiveCaptions.Server.Storage;
using LiveCaptions.Server.Tests.Harness;

namespace LiveCaptions.Server.Tests.Live;

public sealed class ViewerFeedTests : IAsyncLifetime
{
    private const string Session = TestDatabase.Session;
    private TestDatabase _database = null!;
    private FinalStore _finals = null!;
    private CueBroadcaster _broadcaster = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _finals = new FinalStore(_database.Database);
        _broadcaster = new CueBroadcaster(_finals);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public void Who_sends_captions_on_is_no_viewer()
    {
        using var sink = _broadcaster.Subscribe(Session, after: 0, isViewer: false);
        Assert.Equal(0, _broadcaster.Viewers);
        using var viewer = _broadcaster.Subscribe(Session, after: 0);
        Assert.Equal(1, _broadcaster.Viewers);
    }

    [Fact]
    public async Task Slow_viewer_sees_the_newest_interim_only()
    {
        using var feed = _broadcaster.Subscribe(Session, after: 0);
        for (var seq = 1; seq <= 1_000; seq++)
        {
            _broadcaster.Post(LiveMessage.Of(Interim(seq, "c1")));
        }

        Assert.Equal([1_000], await TakeAsync(feed, 1));
    }

    [Fact]
    public async Task Viewer_too_slow_for_its_queue_still_gets_every_final_once_and_in_order()
    {
        using var feed = _broadcaster.Subscribe(Session, after: 0);
        for (var seq = 1; seq <= 1_000; seq++)
        {
            await PostFinalAsync(seq);
        }

        Assert.Equal(Enumerable.Range(1, 1_000).Select(i => (long)i), await TakeAsync(feed, 1_000));

        await PostFinalAsync(1_001);
        Assert.Equal([1_001], await TakeAsync(feed, 1));
    }

    [Fact]
    public async Task Emotions_between_finals_cost_a_slow_viewer_no_final()
    {
        using var feed = _broadcaster.Subscribe(Session, after: 0);
        await feed.TakeNewestAsync(10, 10_000);
        for (var seq = 1; seq <= 1_000; seq += 2)
        {
            await PostFinalAsync(seq);
            _broadcaster.Post(LiveMessage.Of(new EmotionMessage(Session, seq + 1, "s1", seq, seq + 1, 0.5, -0.5, "angry")));
        }

        await PostFinalAsync(1_001);
        var taken = await TakeUntilAsync(feed, 1_001);
        Assert.Equal(taken.Order(), taken);
        Assert.Equal(Enumerable.Range(0, 501).Select(i => (2L * i) + 1), taken.Where(seq => seq % 2 == 1));

        _broadcaster.Post(LiveMessage.Of(new EmotionMessage(Session, 1_002, null, 0, 1, 0, 0, null)));
        Assert.Equal([1_002], await TakeUntilAsync(feed, 1_002));
    }

    [Fact]
    public async Task Final_that_is_stored_and_posted_while_the_viewer_joins_comes_once()
    {
        await PostFinalAsync(1);
        using var feed = _broadcaster.Subscribe(Session, after: 0);
        await PostFinalAsync(2);

        Assert.Equal([1, 2], (await feed.TakeNewestAsync(10, 10_000)).Finals.Select(c => c.Seq));

        await PostFinalAsync(3);
        Assert.Equal([3], await TakeAsync(feed, 1));
    }

    [Fact]
    public async Task Withdrawal_reaches_a_viewer_however_slow()
    {
        using var feed = _broadcaster.Subscribe(Session, after: 0);
        await feed.TakeNewestAsync(10, 10_000);
        _broadcaster.Post(LiveMessage.Of(Interim(1, "gone") with { Text = "" }));
        for (var seq = 2; seq <= 600; seq++)
        {
            await PostFinalAsync(seq);
        }

        Assert.Contains(1L, await TakeAsync(feed, 600));
    }

    [Fact]
    public async Task Newest_name_of_each_speaker_reaches_a_viewer_however_slow()
    {
        using var feed = _broadcaster.Subscribe(Session, after: 0);
        await PostFinalAsync(1);
        await TakeAsync(feed, 1);
        foreach (var (seq, id, label) in new[] { (2, "s1", "An"), (3, "s2", "Bob"), (4, "s1", "Ann") })
        {
            _broadcaster.Post(LiveMessage.Of(new SpeakerMessage(Session, seq, id, label)));
        }

        for (var seq = 5; seq <= 1_000; seq++)
        {
            await PostFinalAsync(seq);
        }

        Assert.Equal([.. Enumerable.Range(5, 996), 3, 4], await TakeAsync(feed, 998));
    }

    [Fact]
    public async Task Feed_ends_when_its_session_is_deleted()
    {
        using var feed = _broadcaster.Subscribe(Session, after: 0);
        _broadcaster.Close(Session);

        var messages = new List<LiveMessage>();
        await foreach (var message in feed.ReadAllAsync(untilEnd: true, TestContext.Current.CancellationToken))
        {
            messages.Add(message);
        }

        Assert.Empty(messages);
    }

    [Fact]
    public void Nothing_of_a_session_stays_when_its_viewers_leave()
    {
        var feed = _broadcaster.Subscribe(Session, after: 0);
        using (_broadcaster.Subscribe(Session, after: 0))
        {
            feed.Dispose();
            Assert.Equal(1, _broadcaster.Viewers);
        }

        Assert.Equal(0, _broadcaster.Viewers);
    }

    private static async Task<List<long>> TakeAsync(ViewerFeed feed, int count)
    {
        var seqs = new List<long>();
        await foreach (var message in feed.ReadAllAsync(untilEnd: true, TestContext.Current.CancellationToken))
        {
            seqs.Add(message.Seq);
            if (seqs.Count == count)
            {
                break;
            }
        }

        return seqs;
    }

    private static async Task<List<long>> TakeUntilAsync(ViewerFeed feed, long last)
    {
        var seqs = new List<long>();
        await foreach (var message in feed.ReadAllAsync(untilEnd: true, TestContext.Current.CancellationToken))
        {
            seqs.Add(message.Seq);
            if (message.Seq == last)
            {
                break;
            }
        }

        return seqs;
    }

    private static Cue Interim(long seq, string id) => new()
    {
        SessionId = Session,
        Seq = seq,
        Id = id,
        Revision = (int)seq,
        Kind = CueKind.Interim,
        Start = seq,
        End = seq + 1,
        Text = $"text {seq}",
        CreatedAt = DateTimeOffset.UnixEpoch,
    };

    private async Task PostFinalAsync(long seq)
    {
        var final = Interim(seq, $"c{seq}") with { Kind = CueKind.Final };
        await _finals.AddAsync(new FinalBatch(Session, Track: 0) { Finals = [final], SeqReserved = seq });
        _broadcaster.Post(LiveMessage.Of(final));
    }
}
