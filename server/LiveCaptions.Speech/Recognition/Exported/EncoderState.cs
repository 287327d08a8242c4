using Microsoft.ML.OnnxRuntime;

namespace LiveCaptions.Speech.Recognition.Exported;

/// <summary>What a streaming encoder remembers of the sound so far.</summary>
/// <param name="caches">In the order in which the graph takes them.</param>
/// <param name="owned">What is disposed of with it.</param>
internal sealed class EncoderState(IReadOnlyList<OrtValue> caches, IEnumerable<IDisposable> owned) : IDisposable
{
    public IReadOnlyList<OrtValue> Caches => caches;

    public void Dispose()
    {
        foreach (var each in owned)
        {
            each.Dispose();
        }
    }
}
