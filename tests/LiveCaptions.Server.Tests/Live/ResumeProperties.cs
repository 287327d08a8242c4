using CsCheck;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Feed;
using LiveCaptions.Server.Storage;
using LiveCaptions.Server.Tests.Harness;

namespace LiveCaptions.Server.Tests.Live;

/// <summary>
/// A viewer that breaks off and comes back wherever it likes, while cues open, become final and are withdrawn
/// at any moment, gets every final.
/// </summary>
public sealed class ResumeProperties : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private FinalStore _finals = null!;
    private int _sessions;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _finals = new FinalStore(_database.Database);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Viewer_who_comes_back_with_the_seq_of_what_it_has_misses_no_final() =>
        await Gen.Select(Visit.Array[1, 6], Step.Array[0, 6])
            .SampleAsync(async run => await CheckAsync(run.Item1, run.Item2), iter: 60, threads: 1);

    /// <summary>What happens to cues: interim, interim with a later seq, final, withdrawn.</summary>
    private static Gen<int> Step => Gen.Int[0, 5];

    /// <summary>Before the viewer comes, between the reads of its reply, and how many messages it takes before it breaks off.</summary>
    private static Gen<(int[] Before, int[] Between, int[] After, int Taken)> Visit =>
        Gen.Select(Step.Array[0, 6], Step.Array[0, 4], Step.Array[0, 6], Gen.Int[0, 6]);

    private async Task CheckAsync((int[] Before, int[] Between, int[] After, int Taken)[] visits, int[] rest)
    {
        var id = $"s{++_sessions}";
        await new SessionStore(_database.Database)
            .AddAsync(new SessionRow { Id = id, Engine = "fake", Settings = "{}", StreamKeyHash = BitConverter.GetBytes(_sessions) });
        var programme = new Programme(id, _finals);
        var (seen, finals) = (0L, new HashSet<string>(StringComparer.Ordinal));
        foreach (var visit in visits)
        {
            await programme.GoOnAsync(visit.Before);
            using var feed = programme.Broadcaster.Subscribe(id, seen);
            var open = programme.Shown;
            await programme.GoOnAsync(visit.Between[..(visit.Between.Length / 2)]);
            var (page, more) = await feed.TakeNewestAsync(limit: 1_000, bytes: int.MaxValue);
            await programme.GoOnAsync(visit.Between[(visit.Between.Length / 2)..]);
            var reply = page.Concat(feed.TakeOpen(open, programme.Shown)).ToList();
            Assert.False(more);
            Assert.Equal(reply.Select(cue => cue.Seq).Append(seen).Max(), feed.Sent);
            finals.UnionWith(reply.Where(IsFinal).Select(cue => cue.Id));
            seen = Math.Max(seen, feed.Sent);

            await programme.GoOnAsync(visit.After);
            using var enough = new CancellationTokenSource();
            var messages = feed.ReadAllAsync(untilEnd: false, enough.Token).GetAsyncEnumerator(enough.Token);
            for (var i = 0; i < visit.Taken && messages.MoveNextAsync() is { IsCompletedSuccessfully: true, Result: true }; i++)
            {
                finals.UnionWith(messages.Current.Cue is { } cue && IsFinal(cue) ? [cue.Id] : []);
                seen = Math.Max(seen, messages.Current.Seq);
            }

            await enough.CancelAsync();
        }

        await programme.GoOnAsync(rest);
        var last = await _finals.ReadAsync(id, seen);
        finals.UnionWith(last.Select(cue => cue.Id));
        Assert.Equal(
            (await _finals.ReadAsync(id)).Select(cue => cue.Id).Order(StringComparer.Ordinal), finals.Order(StringComparer.Ordinal));
    }

    private static bool IsFinal(Cue cue) => cue.Kind == CueKind.Final;

    /// <summary>A session's cues, stored, shown and broadcast in the order in which a session does it.</summary>
    private sealed class Programme(string id, FinalStore store)
    {
        private readonly SortedDictionary<string, Cue> _open = new(StringComparer.Ordinal);
        private long _seq;
        private int _cues;

        public CueBroadcaster Broadcaster { get; } = new(store);

        public IReadOnlyList<Cue> Shown => [.. _open.Values];

        public async Task GoOnAsync(int[] steps)
        {
            foreach (var step in steps)
            {
                var cue = Next(step);
                if (IsFinal(cue))
                {
                    await store.AddAsync(new FinalBatch(id, Track: 0) { Finals = [cue], SeqReserved = cue.Seq });
                }

                if (IsFinal(cue) || cue.Text.Length == 0)
                {
                    _open.Remove(cue.Id);
                }
                else
                {
                    _open[cue.Id] = cue;
                }

                Broadcaster.Post(LiveMessage.Of(cue));
            }
        }

        private Cue Next(int step)
        {
            var known = _open.Values.FirstOrDefault();
            return step switch
            {
                0 or 1 => Message($"c{++_cues}", CueKind.Interim, "text"),
                2 => Message(known?.Id ?? $"c{++_cues}", CueKind.Interim, "text"),
                5 => Message(known?.Id ?? $"c{++_cues}", CueKind.Interim, ""),
                _ => Message(known?.Id ?? $"c{++_cues}", CueKind.Final, "text"),
            };
        }

        private Cue Message(string cueId, CueKind kind, string text) => new()
        {
            SessionId = id,
            Seq = ++_seq,
            Id = cueId,
            Revision = (int)_seq,
            Kind = kind,
            Start = _seq,
            End = _seq + 1,
            Text = text,
            CreatedAt = DateTimeOffset.UnixEpoch,
        };
    }
}
