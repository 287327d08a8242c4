using LiveCaptions.Media.Codecs;
using LiveCaptions.Server.Import.Links;
using Microsoft.Extensions.Time.Testing;

namespace LiveCaptions.Server.Tests.Import.Links;

public sealed class RetryPolicyTests
{
    [Fact]
    public async Task Waits_grow_and_in_the_end_it_gives_up_with_the_last_reason()
    {
        var time = new FakeTimeProvider();
        var attempts = new List<double>();
        var start = time.GetUtcNow();
        var run = new RetryPolicy(time, attempts: 4).RunAsync(
            () =>
            {
                attempts.Add((time.GetUtcNow() - start).TotalSeconds);
                throw new TransientFetchException($"failure {attempts.Count}");
            },
            () => false,
            CancellationToken.None);
        await PassAsync(time, run);

        Assert.Equal("failure 4", (await Assert.ThrowsAsync<MediaReadException>(() => run)).Message);
        var waits = attempts.Zip(attempts.Skip(1), (before, after) => after - before).ToList();
        Assert.Equal(3, waits.Count);
        Assert.All(waits.Zip([1.0, 2, 4]), pair => Assert.InRange(pair.First, (pair.Second / 2) - 0.01, pair.Second + 0.06));
    }

    [Fact]
    public async Task Progress_begins_the_count_anew()
    {
        var time = new FakeTimeProvider();
        var attempts = 0;
        var run = new RetryPolicy(time, attempts: 2).RunAsync(
            () => ++attempts < 10 ? throw new TransientFetchException("cut") : Task.CompletedTask,
            () => true,
            CancellationToken.None);
        await PassAsync(time, run);
        await run;
        Assert.Equal(10, attempts);
    }

    [Fact]
    public async Task What_will_not_go_better_is_not_tried_again()
    {
        var attempts = 0;
        await Assert.ThrowsAsync<MediaReadException>(() => new RetryPolicy(new FakeTimeProvider()).RunAsync(
            () =>
            {
                attempts++;
                throw new MediaReadException("gone");
            },
            () => false,
            CancellationToken.None));
        Assert.Equal(1, attempts);
    }

    private static async Task PassAsync(FakeTimeProvider time, Task run)
    {
        while (!run.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }
    }
}
