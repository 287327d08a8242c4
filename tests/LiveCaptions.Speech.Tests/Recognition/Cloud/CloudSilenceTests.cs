using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Recognition.Cloud.Deepgram;
using Microsoft.Extensions.Time.Testing;

namespace LiveCaptions.Speech.Tests.Recognition.Cloud;

/// <summary>Providers that do not answer a handshake.</summary>
public sealed class CloudSilenceTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly FakeDeepgram _cloud;

    public CloudSilenceTests() => _cloud = new FakeDeepgram(_time) { Hangs = true };

    public ValueTask DisposeAsync() => _cloud.DisposeAsync();

    [Theory]
    [InlineData(2, EngineFaultKind.Silent)]
    [InlineData(null, EngineFaultKind.Transient)]
    public async Task Handshake_that_is_not_answered_is_given_up_when_it_is_told_to_be_and_else_after_ten_seconds(
        int? seconds, EngineFaultKind kind)
    {
        var options = new RecognizerStreamOptions { ReadyWithin = seconds is { } some ? TimeSpan.FromSeconds(some) : null };
        await using var recognizer = new DeepgramEngineFactory(_cloud.Access(), new DeepgramSettings { Pace = 0 })
            .Load(new EngineOrder("deepgram", "", TimeProvider.System)).Recognizer;
        var began = _time.GetUtcNow();
        var hearing = CloudRun.HearAsync(recognizer, CloudTracks.Short(), options);
        await CloudRun.AdvanceUntilAsync(_time, TimeSpan.FromSeconds(0.1), () => _cloud.Connections > 0);
        await CloudRun.AdvanceUntilAsync(_time, TimeSpan.FromSeconds(0.1), () => hearing.IsCompleted);

        var fault = Assert.IsType<EngineFaultException>((await hearing).Fault);
        Assert.Equal((kind, true), (fault.Kind, fault.Message.Contains("no answer", StringComparison.Ordinal)));
        Assert.True((_time.GetUtcNow() - began).TotalSeconds >= (seconds ?? 10));
    }

    [Fact]
    public async Task Connection_that_is_there_is_told_before_the_first_sound_goes_out()
    {
        _cloud.Hangs = false;
        var heard = -1L;
        await using var recognizer = new DeepgramEngineFactory(_cloud.Access(), new DeepgramSettings { Pace = 0 })
            .Load(new EngineOrder("deepgram", "", TimeProvider.System)).Recognizer;
        var (_, fault) = await CloudRun.HearAsync(
            recognizer, CloudTracks.Short(), new RecognizerStreamOptions { OnOpen = () => heard = Interlocked.Read(ref _cloud.Heard) });

        Assert.Null(fault);
        Assert.Equal(0, heard);
    }
}
