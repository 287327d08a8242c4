using LiveCaptions.Server.Publishing.Quota;
using LiveCaptions.Server.Publishing.YouTube;
using LiveCaptions.Server.Storage;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace LiveCaptions.Server.Tests.Publishing;

/// <summary>What every kind of database does.</summary>
public abstract class QuotaLedgerTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.Parse("2026-11-30T20:00:00Z"));
    private TestDatabase _database = null!;

    protected abstract Task<string?> ConnectAsync();

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync(await ConnectAsync());

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return _database.DisposeAsync();
    }

    [Fact]
    public async Task Units_are_spent_when_they_are_put_aside_and_come_back_only_where_a_call_cost_nothing()
    {
        var ledger = New(1_000);
        var first = await ledger.ReserveAsync("p", YouTubeCall.CaptionsInsert);
        Assert.Equal((400, 400, 600), await StandingAsync(ledger));

        await ledger.SettleAsync(first);
        var second = await ledger.ReserveAsync("p", YouTubeCall.CaptionsUpdate);
        await ledger.SettleAsync(second, new YouTubeFault(YouTubeFaultKind.Passing, "429", IsFree: true));
        Assert.Equal((400, 0, 600), await StandingAsync(ledger));

        var third = await ledger.ReserveAsync("p", YouTubeCall.CaptionsUpdate);
        await ledger.SettleAsync(third, new YouTubeFault(YouTubeFaultKind.Passing, "500", IsFree: false));
        Assert.Equal((850, 0, 150), await StandingAsync(ledger));
    }

    [Fact]
    public async Task Call_that_a_killed_server_left_counts_as_made()
    {
        await New(1_000).ReserveAsync("p", YouTubeCall.CaptionsInsert);

        Assert.Equal((400, 400, 600), await StandingAsync(New(1_000)));
    }

    [Fact]
    public async Task Nothing_is_given_out_beyond_the_limit_however_many_ask_at_once()
    {
        var ledger = New(10_000);

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(async _ =>
        {
            try
            {
                await ledger.SettleAsync(await ledger.ReserveAsync("p", YouTubeCall.CaptionsInsert));
                return true;
            }
            catch (QuotaSpentException)
            {
                return false;
            }
        }));

        Assert.Equal(25, answers.Count(isIn => isIn));
        Assert.Equal((10_000, 0, 0), await StandingAsync(ledger));
    }

    [Fact]
    public async Task Day_ends_at_midnight_in_California_and_projects_do_not_share()
    {
        var ledger = New(400);
        await ledger.SettleAsync(await ledger.ReserveAsync("p", YouTubeCall.CaptionsInsert));
        var spent = await Assert.ThrowsAsync<QuotaSpentException>(() => ledger.ReserveAsync("p", YouTubeCall.VideosList));
        Assert.Equal(DateTimeOffset.Parse("2026-12-01T08:00:00Z"), spent.ResetAt);
        await ledger.ReserveAsync("other", YouTubeCall.CaptionsInsert);

        _time.SetUtcNow(spent.ResetAt.AddSeconds(-1));
        await Assert.ThrowsAsync<QuotaSpentException>(() => ledger.ReserveAsync("p", YouTubeCall.VideosList));
        _time.SetUtcNow(spent.ResetAt);
        await ledger.ReserveAsync("p", YouTubeCall.CaptionsInsert);
    }

    private QuotaLedger New(int limit) =>
        new(new QuotaStore(_database.Database), Options.Create(new YouTubeOptions { DailyQuota = limit }), _time);

    private static async Task<(int Spent, int InDoubt, int Remaining)> StandingAsync(QuotaLedger ledger)
    {
        var standing = await ledger.ReadAsync("p");
        return (standing.Spent, standing.InDoubt, standing.Remaining);
    }
}
