namespace LiveCaptions.Speech.Recognition.Moonshine;

/// <summary>An aligner that is loaded when first asked: most servers with an engine that guesses times never import with it.</summary>
internal sealed class LazyAligner(Func<(MoonshineAligner Aligner, MoonshineModel Model)> load) : IAligner, IDisposable
{
    private readonly Lazy<(MoonshineAligner Aligner, MoonshineModel Model)> _loaded = new(load);

    public IReadOnlyList<string> Languages { get; } = ["en"];

    public async Task<IReadOnlyList<Word>?> AlignAsync(
        HeardUtterance heard, IReadOnlyList<Word> words, CancellationToken cancellationToken)
    {
        var loaded = _loaded.IsValueCreated ? _loaded.Value : await Task.Run(() => _loaded.Value, cancellationToken);
        return await loaded.Aligner.AlignAsync(heard, words, cancellationToken);
    }

    public void Dispose()
    {
        if (_loaded.IsValueCreated)
        {
            _loaded.Value.Model.Dispose();
        }
    }
}
