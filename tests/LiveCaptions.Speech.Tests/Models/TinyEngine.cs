using LiveCaptions.Speech.Engines;
using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Tests.Fakes;
using LiveCaptions.Speech.Tests.Models;

[assembly: AssemblyFixture(typeof(TinyEngine))]

namespace LiveCaptions.Speech.Tests.Models;

/// <summary>moonshine-tiny and the voice activity detector, loaded once for all tests and not before one asks for them.</summary>
public sealed class TinyEngine : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private Task<SpeechEngine>? _loading;

    public Task<SpeechEngine> LoadAsync()
    {
        lock (_gate)
        {
            return _loading ??= SpeechEngine.LoadAsync(new SpeechEngineOptions
            {
                Engine = "moonshine-tiny",
                ExecutionProvider = "cpu",
                ModelsDirectory = Repository.Models,
            });
        }
    }

    /// <summary>The finals of a track, as the server makes them.</summary>
    /// <param name="pieces">Sizes of the pieces that the source gives; 512 where it does not matter.</param>
    internal async Task<List<Transcript>> FinalsAsync(
        ReadOnlyMemory<float> samples, IReadOnlyList<int>? pieces = null, long start = 0, bool interims = false,
        IReadOnlyList<string>? keyterms = null, RecognitionQuality quality = RecognitionQuality.Best)
    {
        var engine = await LoadAsync();
        await using var pipeline = engine.CreatePipeline(new RecognizerStreamOptions
        {
            Interims = interims, StartPosition = start, Keyterms = () => keyterms ?? [], Quality = quality,
        });
        return await pipeline.RunAsync(new ArraySource(samples, pieces ?? [512], start)).Where(t => t.IsFinal).ToListAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_loading is { IsCompletedSuccessfully: true })
        {
            await (await _loading).DisposeAsync();
        }
    }
}
