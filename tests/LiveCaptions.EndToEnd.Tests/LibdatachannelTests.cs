namespace LiveCaptions.EndToEnd.Tests;

/// <summary>Publishing as OBS does, with the library that does it there.</summary>
public sealed class LibdatachannelTests(SpeechServer speech) : IClassFixture<SpeechServer>
{
    private const string Text = "Seven children are playing in the garden. Please open the window before the meeting begins.";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly CaptionApi _api = speech.Server.Api;

    [Fact]
    public async Task Speech_beside_a_picture_that_is_not_wanted_becomes_captions_that_say_the_same()
    {
        var (id, captions) = await SayAsync("--video");

        Assert.Empty(SpokenText.Missing(Text, captions));
        Assert.Equal(0, await _api.GetLostAudioAsync(id));
    }

    [Fact]
    public async Task One_packet_in_ten_is_lost_and_counted_and_most_words_are_there()
    {
        var (id, captions) = await SayAsync("--drop", "10");

        var missing = SpokenText.Missing(Text, captions);
        Assert.True(missing.Count <= 4, $"Missing {string.Join(' ', missing)} in: {captions}");
        Assert.InRange(await _api.GetLostAudioAsync(id), 0.1, 2);
    }

    [Fact]
    public async Task Packets_that_are_sent_again_when_asked_for_are_not_lost()
    {
        var (id, captions) = await SayAsync("--drop", "10", "--resend");

        Assert.Empty(SpokenText.Missing(Text, captions));

        // A tenth of what is lost without: on a busy machine one may come too late.
        Assert.InRange(await _api.GetLostAudioAsync(id), 0, 0.06);
    }

    [Fact]
    public async Task Another_certificate_than_was_announced_does_not_connect()
    {
        using var giveUp = new CancellationTokenSource(Patience);
        using var folder = new TempFolder();
        var audio = await RecordAsync(folder);
        var (id, whip, key) = await _api.CreateWhipSessionAsync();

        using var publisher = LibdatachannelPublisher.Start(whip, key, audio, "--wrong-fingerprint");
        await publisher.UntilItSaysAsync("lost", giveUp.Token);

        Assert.Equal(0, await _api.GetDurationAsync(id));
    }

    [Fact]
    public async Task Killed_and_started_again_it_goes_on_in_the_same_session()
    {
        using var giveUp = new CancellationTokenSource(Patience);
        using var folder = new TempFolder();
        var audio = await RecordAsync(folder);
        var (id, whip, key) = await _api.CreateWhipSessionAsync();

        using (var first = LibdatachannelPublisher.Start(whip, key, audio))
        {
            await first.UntilItSaysAsync("connected", giveUp.Token);
            await _api.WaitForFinalAsync(id, giveUp.Token);
            await first.KillAsync();
        }

        var before = await _api.GetFinalsAsync(id);
        await ComeBackAsync(whip, key, audio, giveUp.Token);

        var after = await _api.GetFinalsAsync(id);
        Assert.Equal("finished", await _api.GetStateAsync(id));
        Assert.Equal(before, after.Take(before.Count));
        Assert.Empty(SpokenText.Missing(Text, TextOf(after.Skip(before.Count))));
        Assert.NotEqual(0, await _api.GetLostAudioAsync(id));
    }

    /// <summary>Tries again as OBS does, until the one that was killed counts as gone.</summary>
    private static async Task ComeBackAsync(Uri whip, string key, string audio, CancellationToken cancellationToken)
    {
        using var retry = new PeriodicTimer(TimeSpan.FromSeconds(1), TimeProvider.System);
        while (await retry.WaitForNextTickAsync(cancellationToken))
        {
            using var publisher = LibdatachannelPublisher.Start(whip, key, audio);
            if (await publisher.IsTakenAsync(cancellationToken))
            {
                await publisher.UntilItSaysAsync("deleted 200", cancellationToken);
                return;
            }
        }
    }

    private static async Task<string> RecordAsync(TempFolder folder)
    {
        var audio = folder.File("speech.ogg");
        await SpokenText.WriteOpusAsync(audio, Text);
        return audio;
    }

    private static string TextOf(IEnumerable<FinalCue> cues) => string.Join(' ', cues.Select(cue => cue.Text));

    /// <returns>The session's id and all that is in its captions, when it has finished.</returns>
    private async Task<(string Id, string Captions)> SayAsync(params string[] options)
    {
        using var giveUp = new CancellationTokenSource(Patience);
        using var folder = new TempFolder();
        var audio = await RecordAsync(folder);
        var (id, whip, key) = await _api.CreateWhipSessionAsync();
        using var publisher = LibdatachannelPublisher.Start(whip, key, audio, options);
        await publisher.UntilItSaysAsync("connected", giveUp.Token);
        await publisher.UntilItSaysAsync("deleted 200", giveUp.Token);
        Assert.Equal("finished", await _api.GetStateAsync(id));
        return (id, TextOf(await _api.GetFinalsAsync(id)));
    }
}
