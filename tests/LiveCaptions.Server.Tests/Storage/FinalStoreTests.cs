using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Editing;
using LiveCaptions.Server.Storage;
using LiveCaptions.Server.Tests.Harness;
using LiveCaptions.Speech.Recognition;
using Microsoft.EntityFrameworkCore;

namespace LiveCaptions.Server.Tests.Storage;

/// <summary>What every kind of database does.</summary>
public abstract class FinalStoreTests : IAsyncLifetime
{
    private const string Session = TestDatabase.Session;
    private TestDatabase _database = null!;
    private FinalStore _finals = null!;

    protected CaptionDatabase Database => _database.Database;

    /// <summary>By what the database is reached; null for a file.</summary>
    protected abstract Task<string?> ConnectAsync();

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(await ConnectAsync());
        _finals = new FinalStore(Database);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return _database.DisposeAsync();
    }

    [Fact]
    public async Task Finals_are_read_in_order_of_seq_behind_one_and_the_newest_first_where_there_are_many()
    {
        await AddAsync(Cue(1, 0, 1), Cue(2, 1, 2), Cue(3, 2, 3), Cue(4, 3, 4));

        Assert.Equal([2, 3], (await _finals.ReadAsync(Session, after: 1, limit: 2)).Select(c => c.Seq));
        var (newest, more) = await _finals.ReadNewestAsync(Session, after: 0, before: 4, limit: 2);
        Assert.Equal([2, 3], newest.Select(c => c.Seq));
        Assert.True(more);
        Assert.Equal(4, (await _finals.CountAsync([Session, "nobody"]))[Session]);
        Assert.Equal(4, await _finals.LastSeqAsync(Session));
    }

    [Fact]
    public async Task Corrected_final_stands_in_the_place_of_the_one_before()
    {
        await AddAsync(Cue(1, 0, 1), Cue(2, 1, 2));
        await _finals.ReplaceAsync(Cue(1, 0, 1) with { Seq = 3, Text = "right" }, seqReserved: 200);

        Assert.Equal([(2L, "words"), (3L, "right")], (await _finals.ReadAsync(Session)).Select(c => (c.Seq, c.Text)));
        Assert.Equal(200, (await new SessionStore(Database).FindAsync(Session))!.SeqReserved);
    }

    [Fact]
    public async Task Deleted_final_is_told_to_who_has_it_and_is_nothing_to_others()
    {
        await AddAsync(Cue(1, 0, 1), Cue(2, 1, 2));
        var gone = CueDeletion.Of(Cue(1, 0, 1)) with { Seq = 3, Revision = 2 };
        var made = Cue(4, 5, 6) with { Id = "c9" };
        await _finals.EditAsync(EditedFinals.Edit(made) with { Changed = [gone], Added = [made] });

        Assert.Equal(["c2", "c9"], (await _finals.ReadAsync(Session)).Select(c => c.Id));
        Assert.Equal([("c1", true), ("c9", false)], (await _finals.ReadAsync(Session, after: 2)).Select(c => (c.Id, c.Deleted)));
        Assert.Equal(2, (await _finals.CountAsync([Session]))[Session]);
        Assert.Equal(["c2", "c9"], (await _finals.ReadBetweenAsync(Session, 0, 10, 60)).Select(c => c.Id));
        Assert.Equal(["c1", "c2"], (await _finals.FindAsync(Session, ["c1", "c2", "c3"])).Select(c => c.Id).Order());
        Assert.Equal(4, await _finals.LastSeqAsync(Session));
    }

    [Fact]
    public async Task Steps_are_taken_back_from_the_last_on_and_new_ones_end_what_was_taken_back()
    {
        await AddAsync(Cue(1, 0, 1));
        var edits = new EditStore(Database);
        foreach (var seq in new[] { 2, 3, 4 })
        {
            await _finals.EditAsync(EditedFinals.Edit(Cue(seq, 0, 1)));
        }

        var last = (await edits.FindLastAsync(Session))!;
        Assert.Null(await edits.FindUndoneAsync(Session));
        last.UndoneAt = DateTimeOffset.UnixEpoch;
        await _finals.EditAsync(new EditBatch(last));

        Assert.Equal((3L, 4L), ((await edits.FindLastAsync(Session))!.Seq, (await edits.FindUndoneAsync(Session))!.Seq));
        await _finals.EditAsync(EditedFinals.Edit(Cue(5, 0, 1)));
        Assert.Equal([5, 3, 2], (await edits.ListAsync(Session, 10)).Select(e => e.Seq));
    }

    [Fact]
    public async Task What_was_before_the_oldest_steps_is_forgotten_when_it_becomes_too_much()
    {
        await AddAsync(Cue(1, 0, 1));
        var images = new string('x', 30 * 1024 * 1024);
        foreach (var seq in new[] { 2, 3, 4 })
        {
            var batch = EditedFinals.Edit(Cue(seq, 0, 1));
            (batch.Edit.Images, batch.Edit.Size) = (images, images.Length);
            await _finals.EditAsync(batch);
        }

        Assert.Equal(
            [(4, true), (3, true), (2, false)], (await new EditStore(Database).ListAsync(Session, 10)).Select(e => (e.Seq, e.Size > 0)));
    }

    [Fact]
    public async Task Batch_that_may_be_stored_already_is_stored_once()
    {
        var batch = new FinalBatch(Session, Track: 0) { Finals = [Cue(1, 0, 1)], SeqReserved = 100 };
        await _finals.AddAsync(batch);
        await _finals.AddAsync(batch with { Finals = [Cue(1, 0, 1) with { Seq = 7 }] }, mayBeThere: true);

        Assert.Equal(7, Assert.Single(await _finals.ReadAsync(Session)).Seq);
    }

    [Fact]
    public async Task Deleted_session_leaves_no_row_however_many_it_had()
    {
        await AddAsync([.. Enumerable.Range(1, 2_500).Select(i => Cue(i, i, i + 1))]);
        await _finals.EditAsync(EditedFinals.Edit(Cue(2_501, 0, 1)));
        var sessions = new SessionStore(Database);
        await sessions.AddAsync(new SessionRow { Id = "other", Engine = "fake", Settings = "{}", StreamKeyHash = [2] });
        await sessions.DeleteAsync(Session);

        Assert.Empty(await new EditStore(Database).ListAsync(Session, 10));

        Assert.Equal(0, await Database.ReadAsync(db => db.Finals.CountAsync()));
        Assert.Equal("other", Assert.Single(await sessions.ListAsync(10, before: null)).Id);
    }

    [Fact]
    public async Task Vectors_of_voices_go_and_who_spoke_when_stays_however_many_there_are()
    {
        var pieces = Enumerable.Range(0, 1_500)
            .Select(i => new LabelledPiece(new VoicePiece(i, i + 1, 1, [1, 2]), new SpeakerLabel(0, 1))).ToList();
        await _finals.AddAsync(
            new FinalBatch(Session, Track: 0) { Finals = [Cue(1, 0, 1)], SeqReserved = 100, VoiceSpace = "space", Voices = pieces });
        var voices = new VoiceStore(Database);
        Assert.Equal(1_500, (await voices.ReadSpeakerAsync(Session, number: 0, "space")).Count);

        await voices.DeleteVectorsAsync(Session);

        Assert.Empty(await voices.ReadSpeakerAsync(Session, number: 0, "space"));
        Assert.All(
            await Database.ReadAsync(db => db.Voices.ToListAsync()), voice => Assert.Equal((0, 0), (voice.Speaker, voice.Vector.Length)));
    }

    [Fact]
    public async Task Sessions_are_listed_page_by_page_newest_first_in_one_order()
    {
        var sessions = new SessionStore(Database);
        foreach (var (id, i) in new[] { "B", "a", "_", "C" }.Select((id, i) => (id, i)))
        {
            await sessions.AddAsync(new SessionRow
            {
                Id = id,
                Engine = "fake",
                Settings = "{}",
                StreamKeyHash = [9, (byte)i],
                CreatedAt = DateTimeOffset.UnixEpoch.AddDays(1)
            });
        }

        var first = await sessions.ListAsync(2, before: null);
        var rest = await sessions.ListAsync(10, first[^1]);
        Assert.Equal(["a", "_", "C", "B", Session], first.Concat(rest).Select(s => s.Id));
    }

    [Fact]
    public async Task Finals_under_way_in_a_stretch_are_read_in_order_of_start()
    {
        await AddAsync(Cue(1, 0, 6), Cue(2, 5, 6.5), Cue(3, 8, 9), Cue(4, 7, 20), Cue(5, 12, 13));

        var cues = await _finals.ReadBetweenAsync(Session, from: 6, to: 12, longest: 60);

        Assert.Equal(["c2", "c4", "c3"], cues.Select(c => c.Id));
        Assert.Equal(["c4", "c3"], (await _finals.ReadBetweenAsync(Session, from: 6, to: 12, longest: 0.5)).Select(c => c.Id));
    }

    [Fact]
    public async Task Last_times_are_those_of_the_final_that_begins_last()
    {
        Assert.Null(await _finals.LastTimesAsync(Session));
        await AddAsync(Cue(1, 0, 30), Cue(3, 8, 9), Cue(2, 5, 6));
        Assert.Equal((8, 9), await _finals.LastTimesAsync(Session));
    }

    private Task AddAsync(params Cue[] cues) => _finals.AddAsync(new FinalBatch(Session, Track: 0) { Finals = cues, SeqReserved = 100 });

    private static Cue Cue(long seq, double start, double end) => new()
    {
        SessionId = Session,
        Seq = seq,
        Id = $"c{seq}",
        Revision = 1,
        Kind = CueKind.Final,
        Start = start,
        End = end,
        Text = "words",
        CreatedAt = DateTimeOffset.UnixEpoch,
    };
}
