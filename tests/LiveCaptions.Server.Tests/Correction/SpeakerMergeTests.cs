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
        foreach (var (name, word) in ((string, int)[])[("Ann", 1), ("Ben", 2)])
        {
            await using var publisher = await session.PublishAsync($"&speaker={name}");
            await publisher.SendAsync(FakeSpeech.Say(word));
            await publisher.CloseAsync();
        }

        await server.UntilAsync(async () => (await session.CuesAsync()).Count == 2);
        var before = (await session.CuesAsync()).ConvertAll(cue => cue.Speaker!.Id);
        var (ann, ben) = (before[0], before[1]);
        var person = new Corrector(session);

        using var merged = await person.SendAsync(HttpMethod.Post, "speakers/merge", new { from = ben, into = ann });
        Assert.True(merged.IsSuccessStatusCode, await merged.Content.ReadAsStringAsync());
        Assert.All(await session.CuesAsync(), cue => Assert.Equal((ann, "Ann"), (cue.Speaker!.Id, cue.Speaker.Label)));
        Assert.Equal("speakers", (await person.EditsAsync())[0].GetProperty("kind").GetString());

        await person.UndoAsync();
        Assert.Equal(before, (await session.CuesAsync()).OrderBy(cue => cue.Start).Select(cue => cue.Speaker!.Id));
        foreach (var (from, into) in ((string?, string?)[])[(ben, ben), (ben, "nobody"), ("nobody", ann), (null, ann)])
        {
            using var refused = await person.SendAsync(HttpMethod.Post, "speakers/merge", new { from, into });
            await Answers.AssertProblemAsync(refused, 400, "speaker_invalid");
        }
    }
}
