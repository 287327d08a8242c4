using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;
using LiveCaptions.Server.Translation;
using Microsoft.Extensions.DependencyInjection;

namespace LiveCaptions.Server.Tests.Translation;

/// <summary>What becomes of translations when things change, stall or fail.</summary>
public sealed class TranslationTests : IAsyncLifetime
{
    private readonly TranslatingServer _shared = new();

    public ValueTask InitializeAsync() => _shared.InitializeAsync();

    public ValueTask DisposeAsync() => _shared.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Corrected_words_are_translated_again_and_what_was_wrong_goes_at_once(bool live)
    {
        var session = await _shared.CreateAsync("fr");
        await using var publisher = await session.PublishAsync();
        await publisher.SendAsync(FakeSpeech.Say(1, 2));
        await _shared.TranslatedAsync(session, "fr", 1);
        if (!live)
        {
            await publisher.CloseAsync();
            await session.UntilStateAsync("finished");
        }

        await using var viewer = await HubClient.ConnectAsync(_shared.Server, messagePack: false);
        await viewer.CallAsync("WatchLanguages", session.Id, null, new[] { "fr" });
        var cue = (await session.CuesAsync())[0];
        _shared.Translator.Hold("fr");
        await new Corrector(session).CorrectAsync(cue.Id, new { text = "Right words" });

        await viewer.UntilAsync(seen => seen.Id == $"{cue.Id}.fr" && seen is { Deleted: true, Text: "" });
        Assert.Empty(await _shared.CuesAsync(session, "language=fr"));
        _shared.Translator.Release("fr");
        await viewer.UntilAsync(seen => seen.Id == $"{cue.Id}.fr" && seen is { Deleted: false, Text: "[fr] Right words", Revision: 3 });
    }

    [Fact]
    public async Task Times_and_speaker_are_taken_over_without_translating_again()
    {
        var session = await _shared.SaidAsync("fr", [1, 2]);
        var cue = (await session.CuesAsync())[0];
        var asked = _shared.Translator.Requests.Count;

        await new Corrector(session).CorrectAsync(cue.Id, new { start = 0.05, end = 3.0 });

        var moved = Assert.Single(await _shared.CuesAsync(session, "language=fr"));
        Assert.Equal((0.05, 3.0, "[fr] w1 w2", 2), (moved.Start, moved.End, moved.Text, moved.Revision));
        Assert.Equal(asked, _shared.Translator.Requests.Count);
    }

    [Fact]
    public async Task Deleted_final_takes_its_translation_with_it_and_undo_brings_both_back()
    {
        var session = await _shared.SaidAsync("fr", [1], [2]);
        var person = new Corrector(session);
        await person.DeleteAsync((await session.CuesAsync())[0].Id);

        Assert.Equal(["[fr] w2"], (await _shared.CuesAsync(session, "language=fr")).Select(cue => cue.Text));
        await person.UndoAsync();
        await _shared.TranslatedAsync(session, "fr", 2);
    }

    [Fact]
    public async Task Stalled_language_holds_up_neither_what_is_said_nor_another_language_and_is_made_when_it_answers_again()
    {
        _shared.Translator.Hold("es");
        var session = await _shared.CreateAsync("es", "fr");
        await using var publisher = await session.PublishAsync();
        await publisher.SendAsync([.. FakeSpeech.Say(1), .. FakeSpeech.Say(2), .. FakeSpeech.Say(3)]);
        await _shared.TranslatedAsync(session, "fr", 3);
        await publisher.CloseAsync();
        await session.UntilStateAsync("finished");

        Assert.Empty(await _shared.CuesAsync(session, "language=es"));
        _shared.Translator.Release("es");
        await _shared.TranslatedAsync(session, "es", 3);
        var spanish = await _shared.CuesAsync(session, "language=es");
        Assert.Equal(["[es] w1", "[es] w2", "[es] w3"], spanish.OrderBy(cue => cue.Start).Select(cue => cue.Text));
    }

    [Fact]
    public async Task Failing_translation_is_told_while_it_lasts_and_tried_again()
    {
        _shared.Translator.Failures = 1;
        var session = await _shared.CreateAsync("fr");
        await using var viewer = await HubClient.ConnectAsync(_shared.Server, messagePack: false);
        await viewer.WatchAsync(session.Id);
        await using var publisher = await session.PublishAsync();
        await publisher.SendAsync(FakeSpeech.Say(1));

        var told = await viewer.SessionAsync(view => view.Message is not null);
        await viewer.SessionAsync(view => view.Message is null);

        Assert.StartsWith("Translation into fr fails: The fake answers 503.", told.Message, StringComparison.Ordinal);
        Assert.Single(await _shared.CuesAsync(session, "language=fr"));
    }

    [Fact]
    public async Task What_no_lane_translated_is_made_behind_the_end_each_final_once()
    {
        const int finals = 20;
        _shared.Translator.Hold("fr");
        var session = await _shared.CreateAsync("fr");
        await using var publisher = await session.PublishAsync();
        await publisher.SendAsync([.. Enumerable.Range(1, finals).SelectMany(word => FakeSpeech.Say(word))]);
        await publisher.CloseAsync();
        await session.UntilStateAsync("finished");
        _shared.Translator.Release("fr");
        await _shared.TranslatedAsync(session, "fr", finals);

        Assert.Equal(
            Enumerable.Range(1, finals).Select(word => $"[fr] w{word}"),
            (await _shared.CuesAsync(session, "language=fr&limit=100")).OrderBy(cue => cue.Start).Select(cue => cue.Text));
    }

    [Fact]
    public async Task What_was_said_before_goes_along_as_context()
    {
        await _shared.SaidAsync("fr", [1], [2], [3]);

        var last = _shared.Translator.Requests.Last(request => request.Texts.Contains("w3"));

        Assert.Equal(["w1", "w2", "w3"], [.. last.Before, .. last.Texts]);
    }

    [Fact]
    public async Task Restarted_server_translates_what_was_left()
    {
        _shared.Translator.Hold("fr");
        var session = await _shared.CreateAsync("fr");
        await using (var publisher = await session.PublishAsync())
        {
            await publisher.SendAsync(FakeSpeech.Say(1));
            await publisher.CloseAsync();
        }

        await session.UntilStateAsync("finished");
        await _shared.Server.UntilAsync(async () =>
            (await _shared.Server.GetAsync("/api/jobs")).ToString().Contains("translation", StringComparison.Ordinal));
        var copy = _shared.Server.CopyOfData();
        await using var next = await TestServer.StartAsync(
            copy, configure: builder => builder.Services.AddSingleton<ITranslator>(new FakeTranslator()));

        await next.UntilAsync(async () =>
            (await next.GetAsync($"/api/sessions/{session.Id}/cues?language=fr")).ToString().Contains("[fr] w1", StringComparison.Ordinal));
    }
}
