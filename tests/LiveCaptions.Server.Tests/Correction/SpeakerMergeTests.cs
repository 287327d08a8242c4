using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;

namespace LiveCaptions.Server.Tests.Correction;

/// <summary>Two voices that were one.</summary>
public sealed class SpeakerMergeTests
{
    [Fact]
    public async Task What_one_says_is_the_others_until_it_is_taken_back()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var first = await session.PublishAsync("&speaker=Ann");
        await using var second = await session.PublishAsync("&speaker=Ben");
        await first.SendAsync(FakeSpeech.Say(1));
        await second.SendAsync([.. new short[32_000], .. FakeSpeech.Say(2)]);
        await server.UntilAsync(async () => (await session.CuesAsync()).Count == 2);
        var before = await SpeakersAsync(session);
        var (ann, ben) = (before["w1"], before["w2"]);
        var person = new Corrector(session);

        using var merged = await person.SendAsync(HttpMethod.Post, "speakers/merge", new { from = ben, into = ann });
        Assert.True(merged.IsSuccessStatusCode, await merged.Content.ReadAsStringAsync());
        Assert.All(await session.CuesAsync(), cue => Assert.Equal((ann, "Ann"), (cue.Speaker!.Id, cue.Speaker.Label)));
        Assert.Equal("speakers", (await person.EditsAsync())[0].GetProperty("kind").GetString());

        await person.UndoAsync();
        Assert.Equal(before, await SpeakersAsync(session));
        foreach (var (from, into) in ((string?, string?)[])[(ben, ben), (ben, "nobody"), ("nobody", ann), (null, ann)])
        {
            using var refused = await person.SendAsync(HttpMethod.Post, "speakers/merge", new { from, into });
            await Answers.AssertProblemAsync(refused, 400, "speaker_invalid");
        }
    }

    private static async Task<Dictionary<string, string>> SpeakersAsync(TestSession session) =>
        (await session.CuesAsync()).ToDictionary(cue => cue.Text, cue => cue.Speaker!.Id, StringComparer.Ordinal);
}
